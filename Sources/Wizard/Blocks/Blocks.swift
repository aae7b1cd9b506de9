import Forms
import MailDiagnosis
import MailSettings
import Screens

/// The current page as blocks from top to bottom.
///
/// The view draws them; the update asks them for the items that can have the focus.
struct Blocks {
  let state: State
  private(set) var columns: Int
  /// How many lines there are; long results are shortened where they are few.
  let rows: Int
  /// Whether the list of sections stands beside the page.
  let hasList: Bool
  /// Whether it is for line mode: addresses are not wrapped, and nothing is drawn.
  private(set) var isSaid = false
  /// What is wrong or odd in the draft, found once for all fields, since that takes time.
  let problems: [SettingProblem]
  let warnings: [Warning]

  init(_ state: State) {
    self.state = state
    (problems, warnings) = (state.draft.problems, state.draft.warnings)
    let layout = Layout(state)
    columns = layout.content.columns
    rows = layout.content.rows
    hasList = layout.hasList
  }

  /// Makes the page for fewer columns.
  init(_ state: State, columns: Int) {
    self.init(state)
    self.columns = columns
  }

  /// Makes the page for line mode.
  init(saying state: State) {
    self.init(state, columns: LineWizard.columns)
    isSaid = true
  }

  var draft: Draft { state.draft }
  var glyphs: Glyphs { state.surroundings.glyphs }

  /// The blocks of the page.
  var all: [Block] {
    if state.listEntry != nil, !hasList { return list }
    return switch state.page {
    case .welcome: welcome
    case .section(let section): self.section(Catalog.screen(of: section))
    case .summary: summary
    case .queue: queue
    case .microsoftSignIn: microsoftSignIn
    }
  }

  /// The items that can have the focus, in order; while the list of sections has it, only its
  /// entries.
  var items: [Item] {
    state.listEntry == nil ? all.flatMap(\.stops).map(\.item) : State.listed.map(Item.page)
  }

  private func section(_ screen: Screen) -> [Block] {
    guard screen.applies(draft) else {
      return [.paragraph(screen.whyNot, columns: columns, .dim), .blank, buttons([.back, .next])]
    }
    return screen.fields.enumerated().filter { state.isShown($0.element, in: screen) }
      .flatMap { field($0.element, index: $0.offset, in: screen) }
      + mayKeepPasswordBack(on: screen) + [buttons([.back, .next])]
  }

  /// The list of sections, shown in place of the page where there is no room for both.
  private var list: [Block] {
    let troubled = state.troubledSections
    return State.listed.map { entry in
      let row = ListRow(entry, state, troubled: troubled)
      let style = state.listEntry == entry ? Style.focus : row.style
      return Block(
        .page(entry), rows: [[Span(row.text, style)]], cursor: Place(column: 0, row: 0))
    }
  }

  /// Buttons side by side, as many as fit in a line.
  func buttons(_ items: [Item], indent: Int = 0) -> Block {
    var block = Block(rows: [])
    var column = columns
    for item in items {
      let text = fitting("[ \(item.label(in: state)) ]", columns: max(8, columns - indent))
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
