extension TOMLDocument {
  /// Changes the value in place, or inserts the key where it belongs.
  ///
  /// Throws the place of a key in an inline table, which is not changed.
  mutating func set(_ path: [String], to literal: String) throws(TOMLMismatch) {
    if let item = index.item(path) {
      try refuseInline(item)
      return try replace(item.value, with: literal)
    }
    let table = Array(path.dropLast())
    if let outer = index.item(table) { throw Self.unchangeable(outer) }
    let line = "\(TOMLKey.text(path.suffix(1))) = \(literal)"
    if let header = index.headers.firstIndex(where: { $0.path == table && !$0.isArray }) {
      try insert(line, under: header)
    } else if let sibling = dottedSibling(in: table) {
      let above = sibling.header.map { index.headers[$0].path.count } ?? 0
      let dotted = TOMLKey.text(path.dropFirst(above))
      try insertLine("\(dotted) = \(literal)", after: sibling)
    } else if table.isEmpty {
      try insertAtTop(line)
    } else {
      try append(table: TOMLKey.text(table[...]), line: line)
    }
  }

  /// Deletes the key with its line; throws the place of a key in an inline table.
  mutating func remove(_ path: [String]) throws(TOMLMismatch) {
    guard let item = index.item(path) else { return }
    try refuseInline(item)
    try replace(item.statement, with: "")
  }

  private func refuseInline(_ item: TOMLIndex.Item) throws(TOMLMismatch) {
    if item.isInline { throw Self.unchangeable(item) }
  }

  private static func unchangeable(_ item: TOMLIndex.Item) -> TOMLMismatch {
    TOMLMismatch(offset: item.key.lowerBound, expected: .ownLine)
  }

  /// The last line such as `smtp.server = …` that reaches into the table by a dotted key.
  private func dottedSibling(in table: [String]) -> TOMLIndex.Item? {
    index.items.last { item in
      let above = item.header.map { index.headers[$0].path } ?? []
      return !item.isInline && item.path.count > table.count && item.path.starts(with: table)
        && above.count < table.count
    }
  }

  private mutating func insert(_ line: String, under header: Int) throws(TOMLMismatch) {
    if let last = index.statements(under: header).last {
      return try insertLine(line, after: last)
    }
    let range = index.headers[header].line
    try insertLine(line, at: range.upperBound, indent: indentation(range.lowerBound))
  }

  private mutating func insertLine(
    _ line: String, after item: TOMLIndex.Item
  ) throws(TOMLMismatch) {
    let indent = indentation(item.statement.lowerBound)
    try insertLine(line, at: item.statement.upperBound, indent: indent)
  }

  /// Inserts after the last key above all tables, else after the comment that opens the file.
  private mutating func insertAtTop(_ line: String) throws(TOMLMismatch) {
    if let last = index.statements(under: nil).last { return try insertLine(line, after: last) }
    let place = openingCommentEnd
    let isBlankNext = place >= bytes.count || bytes[place...].first.map(\.isLineBreak) == true
    try insertLine(line + (isBlankNext ? "" : lineBreak), at: place, indent: "")
  }

  private mutating func append(table: String, line: String) throws(TOMLMismatch) {
    let gap = bytes.isEmpty || endsInBlankLine ? "" : lineBreak
    let open = bytes.last.map { $0 != Byte.lineFeed } == true ? lineBreak : ""
    let text = open + gap + "[\(table)]" + lineBreak + line + lineBreak
    try replace(bytes.count..<bytes.count, with: text)
  }

  private mutating func insertLine(
    _ line: String, at place: Int, indent: String
  ) throws(TOMLMismatch) {
    let isInLine = place > 0 && bytes[place - 1] != Byte.lineFeed && !isBehindMark(place)
    let open = isInLine ? lineBreak : ""
    try replace(place..<place, with: open + indent + line + lineBreak)
  }

  // MARK: - Layout

  /// The line break of the first line, so that a file with CRLF keeps it.
  private var lineBreak: String {
    guard let first = bytes.firstIndex(of: Byte.lineFeed), first > 0 else { return "\n" }
    return bytes[first - 1] == Byte.carriageReturn ? "\r\n" : "\n"
  }

  private var endsInBlankLine: Bool {
    bytes.suffix(2).elementsEqual([Byte.lineFeed, Byte.lineFeed])
      || bytes.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A])
  }

  private func indentation(_ place: Int) -> String {
    let spaces = bytes[place...].prefix { $0 == Byte.space || $0 == Byte.tab }
    return String(decoding: spaces, as: UTF8.self)
  }

  /// Whether only a byte order mark stands before this place.
  private func isBehindMark(_ place: Int) -> Bool {
    place == 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }

  /// The end of the comment lines at the very start, when a blank line or nothing follows them;
  /// else the start.
  private var openingCommentEnd: Int {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var place = start
    while place < bytes.count, bytes[place] == Byte.hash {
      place = bytes[place...].firstIndex(of: Byte.lineFeed).map { $0 + 1 } ?? bytes.count
    }
    let isOpening = place == bytes.count || bytes[place].isLineBreak
    return isOpening ? place : start
  }
}

extension UInt8 {
  fileprivate var isLineBreak: Bool { self == Byte.lineFeed || self == Byte.carriageReturn }
}
