internal import Glibc

/// Writes to the path that a person gave: a file, a device, a pipe, a link, or standard output.
package enum OutputFile<Failure: FileFailure> {
  /// Writes all bytes; `-` is standard output, and `/dev/fd/N` the open descriptor of that number.
  ///
  /// A regular file is replaced in one step, and its owner and mode are kept. A symbolic link, a
  /// device or a pipe stays, and the bytes are written into it. A pipe that has no reader within
  /// ten seconds is an error.
  package static func write(
    _ bytes: [UInt8], to path: String
  ) throws(Failure) {
    if let descriptor = descriptor(path) { return try write(bytes, into: descriptor, path) }
    let around = FilePath.folder(FilePath.withoutFinalSlashes(path))
    guard let folder = try Folder<Failure>.open(around) else {
      throw .system(.open, path: path, errno: ENOENT)
    }
    let name = FilePath.name(path)
    let found = name.isEmpty ? folder.status : try folder.status(of: name)
    guard let found else {
      let mask = umask(0)
      umask(mask)
      return try folder.put(
        NewFile(bytes: bytes, mode: 0o644 & ~mask, owner: geteuid(), group: getegid()), as: name)
    }
    if found.isFolder { throw .system(.write, path: path, errno: EISDIR) }
    if found.isFile { return try folder.put(NewFile(bytes: bytes, like: found), as: name) }
    let file = try open(path)
    defer { close(file) }
    try write(bytes, into: file, path)
  }

  /// Writes a file that has mode 0600 from the beginning.
  ///
  /// A file that it replaces keeps its owner; anything but a regular file is refused.
  package static func writeSecret(_ bytes: [UInt8], to path: String) throws(Failure) {
    let (around, name) = (FilePath.folder(path), FilePath.name(path))
    guard !name.isEmpty, let folder = try Folder<Failure>.open(around) else {
      throw .system(.open, path: path, errno: ENOENT)
    }
    let found = try folder.status(of: name)
    if let found, !found.isFile { throw .notAFile(path: path) }
    try folder.put(
      NewFile(
        bytes: bytes, mode: 0o600, owner: found?.owner ?? geteuid(),
        group: found?.group ?? getegid()), as: name)
  }

  private static func descriptor(_ path: String) -> Int32? {
    switch path {
    case "-", "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default:
      let parts = ["/dev/fd/", "/proc/self/fd/"].filter(path.hasPrefix)
      return parts.first.flatMap { Int32(path.dropFirst($0.utf8.count)) }
    }
  }

  private static func open(_ path: String) throws(Failure) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY
    let deadline = ContinuousClock.now + .seconds(10)
    while true {
      // O_NONBLOCK: without a reader a pipe answers ENXIO at once, instead of never.
      let file = Glibc.open(path, flags | O_NONBLOCK, 0o644)
      let reason = errno
      if file >= 0 {
        _ = fcntl(file, F_SETFL, 0)
        return file
      }
      let isWaiting = reason == ENXIO && ContinuousClock.now < deadline
      guard isWaiting || reason == EINTR else {
        throw .system(.open, path: path, errno: reason)
      }
      usleep(20_000)
    }
  }

  private static func write(
    _ bytes: [UInt8], into file: Int32, _ path: String
  ) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      let reason = errno
      if count < 0, reason == EAGAIN {
        var poll = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        _ = Glibc.poll(&poll, 1, 1_000)
      } else if count < 0, reason != EINTR {
        throw .system(.write, path: path, errno: reason)
      }
    }
  }
}
