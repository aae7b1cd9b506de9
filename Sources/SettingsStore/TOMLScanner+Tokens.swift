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
  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  mutating func expect(_ byte: UInt8) throws(TOMLMismatch) {
    guard peek() == byte else { throw TOMLMismatch(offset: position) }
    position += 1
  }

  mutating func skipSpaces() {
    while let byte = peek(), byte == Byte.space || byte == Byte.tab { position += 1 }
  }

  /// To behind the next line break.
  mutating func skipLine() {
    while let byte = peek() {
      position += 1
      if byte == Byte.lineFeed { return }
    }
  }

  /// Over spaces, line breaks and comments, as arrays may hold them.
  mutating func skipBlank() {
    while let byte = peek() {
      switch byte {
      case Byte.space, Byte.tab, Byte.lineFeed, Byte.carriageReturn: position += 1
      case Byte.hash: skipLine()
      default: return
      }
    }
  }

  /// A dotted key's parts; ends behind the last one.
  mutating func scanKey() throws(TOMLMismatch) -> [String] {
    var parts = [try scanKeyPart()]
    while true {
      let end = position
      skipSpaces()
      guard peek() == Byte.dot else {
        position = end
        return parts
      }
      position += 1
      skipSpaces()
      parts.append(try scanKeyPart())
    }
  }

  private mutating func scanKeyPart() throws(TOMLMismatch) -> String {
    let start = position
    if peek() == Byte.quote || peek() == Byte.apostrophe {
      try skipString()
      return try TOMLString.decode(bytes[start..<position])
    }
    while let byte = peek(), byte.isBareKey { position += 1 }
    guard position > start else { throw TOMLMismatch(offset: start) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Goes behind the value that begins here.
  mutating func skipValue() throws(TOMLMismatch) {
    switch peek() {
    case Byte.quote, Byte.apostrophe: try skipString()
    case Byte.openBracket, Byte.openBrace: try skipNested()
    default: try skipBareValue()
    }
  }

  /// Goes behind an array or an inline table, whatever is nested in it.
  private mutating func skipNested() throws(TOMLMismatch) {
    var depth = 0
    repeat {
      skipBlank()
      switch peek() {
      case nil: throw TOMLMismatch(offset: position)
      case Byte.quote, Byte.apostrophe: try skipString()
      case Byte.openBracket, Byte.openBrace:
        depth += 1
        position += 1
      case Byte.closeBracket, Byte.closeBrace:
        depth -= 1
        position += 1
      default: position += 1
      }
    } while depth > 0
  }

  /// A number, a boolean or a date; a date may have a space before its time.
  private mutating func skipBareValue() throws(TOMLMismatch) {
    let start = position
    while let byte = peek(), !byte.endsBareValue { position += 1 }
    while position > start, bytes[position - 1] == Byte.space || bytes[position - 1] == Byte.tab {
      position -= 1
    }
    guard position > start else { throw TOMLMismatch(offset: start) }
  }

  mutating func skipString() throws(TOMLMismatch) {
    guard let quote = peek() else { throw TOMLMismatch(offset: position) }
    let isLong = peek(1) == quote && peek(2) == quote
    position += isLong ? 3 : 1
    while let byte = peek() {
      if byte == Byte.backslash && quote == Byte.quote {
        position += 2
      } else if byte != quote {
        position += 1
      } else if !isLong {
        position += 1
        return
      } else if closesLongString(quote) {
        return
      } else {
        position += 1
      }
    }
    throw TOMLMismatch(offset: position)
  }

  /// Up to two quotation marks may stand directly before the closing three.
  private mutating func closesLongString(_ quote: UInt8) -> Bool {
    var count = 0
    while count < 5, peek(count) == quote { count += 1 }
    guard count >= 3 else { return false }
    position += count
    return true
  }
}

extension UInt8 {
  fileprivate var isBareKey: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x80...0xFF: true
    default: false
    }
  }

  fileprivate var endsBareValue: Bool {
    switch self {
    case Byte.comma, Byte.closeBracket, Byte.closeBrace, Byte.hash, Byte.lineFeed,
      Byte.carriageReturn:
      true
    default: false
    }
  }
}
