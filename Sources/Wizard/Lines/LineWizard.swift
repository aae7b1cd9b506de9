import Forms
public import MailDiagnosis
public import MailSettings
import Screens

/// The same pages asked line by line: for screen readers, serial consoles and pipes.
///
/// It asks about a ``State`` and changes that as keys do. What is to be said waits in
/// ``takeLines()``, so that it can be tested without a terminal.
public struct LineWizard: Sendable {
  /// What is asked.
  indirect enum Place: Equatable, Sendable {
    /// A field of a section, by its index in `Screen.fields`.
    case field(Section, Int)
    case save
    case recipient
    /// What to do about what was found after another question.
    case ways([Item], after: Place)
    case end
  }

  /// The wizard's own state.
  @Boxed public internal(set) var state: State
  /// What is asked now.
  var place = Place.end
  /// What was asked before, for the way back.
  var asked: [Place] = []
  /// Where to go on after a field that a way out has led to.
  var detour: Place?
  /// What is to be said before the next question.
  var lines: [String] = []
  /// The one section to ask about; nil for all of them.
  let only: Section?
  /// Whether the question for an address to send to is still to come.
  var wantsTest: Bool
  /// The form that somebody did not want to save.
  var unwanted: Draft?

  /// An interview about a set-up, or about one of its sections.
  public init(_ state: State, only section: Section? = nil) {
    self.state = state
    only = section
    wantsTest = section == nil
    // As wide as lines are read well; as high as it takes, since nothing is drawn.
    _ = self.state.update(.resized(Size(columns: Self.columns, rows: 1_000)))
    place = first
    lines = [LineWords.keys] + welcome + noticed
    enter(from: nil)
  }

  /// In columns, how wide a line of text is at most.
  static let columns = 76

  /// Whether nothing more is asked.
  public var isOver: Bool { place == .end }

  /// Whether what was answered so far was saved.
  public var hasSaved: Bool { state.hasSaved }

  /// The exit status of the test e-mail that was sent last; nil where none has failed.
  public var failure: ExitStatus? {
    guard let report = state.test.report, !report.isGood else { return nil }
    return report.diagnosis?.exitStatus
  }

  /// What was said since the last call, a line each.
  public mutating func takeLines() -> [String] {
    defer { lines = [] }
    return lines
  }

  /// Takes an answer, and answers with what shall be done outside.
  public mutating func answer(_ text: String) -> [Effect] {
    state.notice = nil
    // A password may begin or end with a blank.
    let text = question.isSecret ? text : Entry<PlainText>(text).trimmed
    if state.dialog != nil { return answerDialog(text) }
    if state.page == .microsoftSignIn { return answerSignIn(text) }
    switch text {
    case "<": goBack()
    case "!": undo()
    case "?": explain()
    default: return answerPlace(text)
    }
    return []
  }

  private mutating func answerPlace(_ text: String) -> [Effect] {
    switch place {
    case .field(_, let index): return answerField(index, text)
    case .save: return answerSave(text)
    case .recipient: return answerRecipient(text)
    case .ways(let items, _): return answerWays(items, text)
    case .end: return []
    }
  }

  /// Takes in what has happened outside.
  public mutating func take(_ event: Event) -> [Effect] {
    let isWorking = state.work != nil
    let effects = state.update(event)
    if isWorking, state.work == nil {
      tellResults()
      settle()
    } else if case .link(_, let answer) = event {
      tellPrompt(answer)
    }
    return effects
  }
}
