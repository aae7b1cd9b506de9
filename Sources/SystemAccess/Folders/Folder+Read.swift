internal import Glibc

extension Folder where Failure: FileFailure {
  /// The bytes of a file, nil when there is none; one of more than `limit` bytes throws `tooLarge`.
  ///
  /// - Parameter check: sees the open file's status before it is read.
  package func read(
    _ name: String, limit: Int, check: (FileStatus) throws(Failure) -> Void = { _ in }
  ) throws(Failure) -> [UInt8]? {
    guard let before = try status(of: name) else { return nil }
    if before.isLink { throw .symbolicLink(path: path(of: name)) }
    guard before.isFile else { throw .notAFile(path: path(of: name)) }
    // O_NONBLOCK: where a pipe has taken the file's place, open must not wait for its writer.
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let file = openat(descriptor, name, flags)
    if file < 0 && errno == ENOENT { return nil }
    guard file >= 0 else { throw .system(.open, path: path(of: name), errno: errno) }
    defer { close(file) }
    try check(try checked(file, name))
    return try contents(file, name, limit)
  }

  /// The status of an open file; throws unless it is a regular file that may be used here.
  ///
  /// A hard link is refused where a less trusted user could have made it to somebody else's file.
  func checked(_ file: Int32, _ name: String) throws(Failure) -> FileStatus {
    var raw = stat()
    guard fstat(file, &raw) == 0 else {
      throw .system(.inspect, path: path(of: name), errno: errno)
    }
    let found = FileStatus(raw)
    guard found.isFile else { throw .notAFile(path: path(of: name)) }
    let isForeign = !status.isTrusted && found.owner != status.owner
    if found.links > 1, isForeign || status.isWritableByOthers {
      throw .hardLink(path: path(of: name))
    }
    return found
  }

  private func contents(_ file: Int32, _ name: String, _ limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count > 0 { bytes += buffer.prefix(count) }
      if count < 0 && errno != EINTR {
        throw .system(.read, path: path(of: name), errno: errno)
      }
      if bytes.count > limit { throw .tooLarge(path: path(of: name), limit: limit) }
    }
  }
}
