/// Base64 (RFC 4648), as SASL exchanges carry it.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8?] = (0...255).map { byte in
    alphabet.firstIndex(of: byte).map(UInt8.init)
  }

  /// The characters of section 4's alphabet, padded with `=`.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let digits = unpadded(bytes)
    return digits + [UInt8](repeating: 0x3D, count: (4 - digits.count % 4) % 4)
  }

  /// The characters without padding; the last one may hold less than six bits.
  static func unpadded(_ bytes: [UInt8]) -> [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count * 4 / 3 + 2)
    var bits = 0
    var count = 0
    for byte in bytes {
      bits = (bits << 8 | Int(byte)) & 0xFFFF
      count += 8
      while count >= 6 {
        count -= 6
        digits.append(alphabet[bits >> count & 0x3F])
      }
    }
    if count > 0 { digits.append(alphabet[bits << (6 - count) & 0x3F]) }
    return digits
  }

  /// What the characters say; nil when they are no base64. Padding may be missing.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits = 0
    var count = 0
    var padding = 0
    for character in text {
      if character == 0x3D {
        padding += 1
        continue
      }
      guard padding == 0, let value = values[Int(character)] else { return nil }
      bits = (bits << 6 | Int(value)) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 0xFF))
      }
    }
    return padding <= 2 && count < 6 ? bytes : nil
  }
}
