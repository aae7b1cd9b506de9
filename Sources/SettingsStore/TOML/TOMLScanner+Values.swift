extension TOMLScanner {
  /// How many arrays and inline tables may stand in one another.
  static let deepestValue = 64

  /// Goes behind the value that begins here.
  mutating func skipValue() throws(TOMLMismatch) {
    switch peek() {
    case Byte.quote, Byte.apostrophe: try skipString()
    case Byte.openBracket: try nested { scanner throws(TOMLMismatch) in try scanner.skipArray() }
    case Byte.openBrace:
      try nested { scanner throws(TOMLMismatch) in try scanner.skipInlineTable() }
    default: try skipBareValue()
    }
  }

  private mutating func nested(
    _ body: (inout TOMLScanner) throws(TOMLMismatch) -> Void
  ) throws(TOMLMismatch) {
    guard depth < Self.deepestValue else { throw expected("less deeply nested values") }
    depth += 1
    try body(&self)
    depth -= 1
  }

  private mutating func skipArray() throws(TOMLMismatch) {
    position += 1
    while true {
      try skipBlank()
      if peek() == Byte.closeBracket { break }
      try skipValue()
      try skipBlank()
      if peek() == Byte.closeBracket { break }
      try expect(Byte.comma, "',' or ']' behind the value")
    }
    position += 1
  }

  /// By TOML 1.0 on one line, and without a comma behind the last pair.
  private mutating func skipInlineTable() throws(TOMLMismatch) {
    position += 1
    skipSpaces()
    if peek() == Byte.closeBrace {
      position += 1
      return
    }
    while true {
      skipSpaces()
      _ = try scanKey()
      try scanEquals()
      try skipValue()
      skipSpaces()
      if peek() == Byte.closeBrace { break }
      try expect(Byte.comma, "',' or '}' on the same line behind the value")
    }
    position += 1
  }

  /// A number, a boolean or a date; a date may have a space before its time.
  private mutating func skipBareValue() throws(TOMLMismatch) {
    let start = position
    skipWord()
    if TOMLDate.isDate(bytes[start..<position]), peek() == Byte.space, peek(1)?.isDigit == true {
      position += 1
      skipWord()
    }
    let word = bytes[start..<position]
    guard !word.isEmpty else { throw expected("a value", at: start) }
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return }
    guard TOMLNumber.isOne(word) || TOMLDate.isOne(word) else {
      throw expected(Self.hint(word), at: start)
    }
  }

  /// What would be right in the place of a word that is no value.
  private static func hint(_ word: ArraySlice<UInt8>) -> String {
    let looksLikeDate = word.dropFirst(4).first == UInt8(ascii: "-") || word.contains(0x3A)
    let isNumber = word.first.map { $0.isDigit || $0 == 0x2B || $0 == 0x2D } ?? false
    switch (isNumber, looksLikeDate) {
    case (true, true): return "a date of the calendar such as 1979-05-27T07:32:00Z"
    case (true, false):
      return "a number such as 587, 64 bits at most, or quotation marks around a text"
    case (false, _): return "quotation marks around a text, or true or false, in small letters"
    }
  }

  private mutating func skipWord() {
    while let byte = peek(), !byte.endsWord { position += 1 }
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }

  fileprivate var endsWord: Bool {
    switch self {
    case Byte.comma, Byte.closeBracket, Byte.closeBrace, Byte.hash, Byte.lineFeed,
      Byte.carriageReturn, Byte.space, Byte.tab:
      true
    default: false
    }
  }
}
