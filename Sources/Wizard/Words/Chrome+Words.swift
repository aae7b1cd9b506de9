import Forms
import MailSettings
import Screens
import SystemAccess

/// The words of the title line, and the help where nothing has help of its own.
extension Chrome {
  var pageTitle: String {
    if state.listEntry != nil { return "Sections" }
    switch state.page {
    case .welcome: return "Postern  Outgoing e-mail"
    case .summary: return "Summary"
    case .queue: return "Queue and relay"
    case .microsoftSignIn: return "Sign in at Microsoft"
    case .section(let section):
      let mark = state.troubledSections.contains(section) ? " !" : ""
      return "\(section.number)/\(Section.allCases.count) \(section.title)\(mark)"
    }
  }

  var status: String {
    let home = state.surroundings.home.printable()
    guard state.heldBy == nil else { return "\(home) \(glyphs.dot) read-only" }
    return state.unsavedChanges == 0 ? home : "\(home) \(glyphs.dot) \(shortStatus)"
  }

  var shortStatus: String {
    if state.heldBy != nil { return "read-only" }
    return state.unsavedChanges == 0 ? "" : state.unsavedLabel
  }

  var defaultHelp: String {
    if let entry = state.listEntry { return helpOfList(entry) }
    switch state.page {
    case .welcome: return "Enter begins. Every page can be changed later."
    case .summary:
      return state.isGuided || state.focus == .save ? state.helpOfSaving : helpOfSummary
    case .section: return helpOfStep
    case .queue: return state.focus == .save ? state.helpOfSaving : helpOfSummary
    case .microsoftSignIn: return state.helpOfSignIn
    }
  }

  private func helpOfList(_ entry: Page) -> String {
    guard case .section(let section) = entry,
      !Catalog.screen(of: section).applies(state.draft)
    else {
      return "Enter opens the section. A number goes to its section, Tab back to the page."
    }
    return Catalog.screen(of: section).whyNot
  }

  private var helpOfSummary: String {
    switch state.focus {
    case .sendTest: "Sends a test e-mail with these settings, the way every mail goes."
    case .sections: "Goes to the list of sections, where everything can be changed."
    case .quit: "Ends the wizard."
    default: "Save writes the set-up."
    }
  }

  private var helpOfStep: String {
    let step = state.focus == .next ? 1 : (state.focus == .back ? -1 : 0)
    guard step != 0, let page = state.neighbour(step) else { return "" }
    return "\(step > 0 ? "Enter goes on to" : "Enter goes back to"): \(title(page))."
  }

  private func title(_ page: Page) -> String {
    switch page {
    case .welcome: "the first page"
    case .section(let section): section.title
    case .microsoftSignIn: "Sign in at Microsoft"
    case .summary: "Summary"
    case .queue: "Queue and relay"
    }
  }
}

/// The words of the line of keys.
extension Chrome {
  /// The keys that matter most here, and what they do.
  var keys: [KeyWord] {
    if let dialog = state.dialog { return dialog.keys.map { KeyWord(glyphs.adapt($0), $1) } }
    if let work = state.work { return work.keys.map { KeyWord($0, $1) } }
    if state.listEntry != nil { return listKeys }
    let common = [
      KeyWord("F1", "Help"), KeyWord("F2", "Save"), KeyWord("F5", "Send test", short: "Test"),
      KeyWord("F10", "Quit"),
    ]
    return common + [hint, KeyWord("PgDn", "Next section", short: "Section", isExtra: true)]
  }

  private var listKeys: [KeyWord] {
    [
      KeyWord(glyphs.adapt("↑↓"), "Move"), KeyWord("Enter", "Open"),
      KeyWord("1-\(State.listed.count - 1)", "Section"), KeyWord("Tab", "Page"),
      KeyWord("F1", "Help", isExtra: true), KeyWord("F10", "Quit", isExtra: true),
    ]
  }

  private var hint: KeyWord {
    switch state.focusedField?.control {
    case .choice: KeyWord(glyphs.adapt("↑↓"), "Choose", isExtra: true)
    case .line: KeyWord(glyphs.adapt("←→"), "Choose", isExtra: true)
    case .toggle: KeyWord("Space", "Tick", isExtra: true)
    case .fold: KeyWord("Enter", state.isUnfolded ? "Hide" : "Show", isExtra: true)
    case .password: KeyWord("F7", state.isRevealed ? "Hide" : "Show")
    case .text, .recipient, .sample, .button, .note, .verbatim, .foundLimit, .panel, .portAnswers,
      .linkStatus,
      .encodingPreview, .senderPreview, nil:
      KeyWord("Tab", "Next field", short: "Next", isExtra: layout.size.columns < 50)
    }
  }
}
