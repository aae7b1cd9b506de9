/// Reads as much of an HTTP/1 request as a sign-in needs: the request line (RFC 9112 section 3),
/// once the header is complete.
struct RequestHead {
  /// How far the reading has come.
  enum Step: Equatable {
    case more
    case request(method: String, target: String)
    case tooLong
    /// What came is not HTTP.
    case broken
  }

  /// The longest header, in bytes; browsers send about a thousand besides the target.
  private static let limit = 65_536

  private var bytes: [UInt8] = []

  /// Takes the bytes that have come.
  mutating func take(_ more: [UInt8]) -> Step {
    // The empty line that ends the header may be split between two reads.
    let known = max(0, bytes.count - 3)
    bytes += more
    guard let line = firstLine() else { return bytes.count > Self.limit ? .tooLong : .more }
    guard let request = Self.request(line) else { return .broken }
    guard Self.hasEnd(bytes[known...]) else { return bytes.count > Self.limit ? .tooLong : .more }
    return request
  }

  private func firstLine() -> ArraySlice<UInt8>? {
    bytes.firstIndex(of: 0x0A).map { bytes[..<$0] }
  }

  /// Whether there is an empty line; a lone LF ends a line too (RFC 9112 section 2.2).
  private static func hasEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes where byte != 0x0D {
      if byte == 0x0A, last == 0x0A { return true }
      last = byte
    }
    return false
  }

  /// `GET /?code=… HTTP/1.1`, in visible ASCII.
  private static func request(_ line: ArraySlice<UInt8>) -> Step? {
    let line = line.last == 0x0D ? line.dropLast() : line
    guard line.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, words.allSatisfy({ !$0.isEmpty }),
      words[2].starts(with: Array("HTTP/1.".utf8))
    else { return nil }
    return .request(
      method: String(decoding: words[0], as: UTF8.self),
      target: String(decoding: words[1], as: UTF8.self))
  }
}
