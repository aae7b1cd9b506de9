internal import Glibc

/// Texts of the system, such as /etc/aliases or a list in /proc, whose size says nothing.
package enum TextFile {
  /// The text of ``bytes(of:limit:)``, in which what is not UTF-8 is replaced.
  package static func text(of path: String, limit: Int = 4_194_304) -> String? {
    bytes(of: path, limit: limit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The whole of a file, or its first bytes where it is longer than the limit; nil where there is
  /// none that can be read.
  package static func bytes(of path: String, limit: Int = 4_194_304) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      // A folder can be opened, and not be read.
      if count < 0, bytes.isEmpty { return nil }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return bytes
  }
}
