/// How a terminal's bytes spell characters.
enum Charset: Equatable, Sendable {
  case utf8
  /// One byte a character: the scalars of 0x80 to 0xFF, nil where there is none.
  case singleByte([Unicode.Scalar?])

  /// Reads bytes; what makes no sense becomes U+FFFD.
  func text(_ bytes: some Collection<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .singleByte:
      var result = String.UnicodeScalarView()
      for byte in bytes { result.append(scalar(byte) ?? Self.replacement) }
      return String(result)
    }
  }

  /// The scalar that one byte alone stands for; nil when it is a part of one, or of none.
  func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    switch self {
    case .utf8: return nil
    case .singleByte(let upper): return upper[Int(byte) - 0x80]
    }
  }

  /// Stands for what could not be read.
  static let replacement: Unicode.Scalar = "\u{FFFD}"
}
