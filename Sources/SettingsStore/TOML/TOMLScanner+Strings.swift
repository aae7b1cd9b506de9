extension TOMLScanner {
  /// Scans the string that begins here, in any of its four forms, and returns its text.
  ///
  /// TOMLKit would end the text at its first NUL, which `\u0000` can write.
  mutating func scanString(mayBeLong: Bool = true) throws(TOMLMismatch) -> String {
    guard let quote = peek() else { throw expected(.string) }
    let isLong = peek(1) == quote && peek(2) == quote
    if isLong && !mayBeLong { throw expected(.keyOnOneLine) }
    position += isLong ? 3 : 1
    // A line break right after the opening marks is not part of the text.
    if isLong, isAtLineBreak { skipLineBreak() }
    var text: [UInt8] = []
    while let byte = peek() {
      if byte == Byte.backslash && quote == Byte.quote {
        text += try scanEscape(isLong: isLong)
      } else if byte == quote {
        if isClosed(by: quote, isLong: isLong, &text) {
          return String(decoding: text, as: UTF8.self)
        }
      } else {
        try scanCharacter(isLong: isLong, &text)
      }
    }
    throw expected(.closingQuote)
  }

  private mutating func scanCharacter(
    isLong: Bool, _ text: inout [UInt8]
  ) throws(TOMLMismatch) {
    let start = position
    if isAtLineBreak {
      guard isLong else { throw expected(.closingQuote) }
      skipLineBreak()
    } else if bytes[position].isControl {
      throw expected(.noControlInString)
    } else {
      position += 1
    }
    text += bytes[start..<position]
  }

  /// Skips quotation marks; returns whether they close the string.
  ///
  /// Up to two may stand directly before the closing three of a long one.
  private mutating func isClosed(
    by quote: UInt8, isLong: Bool, _ text: inout [UInt8]
  ) -> Bool {
    guard isLong else {
      position += 1
      return true
    }
    var count = 0
    while count < 5, peek(count) == quote { count += 1 }
    position += count
    let isClosing = count >= 3
    text += [UInt8](repeating: quote, count: isClosing ? count - 3 : count)
    return isClosing
  }

  private mutating func scanEscape(isLong: Bool) throws(TOMLMismatch) -> [UInt8] {
    let start = position
    position += 1
    switch peek() {
    case .some(let letter) where Self.escapes[letter] != nil:
      position += 1
      return Self.escapes[letter].map { [$0] } ?? []
    case UInt8(ascii: "u"): return try scanCode(digits: 4, from: start)
    case UInt8(ascii: "U"): return try scanCode(digits: 8, from: start)
    case Byte.space, Byte.tab, Byte.lineFeed, Byte.carriageReturn:
      // A backslash at the end of a line swallows the line break and all white space after it.
      guard isLong else { fallthrough }
      skipSpaces()
      guard isAtLineBreak else { fallthrough }
      while isAtLineBreak || peek() == Byte.space || peek() == Byte.tab { position += 1 }
      return []
    default:
      throw expected(.escape, at: start)
    }
  }

  private mutating func scanCode(digits: Int, from start: Int) throws(TOMLMismatch) -> [UInt8] {
    position += 1
    let end = min(position + digits, bytes.count)
    let text = bytes[position..<end].map { Character(Unicode.Scalar($0)) }
    guard text.count == digits, text.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let code = UInt32(String(text), radix: 16), let scalar = Unicode.Scalar(code)
    else { throw expected(.code(digits: digits), at: start) }
    position = end
    return Array(String(Character(scalar)).utf8)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "r"): 0x0D,
    Byte.quote: Byte.quote, Byte.backslash: Byte.backslash,
  ]
}
