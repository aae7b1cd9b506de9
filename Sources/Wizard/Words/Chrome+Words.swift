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
      let mark = state.hasProblem(Catalog.screen(of: section)) ? " !" : ""
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
