import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

/// Answers about saving, sending, dialogs and the fixes of a failure.
extension LineWizard {
  mutating func answerSave(_ text: String) -> [Effect] {
    guard let isWanted = text.isEmpty ? true : LineWords.isYes(text) else {
      lines.append(LineWords.yesOrNo)
      return []
    }
    guard isWanted else {
      unwanted = state.draft
      lines.append(LineWords.notSaved)
      goOn()
      return []
    }
    return act { $0.save(thenQuit: false) }
  }

  mutating func answerRecipient(_ text: String) -> [Effect] {
    switch text {
    case "-":
      goOn()
      return []
    case "": state.takeProposedRecipient()
    default: state.recipient.text = text
    }
    if let problem = state.recipient.problem {
      state.recipient.text = ""
      lines.append("! \(problem.sentence)")
      return []
    }
    return act { $0.sendTest() }
  }

  /// Takes the number of a fix; an empty answer leaves the failure as it is.
  mutating func answerWays(_ items: [Item], _ text: String) -> [Effect] {
    guard !text.isEmpty, text != "-" else {
      goOn()
      return []
    }
    guard let item = Int(text).flatMap({ items[safe: $0 - 1] }) else {
      lines.append(LineWords.noChoice(items.count))
      return []
    }
    return act { $0.pressButton(item) }
  }

  /// Answers the open dialog by number or name; an empty answer is the harmless one.
  mutating func answerDialog(_ text: String) -> [Effect] {
    if case .fingerprint(let panel, _, _)? = state.dialog {
      guard !text.isEmpty, text != "-" else {
        state.dialog = nil
        settle()
        return []
      }
      return act { $0.confirmFingerprint(panel, text) }
    }
    let answers = state.answers
    let named = answers.first { $0.label(in: state).lowercased() == text.lowercased() }
    guard
      let answer = text.isEmpty
        ? .stay : named ?? Int(text).flatMap({ answers[safe: $0 - 1] })
    else {
      lines.append(LineWords.noChoice(answers.count))
      return []
    }
    return act { $0.choose(answer) }
  }

  /// Takes the address at which the browser ended, or the number of another way; an empty answer
  /// leaves the page.
  mutating func answerSignIn(_ text: String) -> [Effect] {
    let ways = signInWays
    if let number = Int(text), let way = ways[safe: number - 1] {
      return act { $0.pressButton(way) }
    }
    guard !text.isEmpty, text != "-" else { return act { $0.pressInSignIn(.leave) } }
    return act {
      $0.pasteAnswer(text)
      return $0.pressInSignIn(.goOn)
    }
  }

  /// The buttons of the sign-in at Microsoft that make sense without a screen.
  var signInWays: [Item] {
    Blocks(state).items.filter { item in
      guard case .signIn(let way) = item else { return false }
      return way != .goOn && way != .copy
    }
  }

  /// Takes back the last change; the question stays.
  mutating func undo() {
    let (page, focus) = (state.page, state.focus)
    state.undo()
    (state.page, state.focus) = (page, focus)
    lines += noticed
  }

  /// Explains the question.
  mutating func explain() {
    switch place {
    case .field:
      lines += (field.map { wrapped(state.help($0), columns: Self.columns) } ?? []) + choices
    case .save: lines.append(state.savingSentence(isSaved: false))
    case .recipient:
      lines += state.screen?.fields.first { $0.key == .recipient }.map { [$0.help] } ?? []
    case .ways(let items, _): lines += LineWords.numbered(items, in: state)
    case .end: break
    }
    lines.append(LineWords.keys)
  }
}
