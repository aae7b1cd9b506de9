/// Makes the ``TOMLIndex`` of a document, and refuses what is not TOML 1.0.0.
///
/// The grammar is checked in full, since TOMLKit ends the process at some wrong texts. What depends
/// on more than the place, such as a key that stands twice, is left to TOMLKit.
struct TOMLScanner {
  let bytes: [UInt8]
  var position = 0
  /// How many arrays and inline tables are open.
  var depth = 0
  private(set) var index = TOMLIndex()
  /// How many elements each array of tables has so far.
  private var elements: [[String]: Int] = [:]

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
    let key = try scanKey()
    skipSpaces()
    try expect(Byte.closeBracket, "']' behind the table's name")
    if isArray { try expect(Byte.closeBracket, "']]' behind the table's name") }
    try scanLineEnd()
    var path = key.dropLast().reduce(into: [String]()) { path, part in
      path.append(part)
      latestElement(&path)
    }
    path.append(contentsOf: key.suffix(1))
    if isArray { elements[path, default: 0] += 1 }
    let header = TOMLIndex.Header(path: path, isArray: isArray, line: start..<position)
    index.headers.append(header)
  }

  /// Beneath `[[a]]`, the path `a.b` belongs to the last element so far.
  ///
  /// Such an element's name begins with a line break, which no key of Postern does.
  private func latestElement(_ path: inout [String]) {
    if let count = elements[path] { path.append("\n\(count)") }
  }

  private mutating func scanStatement(from start: Int) throws(TOMLMismatch) {
    var table = index.headers.last?.path ?? []
    if index.headers.last?.isArray == true { latestElement(&table) }
    let first = index.items.count
    try scanPair(in: table, braces: nil)
    try scanLineEnd()
    for item in first..<index.items.count { index.items[item].statement = start..<position }
  }

  /// Reads `key = value`, and the pairs inside when the value is an inline table.
  private mutating func scanPair(
    in table: [String], braces: Range<Int>?
  ) throws(TOMLMismatch) {
    let start = position
    let path = table + (try scanKey())
    let key = start..<position
    try scanEquals()
    let valueStart = position
    try skipValue()
    let isTable = bytes[valueStart] == Byte.openBrace
    let header = index.headers.isEmpty ? nil : index.headers.count - 1
    index.items.append(
      TOMLIndex.Item(
        path: path, header: header, key: key, value: valueStart..<position, isTable: isTable,
        braces: braces, statement: 0..<0))
    if isTable { try scanInlineTable(valueStart..<position, path: path) }
  }

  /// Reads the pairs of an inline table whose grammar has been checked.
  private mutating func scanInlineTable(
    _ braces: Range<Int>, path: [String]
  ) throws(TOMLMismatch) {
    position = braces.lowerBound + 1
    while true {
      skipSpaces()
      if peek() == Byte.comma { position += 1 } else if position >= braces.upperBound - 1 { break }
      skipSpaces()
      if position < braces.upperBound - 1 { try scanPair(in: path, braces: braces) }
    }
    position = braces.upperBound
  }
}

/// A text that is not TOML: where, and what was expected there, without a word of the text.
struct TOMLMismatch: Error, Equatable {
  let offset: Int
  let expected: String
}
