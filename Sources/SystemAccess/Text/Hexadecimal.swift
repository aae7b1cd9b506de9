/// Bytes as hexadecimal digits.
package enum Hex {
  private static let digits = Array("0123456789ABCDEF")

  /// Two digits in upper case, as quoted-printable wants them (RFC 2045 section 6.7).
  package static func pair(_ byte: UInt8) -> String {
    String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }
}
