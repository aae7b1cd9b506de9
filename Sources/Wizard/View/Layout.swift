import Forms

/// Where the parts of the screen lie, for a size of the terminal.
///
///     title line
///     ┌ section list ┬ page ┐      the list from 70 columns on
///     ├──────────────┴──────┤      the frame from 16 rows on
///     help of the focused field    two lines, one below 16 rows
///     keys
struct Layout: Equatable {
  /// A rectangle of cells.
  struct Area: Equatable {
    var column: Int
    var row: Int
    var columns: Int
    var rows: Int

    /// The same with so many rows more above and below.
    func grown(by count: Int) -> Area {
      Area(column: column, row: row - count, columns: columns, rows: rows + 2 * count)
    }
  }

  static let smallest = Size(columns: 40, rows: 10)
  /// The widest text: longer lines are hard to read.
  static let widestText = 100
  /// The narrowest and the widest help beside the page, in columns.
  private static let narrowestAside = 30
  private static let widestAside = 60

  let size: Size
  let hasList: Bool
  let hasFrame: Bool
  /// The list of sections; zero columns without one.
  let list: Area
  /// The page.
  let content: Area
  /// The help of the focused field, or the notice.
  let help: Area
  /// The place for the whole help beside the page in wide windows; nil in others.
  let aside: Area?

  var isTooSmall: Bool {
    size.columns < Self.smallest.columns || size.rows < Self.smallest.rows
  }
  var keysRow: Int { size.rows - 1 }

  /// The layout of a state, which is bare where addresses are to be selected.
  init(_ state: State) { self.init(state.size, isBare: state.page == .microsoftSignIn) }

  /// The layout for a terminal's size.
  ///
  /// - Parameter isBare: without list and frame, the page from edge to edge.
  init(_ size: Size, isBare: Bool = false) {
    self.size = size
    hasList = size.columns >= 70 && !isBare
    hasFrame = size.rows >= 16 && !isBare
    let helpRows = size.rows >= 16 ? 2 : 1
    let border = hasFrame ? 1 : 0
    help = Area(
      column: 1, row: size.rows - 1 - helpRows,
      columns: min(Self.widestText, max(0, size.columns - 2)),
      rows: helpRows)
    let bodyRow = 1 + border
    let bodyRows = max(0, help.row - border - bodyRow)
    list = Area(column: 1, row: bodyRow, columns: hasList ? 22 : 0, rows: bodyRows)
    if isBare {
      aside = nil
      content = Area(column: 0, row: bodyRow, columns: size.columns, rows: bodyRows)
      return
    }
    let column = hasList ? list.columns + 3 : (hasFrame ? 2 : 1)
    content = Area(
      column: column, row: bodyRow,
      columns: min(Self.widestText, max(0, size.columns - column - (hasFrame ? 2 : 1))),
      rows: bodyRows)
    aside = hasFrame ? Self.aside(beside: content, in: size) : nil
  }

  private static func aside(beside content: Area, in size: Size) -> Area? {
    let column = content.column + content.columns + 3
    let room = min(widestAside, size.columns - column - 2)
    guard room >= narrowestAside else { return nil }
    return Area(column: column, row: content.row, columns: room, rows: content.rows)
  }
}
