/// The bytes that TOML gives a meaning.
enum Byte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let apostrophe: UInt8 = 0x27
  static let comma: UInt8 = 0x2C
  static let dot: UInt8 = 0x2E
  static let equals: UInt8 = 0x3D
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let openBrace: UInt8 = 0x7B
  static let closeBrace: UInt8 = 0x7D
}

extension TOMLScanner {
  /// The most parts of a key: each is one level of nesting, which TOMLKit frees recursively.
  static let longestKey = 1000

  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  /// What was expected at a place, else where the scanner stands.
  func expected(_ what: TOMLExpectation, at offset: Int? = nil) -> TOMLMismatch {
    TOMLMismatch(offset: offset ?? position, expected: what)
  }

  mutating func expect(_ byte: UInt8, _ what: TOMLExpectation) throws(TOMLMismatch) {
    guard peek() == byte else { throw expected(what) }
    position += 1
  }

  mutating func skipSpaces() {
    while let byte = peek(), byte == Byte.space || byte == Byte.tab { position += 1 }
  }

  /// Skips spaces and a comment up to the end of the line, and the line break if there is one.
  mutating func scanLineEnd() throws(TOMLMismatch) {
    skipSpaces()
    if peek() == Byte.hash { try skipComment() }
    guard peek() != nil else { return }
    try scanLineBreak(.endOfLine)
  }

  private mutating func scanLineBreak(_ what: TOMLExpectation) throws(TOMLMismatch) {
    guard isAtLineBreak else { throw expected(what) }
    skipLineBreak()
  }

  mutating func skipLineBreak() { position += peek() == Byte.lineFeed ? 1 : 2 }

  /// Whether a line break begins here; a carriage return alone is none.
  var isAtLineBreak: Bool {
    peek() == Byte.lineFeed || (peek() == Byte.carriageReturn && peek(1) == Byte.lineFeed)
  }

  private mutating func skipComment() throws(TOMLMismatch) {
    while let byte = peek(), !isAtLineBreak {
      guard !byte.isControl else { throw expected(.noControlInComment) }
      position += 1
    }
  }

  /// Skips spaces, line breaks and comments, which arrays may hold.
  mutating func skipBlank() throws(TOMLMismatch) {
    while true {
      skipSpaces()
      if peek() == Byte.hash { try skipComment() }
      guard isAtLineBreak else { return }
      skipLineBreak()
    }
  }

  /// Scans a dotted key and returns its parts.
  mutating func scanKey() throws(TOMLMismatch) -> [String] {
    var parts = [try scanKeyPart()]
    while true {
      let end = position
      skipSpaces()
      guard peek() == Byte.dot else {
        position = end
        return parts
      }
      guard parts.count < Self.longestKey else { throw expected(.lessDeepKeys) }
      position += 1
      skipSpaces()
      parts.append(try scanKeyPart())
    }
  }

  mutating func scanEquals() throws(TOMLMismatch) {
    skipSpaces()
    try expect(Byte.equals, .equals)
    skipSpaces()
  }

  private mutating func scanKeyPart() throws(TOMLMismatch) -> String {
    let start = position
    if peek() == Byte.quote || peek() == Byte.apostrophe {
      return try scanString(mayBeLong: false)
    }
    while let byte = peek(), byte.isBareKey { position += 1 }
    guard position > start else {
      throw expected(.key)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}

extension UInt8 {
  /// Whether it is a control character that TOML allows only as an escape: any but the tab.
  var isControl: Bool { (self < 0x20 && self != Byte.tab) || self == 0x7F }

  /// Whether it may stand in a key without quotation marks.
  var isBareKey: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
