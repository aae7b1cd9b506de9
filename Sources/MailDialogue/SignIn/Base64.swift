internal import FoundationEssentials

/// Base64 (RFC 4648), as SASL exchanges carry it.
enum Base64 {
  private static let padding: UInt8 = 0x3D

  /// The characters without padding; the last one may hold less than six bits.
  static func unpadded(_ bytes: [UInt8]) -> [UInt8] {
    Array(Data(bytes).base64EncodedData().prefix { $0 != padding })
  }

  /// What the characters say; nil when they are no base64. Padding may be missing.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.prefix { $0 != padding }
    let rest = text[digits.endIndex...]
    guard rest.count <= 2, rest.allSatisfy({ $0 == padding }) else { return nil }
    let missing = [UInt8](repeating: padding, count: (4 - digits.count % 4) % 4)
    return Data(base64Encoded: Data(digits + missing)).map(Array.init)
  }
}
