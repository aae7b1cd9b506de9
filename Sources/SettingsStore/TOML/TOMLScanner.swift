/// Makes the ``TOMLIndex`` of a document, and refuses what is not TOML 1.0.0.
///
/// It checks the grammar down to dates, since TOMLKit ends the process at some wrong texts. The
/// form of numbers, and what depends on the rest of the document, such as duplicate keys, is left
/// to TOMLKit.
struct TOMLScanner {
  let bytes: [UInt8]
  var position = 0
  /// How many arrays and inline tables are open.
  var depth = 0
  var index = TOMLIndex()

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The index of a whole document.
  static func index(_ bytes: [UInt8]) throws(TOMLMismatch) -> TOMLIndex {
    var scanner = TOMLScanner(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = 3 }
    while scanner.position < bytes.count { try scanner.scanLine() }
    return scanner.index
  }

  private mutating func scanLine() throws(TOMLMismatch) {
    let start = position
    skipSpaces()
    switch peek() {
    case nil, Byte.lineFeed, Byte.carriageReturn, Byte.hash: try scanLineEnd()
    case Byte.openBracket: try scanHeader(from: start)
    default: try scanStatement(from: start)
    }
  }

  private mutating func scanHeader(from start: Int) throws(TOMLMismatch) {
    position += 1
    let isArray = peek() == Byte.openBracket
    if isArray { position += 1 }
    skipSpaces()
    let path = try scanKey()
    skipSpaces()
    try expect(Byte.closeBracket, .tableEnd)
    if isArray { try expect(Byte.closeBracket, .arrayTableEnd) }
    try scanLineEnd()
    index.headers.append(TOMLIndex.Header(path: path, isArray: isArray, line: start..<position))
  }

  private mutating func scanStatement(from start: Int) throws(TOMLMismatch) {
    let first = index.items.count
    try scanPair(in: index.headers.last?.path ?? [], isInline: false)
    try scanLineEnd()
    for item in first..<index.items.count { index.items[item].statement = start..<position }
  }

  /// Scans `key = value`; a pair without a table is inside an array, and is not indexed.
  mutating func scanPair(in table: [String]?, isInline: Bool) throws(TOMLMismatch) {
    let start = position
    let key = try scanKey()
    let path = table.map { $0 + key }
    let keyEnd = position
    try scanEquals()
    let item = index.items.count
    if let path {
      index.items.append(
        TOMLIndex.Item(
          path: path, header: index.headers.indices.last, key: start..<keyEnd,
          value: position..<position, isTable: peek() == Byte.openBrace, isInline: isInline))
    }
    let valueStart = position
    let text = try scanValue(in: path)
    guard path != nil else { return }
    index.items[item].value = valueStart..<position
    index.items[item].text = text
  }
}

/// A text that is not TOML: where, and what was expected there, without a word of the text.
struct TOMLMismatch: Error, Equatable {
  let offset: Int
  let expected: TOMLExpectation
}
