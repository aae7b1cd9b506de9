/// The signs and borders, each with an ASCII twin for terminals without UTF-8.
public struct Glyphs: Equatable, Sendable {
  /// Marks of sections and stages.
  public let current, problem, done, failed, skipped, pending: Character
  /// A chosen and an unchosen option.
  public let chosen, unchosen: String
  /// A ticked and an unticked box.
  public let ticked, unticked: String
  /// What stands for a character of a password.
  public let mask: Character
  /// The lines of the frame, its upper corners, and where a line meets another.
  public let horizontal, vertical, topLeft, topRight, teeDown, teeUp, teeLeft, teeRight: Character
  /// The lower corners, which only dialogs have.
  public let bottomLeft, bottomRight: Character
  /// Small signs in texts.
  public let arrow, ellipsis, dot, previous, next: String
  /// The marks for hidden lines above and below.
  public let above, below: String
  /// The frames of the spinner.
  public let spinner: [Character]

  /// The signs for a terminal whose locale is UTF-8.
  public static let unicode = Glyphs(
    current: "▸", problem: "!", done: "✓", failed: "✗", skipped: "–", pending: "·",
    chosen: "(•)", unchosen: "( )", ticked: "[x]", unticked: "[ ]", mask: "•",
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", teeDown: "┬", teeUp: "┴",
    teeLeft: "├", teeRight: "┤", bottomLeft: "└", bottomRight: "┘",
    arrow: "→", ellipsis: "…", dot: "·", previous: "◂", next: "▸", above: "▴", below: "▾",
    spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"])

  /// The signs for a terminal with any other character set: ASCII alone.
  public static let ascii = Glyphs(
    current: ">", problem: "!", done: "+", failed: "x", skipped: "-", pending: ".",
    chosen: "(*)", unchosen: "( )", ticked: "[x]", unticked: "[ ]", mask: "*",
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", teeDown: "+", teeUp: "+",
    teeLeft: "+", teeRight: "+", bottomLeft: "+", bottomRight: "+",
    arrow: "->", ellipsis: "...", dot: "-", previous: "<", next: ">", above: "^", below: "v",
    spinner: ["|", "/", "-", "\\"])

  /// A text with Postern's typographic signs replaced by their ASCII twins where these signs are
  /// ASCII; letters stay.
  public func adapt(_ text: String) -> String {
    guard self == .ascii else { return text }
    return text.reduce(into: "") { $0 += Self.twins[$1] ?? String($1) }
  }

  private static let twins: [Character: String] = [
    "→": "->", "…": "...", "·": "-", "—": "-", "–": "-", "“": "\"", "”": "\"", "’": "'", "•": "*",
    "▸": ">", "◂": "<", "▴": "^", "▾": "v", "✓": "+", "✗": "x", "×": "x", "←": "<-", "↑": "^",
    "↓": "v", "≥": ">=",
  ]
}
