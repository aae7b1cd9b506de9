/// TOML's strings: reads all four forms, writes the basic one.
///
/// TOMLKit's own reading ends a text at its first NUL, which `\u0000` can write.
enum TOMLString {
  /// The text as a basic string, with everything escaped that could end or disturb its line.
  static func encode(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.steers { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
      }
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// The text of a string in any of its four forms, quotation marks included in `token`.
  static func decode(_ token: ArraySlice<UInt8>) throws(TOMLMismatch) -> String {
    guard let quote = token.first, token.count >= 2 else { throw mismatch(token) }
    let isLong = token.count >= 6 && token.prefix(3).allSatisfy { $0 == quote }
    var body = token.dropFirst(isLong ? 3 : 1).dropLast(isLong ? 3 : 1)
    if isLong {
      if body.first == Byte.carriageReturn { body = body.dropFirst() }
      if body.first == Byte.lineFeed { body = body.dropFirst() }
    }
    guard quote == Byte.quote else { return String(decoding: body, as: UTF8.self) }
    return try unescape(body)
  }

  private static func unescape(_ body: ArraySlice<UInt8>) throws(TOMLMismatch) -> String {
    var rest = body
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == Byte.backslash else {
        result.append(byte)
        continue
      }
      guard let letter = rest.popFirst() else { throw mismatch(rest) }
      if let plain = plainEscapes[letter] {
        result.append(plain)
      } else if let digits = codeEscapes[letter] {
        result += try scalar(rest.prefix(digits))
        rest = rest.dropFirst(digits)
      } else {
        // A backslash at the end of a line swallows the line break and all white space behind it.
        rest = rest.drop { $0 == Byte.space || (Byte.tab...Byte.carriageReturn).contains($0) }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func mismatch(_ place: ArraySlice<UInt8>) -> TOMLMismatch {
    TOMLMismatch(offset: place.startIndex, expected: "expected a string")
  }

  private static func scalar(_ digits: ArraySlice<UInt8>) throws(TOMLMismatch) -> [UInt8] {
    guard let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(code)
    else { throw mismatch(digits) }
    return Array(String(Character(scalar)).utf8)
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "r"): 0x0D,
    Byte.quote: Byte.quote, Byte.backslash: Byte.backslash,
  ]

  private static let codeEscapes: [UInt8: Int] = [
    UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
  ]
}

extension Unicode.Scalar {
  /// Whether it may not stand in a basic string, or would steer a terminal that shows the file.
  fileprivate var steers: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
