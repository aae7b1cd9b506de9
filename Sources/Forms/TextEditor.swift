/// One line of text being edited, grapheme cluster by grapheme cluster.
public struct TextEditor: Equatable, Sendable {
  /// The text as it stands now.
  public private(set) var text: String
  /// The number of characters (grapheme clusters) before the cursor.
  public private(set) var cursor: Int

  /// An editor on a text; a cursor outside of the text is moved to its nearest end.
  public init(_ text: String, cursor: Int = .max) {
    self.text = text
    self.cursor = min(max(0, cursor), text.count)
  }

  /// Does what the key means in a text field; false when it means nothing there.
  public mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace, .control("h"): if cursor > 0 { remove(from: cursor - 1, to: cursor) }
    case .delete, .control("d"): remove(from: cursor, to: min(cursor + 1, text.count))
    case .control("u"): remove(from: 0, to: cursor)
    case .control("k"): remove(from: cursor, to: text.count)
    case .control("w"): remove(from: startOfWord, to: cursor)
    case .enter, .tab, .backTab, .escape, .up, .down, .pageUp, .pageDown, .function, .control, .alt,
      .escaped:
      return false
    }
    return true
  }

  /// Inserts a text at the cursor; a combining mark joins the character before it.
  public mutating func insert(_ inserted: String) {
    let (before, after) = split
    let head = before + inserted
    text = head + after
    cursor = min(head.count, text.count)
  }

  /// The part of the text that fits into a width with the cursor, and the cursor's column in it.
  ///
  /// It measures no more characters than fit, however long the text is.
  public func window(columns: Int) -> (text: String, cursorColumn: Int) {
    let place = text.index(text.startIndex, offsetBy: cursor)
    var start = place
    var before = 0
    while start > text.startIndex {
      let previous = text.index(before: start)
      let width = CellWidth.of(text[previous])
      guard before + width <= max(1, columns - 1) else { break }
      (start, before) = (previous, before + width)
    }
    var used = 0
    let shown = text[start...].prefix {
      used += CellWidth.of($0)
      return used <= columns
    }
    return (String(shown), before)
  }

  private var split: (String, String) {
    (String(text.prefix(cursor)), String(text.dropFirst(cursor)))
  }

  private var startOfWord: Int {
    let before = Array(text.prefix(cursor))
    var index = before.count
    while index > 0, before[index - 1] == " " { index -= 1 }
    while index > 0, before[index - 1] != " " { index -= 1 }
    return index
  }

  private mutating func remove(from start: Int, to end: Int) {
    text = String(text.prefix(start)) + String(text.dropFirst(end))
    cursor = min(start, text.count)
  }
}
