import Forms
import MailDiagnosis
import MailSettings

/// What follows from what is done outside, and the question that it leads to.
extension LineWizard {
  /// Changes the state, and says what it shows at once.
  mutating func act(_ body: (inout State) -> [Effect]) -> [Effect] {
    let before = state
    let effects = body(&state)
    if state.draft != before.draft { state.remember(before) }
    if state.page != before.page, state.work == nil, askedFor == nil { tellResults() }
    settle()
    return effects
  }

  /// Says what the network has answered.
  mutating func tellResults() {
    guard state.dialog == nil, let screen = state.screen, place != .save else { return }
    let blocks = Blocks(saying: state)
    for field in screen.fields {
      switch field.control {
      case .panel(let panel): lines += blocks.ending(of: panel).flatMap(\.lines)
      case .portAnswers, .foundLimit, .linkStatus, .button(.fetchToken): lines += text([field])
      default: break
      }
    }
  }

  /// Says what to do in a browser while a sign-in at Microsoft waits for it.
  mutating func tellPrompt(_ answer: LinkAnswer) {
    switch answer {
    case .listening, .device: lines += signInLines
    case .addresses, .ended, .unlinked, .failed: break
    }
  }

  private var signInLines: [String] { Blocks(saying: state).all.flatMap(\.lines) }

  /// Once nothing is under way, says the results and finds the next question.
  mutating func settle() {
    guard state.work == nil else { return }
    if let dialog = state.dialog {
      lines += DialogText(state).lines.filter { $0.purpose != .input }.map(\.text)
      guard dialog.isOnlyRead else {
        lines += LineWords.numbered(state.answers, in: state)
        return
      }
      state.dialog = nil
    }
    lines += noticed
    if state.page == .microsoftSignIn {
      lines += signInLines
      lines += LineWords.numbered(signInWays, in: state)
      return
    }
    follow()
  }

  /// Finds the next question: another field, a choice of fixes, or the next one in order.
  private mutating func follow() {
    if let (section, index) = askedFor {
      visit(section, index)
    } else if place == .save {
      if state.unsavedChanges == 0 { goOn() }
    } else if !waysOut.isEmpty {
      lines += LineWords.numbered(waysOut, in: state)
      place = .ways(waysOut, after: place.origin)
    } else {
      goOn()
    }
  }

  /// The field that now has the focus, if it is another one than was asked about.
  private var askedFor: (Section, Int)? {
    guard case .field(let index) = state.focus, let section = state.screen?.id,
      place != .field(section, index), let field = state.focusedField, field.key != nil,
      section != .testEmail
    else { return nil }
    return (section, index)
  }

  /// The fixes of a failure and trying again; none where all went well.
  private var waysOut: [Item] {
    let items = Blocks(state).items.filter(\.isWayOut)
    guard let panel = failedPanel else { return items.contains(where: \.mends) ? items : [] }
    let again = Item.sendAgain(panel)
    return items.contains(again) ? items : items + [again]
  }

  /// The panel of the page whose test has failed.
  private var failedPanel: Field.Panel? {
    if state.isShown(.test) { return state.test.hasFailed ? .test : nil }
    return state.isShown(.incoming) && state.signIn.hasFailed ? .incoming : nil
  }

  /// The notice that the wizard shows in place of the help.
  var noticed: [String] {
    guard let notice = state.notice else { return [] }
    let text = state.surroundings.glyphs.adapt(notice.sentence)
    return wrapped(notice.isTrouble ? "! \(text)" : text, columns: Self.columns)
  }
}

extension Item {
  /// Whether it is a button under a result.
  fileprivate var isWayOut: Bool {
    switch self {
    case .fix, .goTo, .importCertificate, .sendAgain, .undo, .transcript, .useLimit: true
    default: false
    }
  }

  /// Whether it mends something, which undoing and the transcript do not.
  fileprivate var mends: Bool {
    switch self {
    case .undo, .transcript: false
    default: isWayOut
    }
  }
}
