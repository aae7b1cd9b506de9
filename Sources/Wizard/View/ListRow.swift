import Forms
import Screens

/// A line of the list of sections: the mark, the number, the title.
struct ListRow {
  /// Without spaces at its end.
  let text: String
  /// By the mark, where the line has not got the focus.
  let style: Style

  init(_ entry: Page, _ state: State) {
    guard case .section(let index) = entry else {
      let isCurrent = state.page == entry
      let sign = isCurrent ? state.surroundings.glyphs.current : " "
      (text, style) = ("\(sign)    Summary", isCurrent ? .title : .normal)
      return
    }
    let screen = Catalog.all[index]
    let (sign, style) = Self.sign(state.mark(of: index), state.surroundings.glyphs)
    let trouble = state.page == entry && state.hasProblem(screen) ? " !" : ""
    let number = index + 1 < 10 ? " \(index + 1)" : "\(index + 1)"
    text = "\(sign) \(number) \(screen.title)\(trouble)"
    self.style = style
  }

  private static func sign(_ mark: State.Mark, _ glyphs: Glyphs) -> (Character, Style) {
    switch mark {
    case .current: (glyphs.current, .title)
    case .problem: (glyphs.problem, .trouble)
    case .done: (glyphs.done, .done)
    case .notNeeded: (glyphs.skipped, .dim)
    case .unseen: (" ", .normal)
    }
  }
}
