import Forms
import MailSettings
import Screens

/// A line of the list of sections: the mark, the number, the title.
struct ListRow {
  /// Without spaces at its end.
  let text: String
  /// By the mark, where the line has not got the focus.
  let style: Style

  /// - Parameter troubled: the sections in which something is wrong.
  init(_ entry: Page, _ state: State, troubled: Set<Section>) {
    guard case .section(let section) = entry else {
      let isCurrent = state.page == entry || state.page == .queue
      let sign = isCurrent ? state.surroundings.glyphs.current : " "
      (text, style) = ("\(sign)    Summary", isCurrent ? .title : .normal)
      return
    }
    let (sign, style) = Self.sign(
      state.mark(of: section, troubled: troubled), state.surroundings.glyphs)
    let trouble = state.page == entry && troubled.contains(section) ? " !" : ""
    let number = section.number < 10 ? " \(section.number)" : "\(section.number)"
    text = "\(sign) \(number) \(section.title)\(trouble)"
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
