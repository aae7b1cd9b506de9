internal import Glibc

/// Files of the system, such as /etc/aliases, and those in /proc, for which stat(2) gives no size.
package enum TextFile {
  /// The text of ``bytes(of:limit:)``, with U+FFFD for what is not UTF-8.
  package static func text(of path: String, limit: Int = 4_194_304) -> String? {
    bytes(of: path, limit: limit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The content of a file, nil where it cannot be read; reading stops after about `limit` bytes.
  package static func bytes(of path: String, limit: Int = 4_194_304) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      // A folder can be opened, but not read.
      if count < 0, bytes.isEmpty { return nil }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return bytes
  }
}
