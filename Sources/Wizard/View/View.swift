public import Forms
import MailSettings

/// The whole screen of a state: pure, so that a picture of it is a test.
public func view(_ state: State) -> Canvas {
  var canvas = Canvas(size: state.size)
  let layout = Layout(state)
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

/// The lines of the page, where the cursor stands in them, and which of them have to be in sight.
private struct PageLines {
  private(set) var rows: [Row] = []
  private(set) var cursor: Place?
  private(set) var focused = 0..<0

  init(_ state: State, visible: Int) {
    for block in Blocks(state).all {
      if let stop = block.stops.first(where: { $0.item == state.focus }) {
        focus(stop, in: block, state.focusedField, visible: visible)
      }
      rows += block.rows
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    // One highlight at a time: what a dialog lies on has none.
    guard state.dialog != nil else { return }
    rows = rows.map { $0.map { $0.style == .focus ? Span($0.text) : $0 } }
  }

  /// Puts the focus on a block that comes next.
  private mutating func focus(_ stop: Stop, in block: Block, _ field: Field?, visible: Int) {
    cursor = Place(column: stop.cursor.column, row: rows.count + stop.cursor.row)
    let isButton = block.stops.count > 1
    let start = rows.count + (isButton ? stop.cursor.row : 0)
    let first = block.lead > 0 ? max(0, rows.count - block.lead) : start
    let last = isButton ? start + 1 : rows.count + block.rows.count
    let whole = rows.count + block.rows.count + block.trail
    focused = first..<(block.trail > 0 ? max(last, min(whole, first + visible - 1)) : last)
    // The result of a field's button appears under it and has to be visible.
    if case .button? = field?.control { focused = start..<(start + visible - 1) }
  }
}

/// Draws the page's blocks, scrolled so that the focused one is visible.
private func drawPage(_ state: State, _ area: Layout.Area, on canvas: inout Canvas) {
  let page = PageLines(state, visible: area.rows)
  let top = scroll(total: page.rows.count, focused: page.focused, room: area.rows)
  for (index, row) in page.rows.dropFirst(top).prefix(area.rows).enumerated() {
    let place = Place(column: area.column, row: area.row + index)
    draw(row, at: place, columns: area.columns, on: &canvas)
  }
  // Where the page goes from edge to edge, the signs stand above and below it.
  let isBare = state.page == .microsoftSignIn
  canvas.mark(
    above: top > 0, below: page.rows.count - top > area.rows, state.surroundings.glyphs,
    min(area.column + area.columns, state.size.columns - 1),
    of: isBare ? area.grown(by: 1) : area)
  if let cursor = page.cursor, state.dialog == nil, (top..<top + area.rows).contains(cursor.row) {
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
