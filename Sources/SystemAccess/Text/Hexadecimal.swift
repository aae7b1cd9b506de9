/// Bytes and numbers as hexadecimal digits.
package enum Hexadecimal {
  private static let digits = Array("0123456789ABCDEF")

  /// Two digits in upper case, as quoted-printable wants them (RFC 2045 section 6.7).
  package static func pair(_ byte: UInt8) -> String {
    String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }

  /// Two digits in lower case for each byte.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { pair($0).lowercased() }.joined()
  }

  /// A number in upper case, padded with zeros to at least `count` digits.
  package static func number(_ value: some BinaryInteger, digits count: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// The byte that two digits in either case stand for, nil where the text does not begin with two.
  package static func byte(_ text: some Collection<UInt8>) -> UInt8? {
    guard let high = text.first.flatMap(value), let low = text.dropFirst().first.flatMap(value)
    else { return nil }
    return high << 4 | low
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
