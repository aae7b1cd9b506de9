extension TOMLScanner {
  /// Goes behind the string that begins here, in any of its four forms.
  mutating func skipString(mayBeLong: Bool = true) throws(TOMLMismatch) {
    guard let quote = peek() else { throw expected("a string") }
    let start = position
    let isLong = peek(1) == quote && peek(2) == quote
    if isLong && !mayBeLong { throw expected("a key on one line") }
    position += isLong ? 3 : 1
    while let byte = peek() {
      if byte == Byte.backslash && quote == Byte.quote {
        try skipEscape(isLong: isLong)
      } else if byte == quote {
        if try isClosed(by: quote, isLong: isLong, from: start) { return }
      } else {
        try skipCharacter(isLong: isLong, from: start)
      }
    }
    throw expected("the closing quotation mark of the string")
  }

  private mutating func skipCharacter(isLong: Bool, from start: Int) throws(TOMLMismatch) {
    if isAtLineBreak {
      guard isLong else { throw expected("the closing quotation mark of the string") }
      position += peek() == Byte.lineFeed ? 1 : 2
    } else if let byte = peek(), byte.isControl {
      throw expected("no control character in a string: write it as \\u and four digits")
    } else {
      position += 1
    }
  }

  /// Goes behind quotation marks; whether they close the string.
  ///
  /// Up to two may stand directly before the closing three of a long one.
  private mutating func isClosed(
    by quote: UInt8, isLong: Bool, from start: Int
  ) throws(TOMLMismatch) -> Bool {
    guard isLong else {
      position += 1
      return true
    }
    var count = 0
    while count < 5, peek(count) == quote { count += 1 }
    position += count
    return count >= 3
  }

  private mutating func skipEscape(isLong: Bool) throws(TOMLMismatch) {
    let start = position
    position += 1
    switch peek() {
    case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"),
      UInt8(ascii: "r"), Byte.quote, Byte.backslash:
      position += 1
    case UInt8(ascii: "u"): try skipCode(digits: 4, from: start)
    case UInt8(ascii: "U"): try skipCode(digits: 8, from: start)
    case Byte.space, Byte.tab, Byte.lineFeed, Byte.carriageReturn:
      guard isLong else { fallthrough }
      skipSpaces()
      guard isAtLineBreak else { fallthrough }
      while isAtLineBreak || peek() == Byte.space || peek() == Byte.tab { position += 1 }
    default:
      throw expected(
        "\\b, \\t, \\n, \\f, \\r, \\\", \\\\, \\u or \\U behind the backslash", at: start)
    }
  }

  private mutating func skipCode(digits: Int, from start: Int) throws(TOMLMismatch) {
    position += 1
    let end = min(position + digits, bytes.count)
    let text = bytes[position..<end].map { Character(Unicode.Scalar($0)) }
    guard text.count == digits, text.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let code = UInt32(String(text), radix: 16), Unicode.Scalar(code) != nil
    else { throw expected("\(digits) hexadecimal digits of a Unicode character", at: start) }
    position = end
  }
}
