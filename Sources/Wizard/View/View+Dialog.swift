import Forms

/// The open dialog in a frame over the page.
func drawDialog(_ state: State, on canvas: inout Canvas) {
  guard let dialog = state.dialog else { return }
  let layout = DialogLayout(state, dialog)
  let frame = layout.frame(in: state.size)
  frame.draw(layout.text.title, state.surroundings.glyphs, on: &canvas)
  for (index, line) in layout.lines.enumerated() {
    let place = Place(column: frame.column + 2, row: frame.row + 1 + index)
    canvas.write(
      state.surroundings.glyphs.adapt(line.text), at: place,
      style: line.purpose == .problem ? .trouble : .normal, limit: layout.columns)
    if line.purpose == .input {
      canvas.cursor = Place(column: place.column + CellWidth.of(line.text) - 1, row: place.row)
    }
  }
  drawAnswers(layout.answers, dialog, layout.position, frame, on: &canvas)
}

/// The visible part of a dialog, and its size.
private struct DialogLayout {
  let text: DialogText
  let answers: [AnswerLine]
  /// How many lines are visible.
  let visible: Int
  /// The first of them.
  let first: Int
  /// Which lines of a long text those are; empty where all are.
  let position: String
  let columns: Int

  var lines: ArraySlice<DialogText.Line> { text.lines.dropFirst(first).prefix(visible) }

  init(_ state: State, _ dialog: Dialog) {
    text = DialogText(state)
    let most = DialogText.columns(state.size)
    answers = answerLines(text.answers, columns: most)
    visible = min(
      text.lines.count,
      answers.isEmpty
        ? DialogText.visibleRows(state.size) : max(1, state.size.rows - 3 - answers.count))
    let count = text.lines.count
    first = min(dialog.firstLine ?? text.firstLine(visible: visible), max(0, count - visible))
    position =
      count > visible && dialog.choice == nil
      ? "\(first + 1) to \(first + visible) of \(count)" : ""
    let widths = text.lines.map { CellWidth.of($0.text) } + answers.map(\.width)
    columns = min(
      most, max(widths.max() ?? 0, CellWidth.of(text.title) + 4, CellWidth.of(position)))
  }

  func frame(in size: Size) -> Frame {
    // An empty line before the answers, where there is room.
    let gap = answers.isEmpty || visible + answers.count + 3 >= size.rows ? 0 : 1
    let below = answers.isEmpty ? (position.isEmpty ? 0 : 1) : answers.count
    let rows = max(1, visible) + gap + below
    return Frame(
      column: (size.columns - columns - 4) / 2, row: max(1, (size.rows - rows - 2) / 2),
      columns: columns + 4, rows: rows + 2)
  }
}

extension DialogText {
  /// The first visible line. Where little fits, it begins with the typed text, its problem and the
  /// first fingerprint.
  fileprivate func firstLine(visible: Int) -> Int {
    let typed = lines.firstIndex { $0.purpose == .input } ?? 0
    return typed + 5 <= visible ? 0 : typed
  }
}

/// Answers that stand side by side, as many as fit in a line.
private struct AnswerLine {
  var labels: [(index: Int, text: String)] = []
  var width = 0
}

private func answerLines(_ answers: [String], columns: Int) -> [AnswerLine] {
  var lines: [AnswerLine] = []
  for (index, answer) in answers.enumerated() {
    let text = "[ \(answer) ]"
    let width = CellWidth.of(text)
    if let last = lines.last, last.width + 2 + width <= columns {
      lines[lines.count - 1].labels.append((index, text))
      lines[lines.count - 1].width += 2 + width
    } else {
      lines.append(AnswerLine(labels: [(index, text)], width: width))
    }
  }
  return lines
}

/// The answers on the last lines, or which lines of a long text are shown.
private func drawAnswers(
  _ lines: [AnswerLine], _ dialog: Dialog, _ position: String, _ frame: Frame,
  on canvas: inout Canvas
) {
  let below = frame.row + frame.rows - 1
  if lines.isEmpty {
    canvas.write(
      position, at: Place(column: frame.column + 2, row: below - 1), style: .dim,
      limit: frame.columns - 4)
  }
  for (offset, line) in lines.enumerated() {
    var place = Place(column: frame.column + 2, row: below - lines.count + offset)
    for (index, label) in line.labels {
      let isChosen = index == dialog.choice
      canvas.write(label, at: place, style: isChosen ? .focus : .normal)
      if isChosen { canvas.cursor = Place(column: place.column + 2, row: place.row) }
      place.column += CellWidth.of(label) + 2
    }
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
  /// The first line shown; nil where the text decides.
  fileprivate var firstLine: Int? {
    switch self {
    case .help(let line), .transcript(_, let line), .registration(let line): line
    case .quit, .clearText, .changedOnDisk, .unlink, .findLimit, .deleteMail: 0
    case .fingerprint: nil
    }
  }

  /// The chosen answer; nil where nothing is asked.
  fileprivate var choice: Int? {
    switch self {
    case .quit(let choice), .clearText(_, let choice), .changedOnDisk(_, _, let choice),
      .unlink(let choice), .findLimit(let choice), .deleteMail(_, let choice):
      choice
    case .help, .transcript, .registration, .fingerprint: nil
    }
  }

  /// The keys that work in it, for the line of the keys.
  var keys: [(String, String)] {
    switch self {
    case .help, .registration:
      [("↑↓ PgUp PgDn", "Scroll"), ("Esc", "Close"), ("F10", "Quit")]
    case .transcript:
      [("↑↓ PgUp PgDn", "Scroll"), ("S", "Save"), ("Esc", "Close"), ("F10", "Quit")]
    case .unlink, .findLimit, .deleteMail:
      [("←→", "Choose"), ("Enter", "Answer"), ("Esc", "No"), ("F10", "Quit")]
    case .quit: [("←→", "Choose"), ("Enter", "Answer"), ("Esc", "Stay")]
    case .changedOnDisk:
      [("←→", "Choose"), ("Enter", "Answer"), ("Esc", "Cancel"), ("F10", "Quit")]
    case .clearText: [("←→", "Choose"), ("Enter", "Answer"), ("Esc", "No"), ("F10", "Quit")]
    case .fingerprint:
      [("Enter", "Import"), ("Ctrl-U", "Empty"), ("Esc", "Cancel"), ("F10", "Quit")]
    }
  }
}

extension Work {
  /// The keys that matter while it is under way.
  var keys: [(String, String)] {
    switch kind {
    case .test, .signIn: [("Esc", "Cancel"), ("F8", "Transcript"), ("F10", "Quit")]
    case .inspection, .importing, .search, .limitSearch, .queue, .linking:
      [("Esc", "Cancel"), ("F10", "Quit")]
    case .save: [("F10", "Quit")]
    }
  }
}
