extension TOMLScanner {
  /// How many arrays and inline tables may be nested in one another.
  static let deepestValue = 64

  /// Scans the value that begins here; returns a string's text, nil for any other value.
  ///
  /// The pairs of an inline table are indexed under the path.
  mutating func scanValue(in path: [String]?) throws(TOMLMismatch) -> String? {
    switch peek() {
    case Byte.quote, Byte.apostrophe: return try scanString()
    case Byte.openBracket: try nested { scanner throws(TOMLMismatch) in try scanner.scanArray() }
    case Byte.openBrace:
      try nested { scanner throws(TOMLMismatch) in try scanner.scanInlineTable(path) }
    default: try scanWord()
    }
    return nil
  }

  private mutating func nested(
    _ body: (inout TOMLScanner) throws(TOMLMismatch) -> Void
  ) throws(TOMLMismatch) {
    guard depth < Self.deepestValue else { throw expected(.lessDeepValues) }
    depth += 1
    try body(&self)
    depth -= 1
  }

  private mutating func scanArray() throws(TOMLMismatch) {
    position += 1
    while true {
      try skipBlank()
      if peek() == Byte.closeBracket { break }
      _ = try scanValue(in: nil)
      try skipBlank()
      if peek() == Byte.closeBracket { break }
      try expect(Byte.comma, .commaOrBracket)
    }
    position += 1
  }

  /// By TOML 1.0 on one line, and without a comma after the last pair.
  private mutating func scanInlineTable(_ path: [String]?) throws(TOMLMismatch) {
    position += 1
    skipSpaces()
    while peek() != Byte.closeBrace {
      try scanPair(in: path, isInline: true)
      skipSpaces()
      if peek() == Byte.closeBrace { break }
      try expect(Byte.comma, .commaOrBrace)
      skipSpaces()
      if peek() == Byte.closeBrace { _ = try scanKey() }
    }
    position += 1
  }

  /// A number, a boolean or a date; a date may have a space before its time.
  private mutating func scanWord() throws(TOMLMismatch) {
    let start = position
    skipWord()
    if TOMLWord.isDate(bytes[start..<position]), peek() == Byte.space, peek(1)?.isDigit == true {
      position += 1
      skipWord()
    }
    guard position > start else { throw expected(.value, at: start) }
    let word = bytes[start..<position]
    guard TOMLWord.isSafe(word) else { throw TOMLWord.mismatch(word) }
    index.words.append(start..<position)
  }

  private mutating func skipWord() {
    while let byte = peek(), !byte.endsWord { position += 1 }
  }
}

/// A value without quotation marks.
enum TOMLWord {
  /// Whether a word has the form of a date such as `1979-05-27`.
  static func isDate(_ word: ArraySlice<UInt8>) -> Bool { form(word) == "0000-00-00" }

  /// Whether TOMLKit can be given a word: it ends the process at some that are nearly a date or a
  /// time (RFC 3339).
  static func isSafe(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.allSatisfy({ $0.isBareKey || "+.: ".utf8.contains($0) }) else { return false }
    guard looksLikeDate(word) else { return true }
    var form = form(word)[...]
    if form.hasPrefix("0000-00-00") {
      form = form.dropFirst(10)
      if form.isEmpty { return true }
      guard let separator = form.popFirst(), "Tt ".contains(separator) else { return false }
      if form.last == "Z" || form.last == "z" {
        form = form.dropLast()
      } else if form.hasSuffix("+00:00") || form.hasSuffix("-00:00") {
        form = form.dropLast(6)
      }
    }
    guard form.hasPrefix("00:00:00") else { return false }
    let fraction = form.dropFirst(8)
    return fraction.isEmpty
      || fraction.first == "." && fraction.count > 1
        && fraction.dropFirst().allSatisfy { $0 == "0" }
  }

  /// The error for a word that is not a value: what was expected in its place.
  static func mismatch(_ word: ArraySlice<UInt8>) -> TOMLMismatch {
    let isNumber = word.first.map { $0.isDigit || $0 == 0x2B || $0 == 0x2D } ?? false
    let expected: TOMLExpectation =
      isNumber ? (looksLikeDate(word) ? .date : .number) : .quotationMarks
    return TOMLMismatch(offset: word.startIndex, expected: expected)
  }

  private static func looksLikeDate(_ word: ArraySlice<UInt8>) -> Bool {
    word.dropFirst(4).first == UInt8(ascii: "-") || word.contains(UInt8(ascii: ":"))
  }

  /// The word with a zero for each digit.
  private static func form(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.map { $0.isDigit ? UInt8(ascii: "0") : $0 }, as: UTF8.self)
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
