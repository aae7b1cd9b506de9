import Forms
import MailDiagnosis
import MailSettings
import Screens

/// The current page as blocks, top to bottom: the one place that says what is on it.
///
/// The view draws them; the update asks which items there are.
struct Blocks {
  let state: State
  let columns: Int
  /// The lines that there are, so that a long answer is told more shortly where there are few.
  let rows: Int

  init(_ state: State) {
    self.state = state
    let layout = Layout(state.size)
    columns = layout.content.columns
    rows = layout.content.rows
  }

  var draft: Draft { state.draft }
  var glyphs: Glyphs { state.surroundings.glyphs }

  /// The blocks of the page.
  var all: [Block] {
    switch state.page {
    case .welcome: welcome
    case .section(let index): section(Catalog.all[index])
    case .summary: summary
    }
  }

  /// What can have the focus, in order.
  var items: [Item] { all.flatMap(\.stops).map(\.item) }

  private func section(_ screen: Screen) -> [Block] {
    guard screen.applies(draft) else {
      return [.paragraph(screen.whyNot, columns: columns, .dim), .blank, buttons([.back, .next])]
    }
    return screen.fields.enumerated().filter { $0.element.isShown(draft) }
      .flatMap { field($0.element, index: $0.offset, in: screen) } + [buttons([.back, .next])]
  }

  /// Buttons side by side, as many as fit in a line.
  func buttons(_ items: [Item], indent: Int = 0) -> Block {
    var block = Block(rows: [])
    var column = columns
    for item in items {
      let text = fitting("[ \(Wording.button(item, state)) ]", columns: max(8, columns - indent))
      let width = CellWidth.of(text)
      if column + 2 + width > columns {
        block.rows.append([Span(String(repeating: " ", count: indent))])
        column = indent
      } else {
        block.rows[block.rows.count - 1].append(Span("  "))
        column += 2
      }
      let row = block.rows.count - 1
      block.rows[row].append(Span(text, state.focus == item ? .focus : .normal))
      block.stops.append(Stop(item: item, cursor: Place(column: column + 2, row: row)))
      column += width
    }
    return block
  }
}
