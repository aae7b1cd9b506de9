import MailSettings
import SystemAccess

/// The size of a terminal in columns and rows.
public struct Size: Equatable, Sendable {
  /// Columns, at least 0.
  public var columns: Int
  /// Rows, at least 0.
  public var rows: Int

  /// A size in columns and rows, neither of them below 0.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A place in the terminal, from 0 at the top left.
public struct Place: Equatable, Sendable {
  /// The column, counted from 0 at the left; a wide character takes two.
  public var column: Int
  /// The row, counted from 0 at the top.
  public var row: Int

  /// A place at a column and a row.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// One screen as cells, styles and a cursor: what a view makes and a terminal shows.
public struct Canvas: Equatable, Sendable {
  /// One column of one row.
  public struct Cell: Equatable, Sendable {
    /// The character; nil in the second column of a wide one.
    public var character: Character?
    /// What the character is part of, such as a heading or a problem.
    public var style: Style
  }

  /// How many columns and rows the screen has.
  public let size: Size
  /// The rows from the top, each with its cells from the left.
  public private(set) var cells: [[Cell]]
  /// Where the terminal's cursor stands; nil to hide it.
  public var cursor: Place?

  /// A canvas of blanks; a size below 0 counts as 0.
  public init(size: Size) {
    self.size = size
    let blank = Cell(character: " ", style: .normal)
    cells = Array(
      repeating: Array(repeating: blank, count: max(0, size.columns)), count: max(0, size.rows))
  }

  /// Writes a text from a place on, cut at the right end (or at `limit` columns); returns the
  /// columns used.
  ///
  /// Characters that could steer a terminal are replaced, whoever wrote them.
  @discardableResult
  public mutating func write(
    _ text: some StringProtocol, at place: Place, style: Style = .normal, limit: Int = .max
  ) -> Int {
    guard cells.indices.contains(place.row), place.column >= 0 else { return 0 }
    let end = limit == .max ? size.columns : min(size.columns, place.column + limit)
    var column = place.column
    for character in text {
      let safe: Character = character.steersTerminal ? "?" : character
      let width = CellWidth.of(safe)
      guard width > 0 else { continue }
      guard column + width <= end else { break }
      put(safe, width: width, at: Place(column: column, row: place.row), style: style)
      column += width
    }
    return column - place.column
  }

  /// A row's text, without the spaces at its end.
  public func text(ofRow row: Int) -> String {
    var line = String(cells[row].compactMap(\.character))
    while line.last == " " { line.removeLast() }
    return line
  }

  private mutating func put(_ character: Character, width: Int, at place: Place, style: Style) {
    cells[place.row][place.column] = Cell(character: character, style: style)
    if width == 2 { cells[place.row][place.column + 1] = Cell(character: nil, style: style) }
  }
}

/// What a cell means; the terminal shows it by attributes, with colours where they are allowed.
///
/// Every meaning also has a sign or a place of its own, so that nothing is shown by colour alone.
public enum Style: Equatable, Sendable {
  case normal
  /// The title line and headings.
  case title
  /// The item that has the focus.
  case focus
  /// What does not apply, and hints.
  case dim
  /// A problem or a failure.
  case trouble
  /// What has succeeded, such as a passed stage.
  case done
  /// The empty part of an input field.
  case input
}
