import Forms

/// The open dialog in a frame over the page.
func drawDialog(_ state: State, on canvas: inout Canvas) {
  guard let dialog = state.dialog else { return }
  let text = DialogText(state)
  let visible = min(
    text.lines.count, DialogText.visibleRows(state.size) - (text.answers.isEmpty ? 0 : 1))
  let lines = text.lines.dropFirst(dialog.firstLine).prefix(visible)
  let columns = min(
    DialogText.columns(state.size),
    max(
      lines.map { CellWidth.of($0) }.max() ?? 0, CellWidth.of(text.title) + 4,
      answersWidth(text.answers), CellWidth.of(dialog.closing)))
  let rows = max(1, visible) + (text.answers.isEmpty ? 1 : 2)
  let frame = Frame(
    column: (state.size.columns - columns - 4) / 2, row: max(1, (state.size.rows - rows - 2) / 2),
    columns: columns + 4, rows: rows + 2)
  frame.draw(text.title, state.surroundings.glyphs, on: &canvas)
  for (index, line) in lines.enumerated() {
    let place = Place(column: frame.column + 2, row: frame.row + 1 + index)
    let shown = state.surroundings.glyphs.adapt(line)
    canvas.write(shown, at: place, style: line.hasPrefix("! ") ? .trouble : .normal, limit: columns)
    if line.hasPrefix("Fingerprint: ") {
      canvas.cursor = Place(column: place.column + CellWidth.of(line) - 1, row: place.row)
    }
  }
  drawAnswers(text, dialog, frame, on: &canvas)
}

private func answersWidth(_ answers: [String]) -> Int {
  answers.reduce(0) { $0 + CellWidth.of($1) + 6 }
}

/// The answers on the last line, or how to go on.
private func drawAnswers(
  _ text: DialogText, _ dialog: Dialog, _ frame: Frame, on canvas: inout Canvas
) {
  var column = frame.column + 2
  let row = frame.row + frame.rows - 2
  guard !text.answers.isEmpty else {
    canvas.write(
      dialog.closing, at: Place(column: column, row: row), style: .dim, limit: frame.columns - 4)
    return
  }
  for (index, answer) in text.answers.enumerated() {
    let isChosen = index == dialog.choice
    let label = "[ \(answer) ]"
    canvas.write(label, at: Place(column: column, row: row), style: isChosen ? .focus : .normal)
    if isChosen { canvas.cursor = Place(column: column + 2, row: row) }
    column += CellWidth.of(label) + 2
  }
}

/// A rectangle with a border.
private struct Frame {
  var column: Int
  var row: Int
  var columns: Int
  var rows: Int

  func draw(_ title: String, _ glyphs: Glyphs, on canvas: inout Canvas) {
    let line = String(repeating: glyphs.horizontal, count: max(0, columns - 2))
    let blank = String(repeating: " ", count: max(0, columns - 2))
    canvas.write("\(glyphs.topLeft)\(line)\(glyphs.topRight)", at: Place(column: column, row: row))
    for index in 1..<max(2, rows - 1) {
      canvas.write(
        "\(glyphs.vertical)\(blank)\(glyphs.vertical)", at: Place(column: column, row: row + index))
    }
    let last = Place(column: column, row: row + rows - 1)
    canvas.write("\(glyphs.bottomLeft)\(line)\(glyphs.bottomRight)", at: last)
    canvas.write(" \(title) ", at: Place(column: column + 2, row: row), style: .title)
  }
}

extension Dialog {
  /// The first line shown.
  fileprivate var firstLine: Int {
    switch self {
    case .help(let line), .transcript(_, let line): line
    case .quit, .clearText, .fingerprint: 0
    }
  }

  /// The chosen answer.
  fileprivate var choice: Int {
    switch self {
    case .quit(let choice), .clearText(_, let choice): choice
    case .help, .transcript, .fingerprint: 0
    }
  }

  /// How to close it, where there are no answers.
  fileprivate var closing: String {
    switch self {
    case .help, .transcript: "Enter or Esc closes"
    case .fingerprint: "Enter imports, Esc cancels"
    case .quit, .clearText: ""
    }
  }
}
