import Forms
import MailSettings

extension State {
  /// Does what a key means.
  mutating func press(_ key: Key) -> [Effect] {
    if case .escaped(let digit) = key { return pressAfterEscape(digit) }
    notice = nil
    escaped = nil
    if dialog != nil { return pressInDialog(key) }
    if takeSecondDigit(key) { return [] }
    if let effects = pressCommand(key) { return effects }
    if let entry = listEntry, pressInList(key, at: entry) { return [] }
    if searchChoice(key) { return [] }
    return pressInPage(key)
  }

  /// Takes a digit soon after Escape as an Alt key, for terminals without one, and undoes Escape.
  /// Where Escape has cancelled something or closed a dialog, it is only a digit.
  private mutating func pressAfterEscape(_ digit: Character) -> [Effect] {
    guard let escaped else { return press(.character(digit)) }
    dialog = nil
    (page, focus, cursor) = (escaped.page, escaped.focus, escaped.cursor)
    return press(.alt(digit))
  }

  /// Remembers where Escape was pressed.
  mutating func noteEscape() { escaped = Escaped(page: page, focus: focus, cursor: cursor) }

  /// The keys that mean the same on every page; nil for any other.
  private mutating func pressCommand(_ key: Key) -> [Effect]? {
    switch key {
    case .function(1), .alt("1"): dialog = .help(0)
    case .function(2), .alt("2"): return save(thenQuit: false)
    case .function(5), .alt("5"): return sendTest()
    case .function(6), .alt("6"): return showCertificate()
    case .function(7), .alt("7"), .alt("v"): togglePassword()
    case .function(8), .alt("8"): showTranscript()
    case .alt("u"): undo()
    case .alt("c") where page == .microsoftSignIn: return pressInSignIn(.copy)
    case .alt("c") where page == .section(.connectionLimit): return copyLimitLine()
    case .function(10), .alt("0"), .control("c"): return askToQuit()
    case .character("?") where editedText == nil: dialog = .help(0)
    default: return nil
    }
    return []
  }

  private mutating func pressInPage(_ key: Key) -> [Effect] {
    switch key {
    case .escape: return escape()
    case .tab: tab()
    case .backTab: isFirst(focus) && hasList ? enterList() : moveFocus(by: -1)
    case .down: upOrDown(1)
    case .up: upOrDown(-1)
    case .pageDown: return turnPage(by: 1)
    case .pageUp: return turnPage(by: -1)
    case .enter: return enter()
    case .character(" ") where editedText == nil: return space()
    case .left where leadsToList: enterList()
    case .left where editedText == nil: sideways(-1)
    case .right where editedText == nil: sideways(1)
    case .delete where focusedMail != nil, .backspace where focusedMail != nil:
      focusedMail.map { dialog = .deleteMail($0.id, 0) }
    case .character, .left, .right, .home, .end, .backspace, .delete, .function, .control, .alt,
      .escaped:
      edit { _ = $0.press(key) }
    }
    return []
  }

  /// Stops what is under way, else goes back.
  private mutating func escape() -> [Effect] {
    if let work {
      if case .save = work.kind { return [] }
      return cancel(work)
    }
    noteEscape()
    if page == .microsoftSignIn {
      escapeFromSignIn()
      return []
    }
    guard page == .welcome || isFirstSection || (page == .summary && !isGuided) else {
      return turnPage(by: -1)
    }
    dialog = .quit(0)
    return []
  }

  /// Accepts the focused field's proposal and moves to the next field; a proposed recipient is
  /// accepted by Enter only.
  private mutating func tab() {
    if focusedField?.key != .recipient { takeProposal() }
    moveFocus(by: 1)
  }

  /// Presses the focused button, or accepts the field's proposal and goes on.
  private mutating func enter() -> [Effect] {
    switch focus {
    case .field:
      return enterField()
    case .certificate:
      goOn()
      return []
    case .deletePassword, .undoPassword, .warningFix, .fix, .goTo, .importCertificate,
      .sendAgain, .undo, .sendAsUser, .useUTF8, .useLimit, .transcript, .pasted, .signIn, .page,
      .sections,
      .sendTest, .back, .next, .save, .quit, .queue, .relay, .keepMails, .mail:
      return pressButton(focus)
    }
  }

  private mutating func enterField() -> [Effect] {
    switch focusedField?.control {
    case .button(let action): return perform(action)
    case .fold: toggleFold()
    case .recipient:
      takeProposal()
      return sendTest()
    case .choice where nextOnTheWay == .next: return turnPage(by: 1)
    case .text, .choice, .line, .toggle, .password, .sample, .note, .verbatim, .foundLimit, .panel,
      .portAnswers,
      .linkStatus, .encodingPreview, .senderPreview, nil:
      takeProposal()
      goOn()
    }
    return []
  }

  /// Steps through a choice, ticks a box, or presses a button.
  private mutating func space() -> [Effect] {
    switch focusedField?.control {
    case .choice, .line: step(by: 1)
    case .toggle(let setting):
      guard mayEdit() else { return [] }
      draft[setting] = setting.effective(in: draft) == "true" ? "false" : "true"
    case .text, .password, .recipient, .sample, .note, .verbatim, .foundLimit, .panel, .portAnswers,
      .linkStatus,
      .encodingPreview, .senderPreview:
      break
    case .button, .fold, nil: return enter()
    }
    return []
  }

  private mutating func sideways(_ direction: Int) {
    switch focusedField?.control {
    case .choice, .line: step(by: direction)
    case .toggle: _ = space()
    case .text, .password, .recipient, .sample, .button, .note, .verbatim, .foundLimit, .panel,
      .portAnswers, .linkStatus,
      .encodingPreview, .senderPreview, .fold, nil:
      moveFocus(by: direction)
    }
  }

  /// Moves within a choice that is a list, and leaves it at its ends; else moves the focus.
  private mutating func upOrDown(_ direction: Int) {
    if case .choice(let setting, let options)? = focusedField?.control, heldBy == nil {
      let index = options.firstIndex { $0.text == setting.effective(in: draft) }
      if let next = options[safe: index.map { $0 + direction } ?? min(0, direction)] {
        draft[setting] = next.text
        return
      }
    }
    direction > 0 ? tab() : moveFocus(by: direction)
  }

  /// Whether the page has the list of sections beside it; that of the sign-in at Microsoft has its
  /// own exits.
  private var hasList: Bool { page != .microsoftSignIn }

  /// Whether Left moves to the list of sections: from the page's first item, if nothing in it is to
  /// the left.
  private var leadsToList: Bool {
    guard isFirst(focus), hasList else { return false }
    if let (setting, options) = focusedField?.options {
      let value = setting.effective(in: draft)
      return options.first?.text == value || !options.contains { $0.text == value }
    }
    guard let text = editedText else { return true }
    return TextEditor(text, cursor: cursor).cursor == 0
  }

  /// Takes the next or previous value of a choice, around the end.
  private mutating func step(by direction: Int) {
    guard let (setting, all) = focusedField?.options, mayEdit() else { return }
    let options = choiceTyped.isEmpty ? all : all.finding(choiceTyped)
    let value = setting.effective(in: draft)
    let index = options.firstIndex { $0.text == value }
    let next = index.map { ($0 + direction + options.count) % options.count } ?? 0
    draft[setting] = options[next].text
  }
}

extension Field {
  /// The setting and the values of a choice.
  fileprivate var options: (Setting, [Option])? {
    switch control {
    case .choice(let setting, let options), .line(let setting, let options): (setting, options)
    case .text, .toggle, .password, .recipient, .sample, .button, .note, .verbatim, .foundLimit,
      .panel, .portAnswers,
      .linkStatus, .encodingPreview, .senderPreview, .fold:
      nil
    }
  }
}
