/// Base64 (RFC 4648 section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The bytes in one padded line.
  static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: symbols(bytes[...]), as: UTF8.self)
  }

  /// The bytes in lines of 76 characters, each ended by CRLF (RFC 2045 section 6.8).
  static func lines(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 57 * 78 + 78)
    for start in stride(from: 0, to: bytes.count, by: 57) {
      result += symbols(bytes[start..<min(start + 57, bytes.count)])
      result += LineEndings.crlf
    }
    return result
  }

  private static func symbols(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.endIndex)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...3 {
        result.append(
          place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return result
  }
}
