import Forms
import MailSettings

/// A question, as it is asked.
public struct LineQuestion: Equatable, Sendable {
  /// The words, `LABEL [VALUE]: `.
  public let text: String
  /// Whether the answer is a secret, which a terminal must not show.
  public let isSecret: Bool
}

extension LineWizard {
  /// The question to ask now.
  public var question: LineQuestion {
    if let dialog = state.dialog {
      if case .fingerprint = dialog { return LineQuestion(LineWords.fingerprint) }
      return LineQuestion(LineWords.question("", state.answers.first?.label(in: state) ?? ""))
    }
    if state.page == .microsoftSignIn { return LineQuestion(LineWords.pasted) }
    switch place {
    case .field:
      guard let field else { return LineQuestion("") }
      let text = LineWords.question(field.label, value(of: field))
      if case .password = field.control { return LineQuestion(text, isSecret: true) }
      return LineQuestion(text)
    case .save: return LineQuestion(LineWords.save)
    case .recipient:
      let address = state.recipient.isEmpty ? state.draft.proposedMailbox : state.recipient.text
      return LineQuestion(LineWords.sendTest(to: address ?? ""))
    case .ways: return LineQuestion(LineWords.whatNow)
    case .end: return LineQuestion("")
    }
  }
}

extension LineQuestion {
  fileprivate init(_ text: String, isSecret: Bool = false) {
    (self.text, self.isSecret) = (text, isSecret)
  }
}
