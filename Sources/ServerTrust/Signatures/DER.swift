/// The parts of ASN.1's distinguished encoding (X.690) that a public key needs.
enum DER {
  /// `SubjectPublicKeyInfo` (RFC 5280 section 4.1) of an RSA key (RFC 8017 appendix A.1.1).
  static func publicKey(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
    let key = value(0x30, integer(modulus) + integer(exponent))
    return value(0x30, value(0x30, rsaEncryption + [0x05, 0x00]) + value(0x03, [0x00] + key))
  }

  /// The object identifier 1.2.840.113549.1.1.1.
  private static let rsaEncryption: [UInt8] = [
    0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01,
  ]

  /// Encodes a number that is not negative.
  private static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let significant = bytes.drop { $0 == 0 }
    let isHigh = significant.first.map { $0 >= 0x80 } ?? true
    return value(0x02, (isHigh ? [0x00] : []) + significant)
  }

  private static func value(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
    [tag] + length(contents.count) + contents
  }

  private static func length(_ count: Int) -> [UInt8] {
    if count < 0x80 { return [UInt8(count)] }
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }.drop { $0 == 0 }
    return [0x80 | UInt8(bytes.count)] + bytes
  }
}
