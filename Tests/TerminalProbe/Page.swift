import Forms
import Terminal

/// What the probe shows: every style, a text being typed, and the last input.
struct Page {
  let isUTF8: Bool
  private var size = Size(columns: 80, rows: 24)
  private var editor = TextEditor("")
  private var last = ""
  private var hidesCursor = false

  init(isUTF8: Bool) { self.isUTF8 = isUTF8 }

  mutating func take(_ input: TerminalInput<String>) {
    last = Self.word(input)
    switch input {
    case .resized(let new): size = new
    case .key(.function(2)): hidesCursor.toggle()
    case .key(let key): _ = editor.press(key)
    case .text(let text): editor.insert(text)
    case .paste(let text): editor.insert(text.filter { !$0.isNewline })
    case .posted, .interrupted: break
    }
  }

  /// An input as the tests expect it.
  static func word(_ input: TerminalInput<String>) -> String {
    switch input {
    case .key(let key): "\(key)".replacing("Forms.Key.", with: "")
    case .text(let text): "text(\(text.debugDescription))"
    case .paste(let text): "paste(\(text.debugDescription))"
    case .resized(let size): "resized(\(size.columns)x\(size.rows))"
    case .posted(let event): "posted(\(event))"
    case .interrupted(let signal): "interrupted(\(signal))"
    }
  }

  var canvas: Canvas {
    var canvas = Canvas(size: size)
    let glyphs = isUTF8 ? Glyphs.unicode : Glyphs.ascii
    let border = String(repeating: glyphs.horizontal, count: 10)
    canvas.write("Probe \(border) \(size.columns)x\(size.rows)", at: Place(column: 0, row: 0))
    let styles: [(String, Style)] = [
      ("title", .title), ("focus", .focus), ("dim", .dim), ("trouble", .trouble), ("done", .done),
    ]
    for (index, style) in styles.enumerated() {
      canvas.write(style.0, at: Place(column: 0, row: 1 + index), style: style.1)
    }
    let window = editor.window(columns: max(1, size.columns - 8))
    canvas.write("Text: [\(window.text)]", at: Place(column: 0, row: 7))
    canvas.write("Given: \(last)", at: Place(column: 0, row: 9))
    if !hidesCursor { canvas.cursor = Place(column: 7 + window.cursorColumn, row: 7) }
    return canvas
  }
}
