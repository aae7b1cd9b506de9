import Forms
import MailSettings
import Screens
import SystemAccess

/// What surrounds the page: title line, borders, list of sections, help, keys.
struct Chrome {
  let state: State
  let layout: Layout

  var glyphs: Glyphs { state.surroundings.glyphs }
  var columns: Int { state.size.columns }

  func draw(on canvas: inout Canvas) {
    drawTitle(on: &canvas)
    if layout.hasFrame { drawFrame(on: &canvas) }
    if layout.hasList { drawList(on: &canvas) }
    drawHelp(on: &canvas)
    drawKeys(on: &canvas)
  }

  /// Draws the title: the program's name beside a list of sections, else the section's.
  private func drawTitle(on canvas: inout Canvas) {
    let name = layout.hasList ? "Postern  Outgoing e-mail" : pageTitle
    let used = canvas.write(name, at: Place(column: 1, row: 0), style: .title) + 1
    let status = self.status
    let room = columns - used - 3
    let shown = CellWidth.of(status) <= room ? status : fitting(shortStatus, columns: max(1, room))
    guard room > 4 else { return }
    canvas.write(shown, at: Place(column: columns - 1 - CellWidth.of(shown), row: 0))
  }

  private func drawFrame(on canvas: inout Canvas) {
    let line = String(repeating: glyphs.horizontal, count: max(0, columns))
    let bottom = layout.help.row - 1
    for row in [1, bottom] { canvas.write(line, at: Place(column: 0, row: row)) }
    if let aside = layout.aside {
      canvas.write(String(glyphs.teeDown), at: Place(column: aside.column - 2, row: 1))
      canvas.write(String(glyphs.teeUp), at: Place(column: aside.column - 2, row: bottom))
    }
    guard layout.hasList else { return }
    let bar = layout.list.columns + 1
    canvas.write(String(glyphs.teeDown), at: Place(column: bar, row: 1))
    canvas.write(String(glyphs.teeUp), at: Place(column: bar, row: bottom))
    for row in 2..<bottom {
      canvas.write(String(glyphs.vertical), at: Place(column: bar, row: row))
    }
  }

  private func drawList(on canvas: inout Canvas) {
    let (entries, troubled) = (State.listed, state.troubledSections)
    let shown = entries.firstIndex(of: state.listEntry ?? state.page) ?? 0
    let area = layout.list
    let top = max(0, min(shown - area.rows + 2, entries.count - area.rows))
    for (row, entry) in entries.dropFirst(top).prefix(area.rows).enumerated() {
      let line = ListRow(entry, state, troubled: troubled)
      let hasFocus = state.listEntry == entry && state.dialog == nil
      let place = Place(column: area.column, row: area.row + row)
      canvas.write(
        hasFocus ? line.text.padded(area.columns) : line.text, at: place,
        style: hasFocus ? .focus : line.style, limit: area.columns)
      if hasFocus { canvas.cursor = place }
    }
    let end = area.column + area.columns - 1
    canvas.mark(above: top > 0, below: entries.count - top > area.rows, glyphs, end, of: area)
  }

  /// Draws the help of the focused field, or the notice in its place.
  private func drawHelp(on canvas: inout Canvas) {
    if let aside = layout.aside { return drawHelp(in: aside, on: &canvas) }
    guard state.notice == nil else { return }
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

  private var text: String {
    state.focusedField.map(state.help) ?? state.helpOfButton ?? defaultHelp
  }

  /// Draws the whole help beside the page: the field, its help, its values and the documentation.
  private func drawHelp(in area: Layout.Area, on canvas: inout Canvas) {
    for row in area.row..<(area.row + area.rows) {
      canvas.write(String(glyphs.vertical), at: Place(column: area.column - 2, row: row))
    }
    let title = state.focusedField?.label ?? pageTitle
    canvas.write(
      title, at: Place(column: area.column, row: area.row), style: .title, limit: area.columns)
    let documented = state.screen.map { ["", DocumentationWords.section($0.id)] } ?? []
    let paragraphs = ["", text] + (state.focusedField?.explanations ?? []) + documented
    let lines = paragraphs.flatMap {
      $0.isEmpty ? [""] : wrapped(glyphs.adapt($0), columns: area.columns)
    }
    for (index, line) in lines.prefix(area.rows - 1).enumerated() {
      canvas.write(
        line, at: Place(column: area.column, row: area.row + 1 + index), style: .dim)
    }
  }

  /// Draws a whole notice; where it has more lines than the help, it covers a part of the page.
  func drawNotice(_ notice: Notice, on canvas: inout Canvas) {
    let all = wrapped(glyphs.adapt(notice.sentence), columns: layout.help.columns)
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
}

extension Field {
  /// What each value of a choice does, with a line before each.
  fileprivate var explanations: [String] {
    guard case .choice(_, let options) = control else { return [] }
    return options.filter { !$0.explanation.isEmpty }
      .flatMap { ["", "\($0.title): \($0.explanation)"] }
  }
}
