import Forms
public import MailDiagnosis
public import MailSettings
import Screens

/// The wizard's pages as questions line by line, for screen readers, serial consoles and pipes.
///
/// It changes a ``State`` as keys do. What it says is returned by ``takeLines()``, so that it can
/// be tested without a terminal.
public struct LineWizard: Sendable {
  /// What is asked.
  indirect enum Place: Equatable, Sendable {
    /// A field of a section, by its index in `Screen.fields`.
    case field(Section, Int)
    case save
    case recipient
    /// What to do about a result, after another question.
    case ways([Item], after: Place)
    case end
  }

  /// The wizard's own state.
  @Boxed public internal(set) var state: State
  /// The present question.
  var place = Place.end
  /// The earlier questions, for the way back.
  var asked: [Place] = []
  /// The question to return to after a field that a fix has opened.
  var detour: Place?
  /// The lines to say before the next question.
  var lines: [String] = []
  /// The one section to ask about; nil for all of them.
  let only: Section?
  /// Whether the question for the test e-mail's recipient is still to come.
  var wantsTest: Bool
  /// The form that the person did not want to save.
  var unwanted: Draft?

  /// Begins to ask about a set-up, or about one of its sections.
  public init(_ state: State, only section: Section? = nil) {
    self.state = state
    only = section
    wantsTest = section == nil
    // As wide as is easily read, and high enough for everything, since nothing is drawn.
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

  /// The exit status of the last test e-mail; nil unless it failed.
  public var failure: ExitStatus? {
    guard let report = state.test.report, !report.isGood else { return nil }
    return report.diagnosis?.exitStatus
  }

  /// The lines that were said since the last call.
  public mutating func takeLines() -> [String] {
    defer { lines = [] }
    return lines
  }

  /// Takes an answer; returns what is to be done outside.
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

  /// Takes an event from outside; returns what is to be done outside.
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
