import Forms
import MailSettings
import Screens

/// What surrounds the page: title line, borders, list of sections, help, keys.
struct Chrome {
  let state: State
  let layout: Layout

  private var glyphs: Glyphs { state.surroundings.glyphs }
  private var columns: Int { state.size.columns }

  func draw(on canvas: inout Canvas) {
    drawTitle(on: &canvas)
    if layout.hasFrame { drawFrame(on: &canvas) }
    if layout.hasList { drawList(on: &canvas) }
    drawHelp(on: &canvas)
    drawKeys(on: &canvas)
  }

  /// With a list: the program's name; without one: the section's.
  private func drawTitle(on canvas: inout Canvas) {
    let name = layout.hasList ? "Postern  Outgoing e-mail" : pageTitle
    let used = canvas.write(name, at: Place(column: 1, row: 0), style: .title) + 1
    let status = self.status
    let room = columns - used - 3
    let shown = CellWidth.of(status) <= room ? status : fitting(shortStatus, columns: max(1, room))
    guard room > 4 else { return }
    canvas.write(shown, at: Place(column: columns - 1 - CellWidth.of(shown), row: 0))
  }

  private var pageTitle: String {
    switch state.page {
    case .welcome: return "Postern  Outgoing e-mail"
    case .summary: return "Summary"
    case .section(let index):
      let mark = state.hasProblem(Catalog.all[index]) ? " !" : ""
      return "\(index + 1)/\(Catalog.all.count) \(Catalog.all[index].title)\(mark)"
    }
  }

  private var status: String {
    let home = state.surroundings.home.printable()
    guard state.heldBy == nil else { return "\(home) \(glyphs.dot) read-only" }
    return state.unsavedChanges == 0 ? home : "\(home) \(glyphs.dot) \(shortStatus)"
  }

  private var shortStatus: String {
    if state.heldBy != nil { return "read-only" }
    return state.unsavedChanges == 0 ? "" : Wording.changes(state.unsavedChanges)
  }

  private func drawFrame(on canvas: inout Canvas) {
    let line = String(repeating: glyphs.horizontal, count: max(0, columns))
    let bottom = layout.help.row - 1
    for row in [1, bottom] { canvas.write(line, at: Place(column: 0, row: row)) }
    guard layout.hasList else { return }
    let bar = layout.list.columns + 1
    canvas.write(String(glyphs.teeDown), at: Place(column: bar, row: 1))
    canvas.write(String(glyphs.teeUp), at: Place(column: bar, row: bottom))
    for row in 2..<bottom {
      canvas.write(String(glyphs.vertical), at: Place(column: bar, row: row))
    }
  }

  private func drawList(on canvas: inout Canvas) {
    let current = Catalog.all.indices.first { state.page == .section($0) } ?? 0
    let top = max(0, min(current - layout.list.rows + 2, Catalog.all.count - layout.list.rows))
    for (row, index) in Catalog.all.indices.dropFirst(top).prefix(layout.list.rows).enumerated() {
      let (sign, style) = sign(state.mark(of: index))
      let isCurrent = state.page == .section(index)
      let trouble = isCurrent && state.hasProblem(Catalog.all[index]) ? " !" : ""
      let number = index + 1 < 10 ? " \(index + 1)" : "\(index + 1)"
      let text = "\(sign) \(number) \(Catalog.all[index].title)\(trouble)"
      canvas.write(
        text, at: Place(column: layout.list.column, row: layout.list.row + row), style: style,
        limit: layout.list.columns)
    }
  }

  private func sign(_ mark: State.Mark) -> (Character, Style) {
    switch mark {
    case .current: (glyphs.current, .title)
    case .problem: (glyphs.problem, .trouble)
    case .done: (glyphs.done, .done)
    case .notNeeded: (glyphs.skipped, .dim)
    case .unseen: (" ", .normal)
    }
  }

  /// The documented help of the focused field; a notice takes its place.
  private func drawHelp(on canvas: inout Canvas) {
    guard state.notice == nil else { return }
    let text = state.focusedField.map(state.help) ?? state.helpOfButton ?? defaultHelp
    var lines = wrapped(glyphs.adapt(text), columns: layout.help.columns)
    if lines.count > layout.help.rows {
      let last = lines[layout.help.rows - 1]
      lines[layout.help.rows - 1] =
        fitting(last, columns: layout.help.columns - 4) + glyphs.ellipsis
    }
    for (index, line) in lines.prefix(layout.help.rows).enumerated() {
      canvas.write(
        line, at: Place(column: layout.help.column, row: layout.help.row + index), style: .dim)
    }
  }

  /// What happened lately, whole: where its lines are more than the help has, they cover the page.
  func drawNotice(_ notice: Notice, on canvas: inout Canvas) {
    let all = wrapped(glyphs.adapt(notice.text), columns: layout.help.columns)
    let lines = all.prefix(max(1, layout.keysRow - 2))
    let top = min(layout.help.row, layout.keysRow - lines.count)
    for (index, line) in lines.enumerated() {
      let place = Place(column: 0, row: top + index)
      canvas.write(String(repeating: " ", count: columns), at: place)
      canvas.write(
        line, at: Place(column: layout.help.column, row: place.row),
        style: notice.isTrouble ? .trouble : .done)
    }
  }

  private var defaultHelp: String {
    switch state.page {
    case .welcome: "Enter begins. Every page can be changed later."
    case .summary:
      Wording.saving(state)
    case .section: state.focus == .next || state.focus == .back ? "Enter goes there." : ""
    }
  }

  /// The keys that matter most here; what does not fit is left out from the end.
  private func drawKeys(on canvas: inout Canvas) {
    var column = 1
    for (key, word) in keys {
      let width = CellWidth.of(key) + 1 + CellWidth.of(word)
      guard column + width < columns else { break }
      let place = Place(column: column, row: layout.keysRow)
      canvas.write(key, at: place, style: .title)
      canvas.write(word, at: Place(column: column + CellWidth.of(key) + 1, row: place.row))
      column += width + 3
    }
  }

  private var keys: [(String, String)] {
    if let dialog = state.dialog { return dialog.keys.map { (glyphs.adapt($0), $1) } }
    if let work = state.work { return work.keys }
    let common = [("F1", "Help"), ("F2", "Save"), ("F5", "Send test"), ("F10", "Quit")]
    return common + [hint, ("PgDn", "Next section")]
  }

  private var hint: (String, String) {
    switch state.focusedField?.control {
    case .choice, .line: (glyphs.adapt("←→"), "Choose")
    case .toggle: ("Space", "Tick")
    case .text, .password, .recipient, .button, .note, .panel, nil: ("Tab", "Next field")
    }
  }
}
