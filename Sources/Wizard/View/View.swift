public import Forms
import MailSettings

/// The whole screen of a state: pure, so that a picture of it is a test.
public func view(_ state: State) -> Canvas {
  var canvas = Canvas(size: state.size)
  let layout = Layout(state.size)
  guard !layout.isTooSmall else {
    drawTooSmall(state, &canvas)
    return canvas
  }
  let chrome = Chrome(state: state, layout: layout)
  chrome.draw(on: &canvas)
  drawPage(state, layout.content, on: &canvas)
  if let notice = state.notice { chrome.drawNotice(notice, on: &canvas) }
  drawDialog(state, on: &canvas)
  return canvas
}

private func drawTooSmall(_ state: State, _ canvas: inout Canvas) {
  let lines = state.wordsForTooSmall.map { state.surroundings.glyphs.adapt($0) }
  for (row, line) in lines.flatMap({ wrapped($0, columns: state.size.columns) }).enumerated() {
    canvas.write(line, at: Place(column: 0, row: row))
  }
}

/// The blocks of the page, scrolled so that the focused one is in sight.
private func drawPage(_ state: State, _ area: Layout.Area, on canvas: inout Canvas) {
  let blocks = Blocks(state).all
  var rows: [Row] = []
  var cursor: Place?
  var focused = 0..<0
  for block in blocks {
    if let stop = block.stops.first(where: { $0.item == state.focus }) {
      cursor = Place(column: stop.cursor.column, row: rows.count + stop.cursor.row)
      let isButton = block.stops.count > 1
      let start = rows.count + (isButton ? stop.cursor.row : 0)
      let first = block.lead > 0 ? max(0, rows.count - block.lead) : start
      let last = isButton ? start + 1 : rows.count + block.rows.count
      let whole = rows.count + block.rows.count + block.trail
      focused = first..<(block.trail > 0 ? max(last, min(whole, first + area.rows - 1)) : last)
      // What comes of a field's button is told under it, and shall be seen.
      if case .button? = state.focusedField?.control { focused = start..<(start + area.rows - 1) }
    }
    rows += block.rows
  }
  while rows.last?.isEmpty == true { rows.removeLast() }
  let top = scroll(total: rows.count, focused: focused, room: area.rows)
  // One highlight at a time: what a dialog lies on has none.
  if state.dialog != nil { rows = rows.map { $0.map { $0.style == .focus ? Span($0.text) : $0 } } }
  for (index, row) in rows.dropFirst(top).prefix(area.rows).enumerated() {
    draw(
      row, at: Place(column: area.column, row: area.row + index), columns: area.columns, on: &canvas
    )
  }
  canvas.mark(
    above: top > 0, below: rows.count - top > area.rows, state.surroundings.glyphs,
    min(area.column + area.columns, state.size.columns - 1), of: area)
  if let cursor, state.dialog == nil, (top..<top + area.rows).contains(cursor.row) {
    canvas.cursor = Place(
      column: min(area.column + cursor.column, state.size.columns - 1),
      row: area.row + cursor.row - top)
  }
}

/// The first line to show: as near the beginning as the focused lines allow.
private func scroll(total: Int, focused: Range<Int>, room: Int) -> Int {
  guard total > room else { return 0 }
  let end = min(focused.upperBound + 1, total)
  return max(0, min(max(end - room, 0), focused.lowerBound))
}

private func draw(_ row: Row, at place: Place, columns: Int, on canvas: inout Canvas) {
  var column = 0
  for span in row where column < columns {
    column += canvas.write(
      span.text, at: Place(column: place.column + column, row: place.row), style: span.style,
      limit: columns - column)
  }
}

extension Canvas {
  /// Signs in a column beside an area, where lines are hidden above and below.
  mutating func mark(
    above: Bool, below: Bool, _ glyphs: Glyphs, _ column: Int, of area: Layout.Area
  ) {
    if above { write(glyphs.above, at: Place(column: column, row: area.row), style: .title) }
    let last = Place(column: column, row: area.row + area.rows - 1)
    if below { write(glyphs.below, at: last, style: .title) }
  }
}
