import Forms

/// A run of text in one style.
struct Span: Equatable {
  var text: String
  var style = Style.normal

  init(_ text: String, _ style: Style = .normal) {
    self.text = text
    self.style = style
  }
}

/// One line of a page.
typealias Row = [Span]

/// An item in a block that can have the focus, and where the cursor is then.
struct Stop: Equatable {
  var item: Item
  var cursor: Place
}

/// A piece of a page: its lines and what in it can have the focus.
struct Block: Equatable {
  var rows: [Row]
  var stops: [Stop] = []
  /// How many lines before this block should be visible with it, such as the cause above its
  /// buttons.
  var lead = 0
  /// How many lines after it should be visible too, if there is room.
  var trail = 0

  init(rows: [Row], stops: [Stop] = [], lead: Int = 0) {
    self.rows = rows
    self.stops = stops
    self.lead = lead
  }

  /// The same block dimmed, for what no longer counts.
  var dimmed: Block {
    Block(rows: rows.map { $0.map { Span($0.text, .dim) } }, stops: stops, lead: lead)
  }

  /// A block that has the focus as a whole.
  init(_ item: Item, rows: [Row], cursor: Place) {
    self.init(rows: rows, stops: [Stop(item: item, cursor: cursor)])
  }

  /// Lines without anything that can have the focus.
  static func lines(_ texts: [String], _ style: Style = .normal) -> Block {
    Block(rows: texts.map { [Span($0, style)] })
  }

  /// A sentence, wrapped.
  static func paragraph(_ text: String, columns: Int, _ style: Style = .normal) -> Block {
    .lines(wrapped(text, columns: columns), style)
  }

  static let blank = Block(rows: [[]])
}

/// A text cut into lines at spaces; a word longer than a line is cut where the line ends.
func wrapped(_ text: String, columns: Int) -> [String] {
  let room = max(8, columns)
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    let needed = CellWidth.of(line) + (line.isEmpty ? 0 : 1) + CellWidth.of(word)
    if needed <= room {
      line += (line.isEmpty ? "" : " ") + word
      continue
    }
    if !line.isEmpty { lines.append(line) }
    var rest = String(word)
    while CellWidth.of(rest) > room {
      let head = fitting(rest, columns: room)
      lines.append(head)
      rest.removeFirst(head.count)
    }
    line = rest
  }
  return lines + (line.isEmpty ? [] : [line])
}

/// The longest beginning of a text that fits, at least one character.
func fitting(_ text: String, columns: Int) -> String {
  var used = 0
  let head = text.prefix {
    used += CellWidth.of($0)
    return used <= columns
  }
  return head.isEmpty ? String(text.prefix(1)) : String(head)
}

/// A fingerprint in lines of whole pairs, the same number in each, so that it can be compared.
func fingerprintLines(_ text: String, columns: Int, pairs wanted: Int = 8) -> [String] {
  let pairs = text.split(separator: ":")
  let count = columns >= 47 ? 16 : wanted
  return stride(from: 0, to: pairs.count, by: count).map {
    pairs[$0..<min($0 + count, pairs.count)].joined(separator: ":")
  }
}

extension String {
  /// This text with spaces behind it, at least so many columns wide.
  func padded(_ columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - CellWidth.of(self)))
  }
}
