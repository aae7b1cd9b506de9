internal import Glibc

/// The bytes of a stream, kept so that they can be read more than once: few of them in memory, more
/// in a temporary file without a name, which goes with the last reference to the spool.
package final class Spool: Sendable {
  /// Why bytes could not be stored or read back.
  package struct Failure: Error, Equatable {
    package let errno: Int32
  }

  private let memory: [UInt8]
  /// -1 where everything is in memory.
  private let file: Int32
  /// In bytes.
  package let size: Int

  fileprivate init(memory: [UInt8], file: Int32, size: Int) {
    (self.memory, self.file, self.size) = (memory, file, size)
  }

  deinit { if file >= 0 { close(file) } }

  /// The bytes from an offset on, at most `limit`; empty at the end.
  package func read(from offset: Int, atMost limit: Int) throws(Failure) -> [UInt8] {
    let count = min(limit, size - offset)
    guard count > 0 else { return [] }
    if file < 0 { return Array(memory[offset..<offset + count]) }
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        pread(file, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
      }
      if got < 0, Glibc.errno == EINTR { continue }
      guard got > 0 else { throw Failure(errno: got < 0 ? Glibc.errno : EIO) }
      done += got
    }
    return bytes
  }
}

/// Fills a spool.
package struct SpoolWriter: ~Copyable, Sendable {
  private let limit: Int
  private let folders: [String]
  private var memory: [UInt8] = []
  private var file: Int32 = -1
  private var isHandedOver = false
  /// How much was written, in bytes.
  package private(set) var size = 0

  /// - Parameters:
  ///   - memory: how many bytes may stay in memory.
  ///   - folders: where the file may be made; the first one that allows it is used.
  package init(memory: Int = 262_144, folders: [String] = SpoolWriter.usualFolders()) {
    (limit, self.folders) = (memory, folders)
  }

  deinit { if file >= 0, !isHandedOver { close(file) } }

  /// `$TMPDIR`, then `/var/tmp`, which is on disk, then `/tmp`.
  package static func usualFolders() -> [String] {
    let own = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    return (own.hasPrefix("/") ? [own] : []) + ["/var/tmp", "/tmp"]
  }

  package mutating func write(_ bytes: [UInt8]) throws(Spool.Failure) {
    size += bytes.count
    guard file >= 0 || size > limit else { return memory += bytes }
    if file < 0 {
      file = try Self.makeFile(in: folders)
      try writeAll(memory)
      memory = []
    }
    try writeAll(bytes)
  }

  /// Ends the writing; the spool to read from.
  package consuming func finish() -> Spool {
    isHandedOver = true
    return Spool(memory: memory, file: file, size: size)
  }

  private func writeAll(_ bytes: [UInt8]) throws(Spool.Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Spool.Failure(errno: count < 0 ? errno : ENOSPC) }
      done += count
    }
  }

  private static func makeFile(in folders: [String]) throws(Spool.Failure) -> Int32 {
    var reason: Int32 = ENOENT
    for folder in folders {
      let file = nameless(in: folder)
      if file >= 0 { return file }
      reason = errno
    }
    throw Spool.Failure(errno: reason)
  }

  /// Opens a file without a name; where the file system has none, a named one is unlinked at once.
  private static func nameless(in folder: String) -> Int32 {
    // O_TMPFILE of open(2), which Glibc's module leaves out.
    let file = open(folder, O_RDWR | O_CLOEXEC | O_DIRECTORY | 0o20_000_000, 0o600)
    if file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR) { return file }
    var template = Array("\(folder)/postern.XXXXXX".utf8CString)
    let named = mkstemp(&template)
    if named >= 0 {
      _ = fcntl(named, F_SETFD, FD_CLOEXEC)
      unlink(template)
    }
    return named
  }
}
