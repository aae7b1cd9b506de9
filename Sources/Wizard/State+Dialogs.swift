import Forms
import MailDiagnosis
import MailSettings

extension State {
  /// Does what a key means while a dialog is open.
  mutating func pressInDialog(_ key: Key) -> [Effect] {
    switch dialog {
    case .help(let line): scroll(key, from: line) { .help($0) }
    case .transcript(let panel, let line): scroll(key, from: line) { .transcript(panel, $0) }
    case .quit(let choice):
      if let effects = answer(key, choice, of: 3, { .quit($0) }) { return effects }
    case .clearText(let panel, let choice):
      if let effects = answer(key, choice, of: 2, { .clearText(panel, $0) }) { return effects }
    case .fingerprint(let panel, let text, _): return typeFingerprint(key, panel, text)
    case nil: break
    }
    return []
  }

  private mutating func scroll(_ key: Key, from line: Int, _ dialog: (Int) -> Dialog) {
    let page = max(1, size.rows - 6)
    let last = max(0, DialogText(self).lines.count - DialogText.visibleRows(size))
    let target: Int? =
      switch key {
      case .down, .tab: line + 1
      case .up, .backTab: line - 1
      case .pageDown, .character(" "): line + page
      case .pageUp: line - page
      case .home: 0
      case .end: last
      case .character, .enter, .escape, .left, .right, .backspace, .delete, .function, .control,
        .alt:
        nil
      }
    self.dialog = target.map { dialog(min(max(0, $0), last)) }
  }

  /// Moves between the answers of a question; the first one is harmless and what Esc means.
  private mutating func answer(
    _ key: Key, _ choice: Int, of count: Int, _ dialog: (Int) -> Dialog
  ) -> [Effect]? {
    switch key {
    case .left, .up, .backTab: self.dialog = dialog((choice + count - 1) % count)
    case .right, .down, .tab: self.dialog = dialog((choice + 1) % count)
    case .escape: self.dialog = nil
    case .enter, .character(" "): return choose(choice)
    case .function(10), .alt("0"), .character, .home, .end, .pageUp, .pageDown, .backspace, .delete,
      .function, .control, .alt:
      break
    }
    return nil
  }

  private mutating func choose(_ choice: Int) -> [Effect] {
    let question = dialog
    dialog = nil
    switch (question, choice) {
    case (.quit, 1): return save(thenQuit: true)
    case (.quit, 2): return [.quit]
    case (.clearText(let panel, _), 1): allowClearText(panel)
    default: break
    }
    return []
  }

  private mutating func allowClearText(_ panel: Field.Panel) {
    guard mayEdit() else { return }
    let isIncoming = panel == .incoming || test.report?.diagnosis?.stage == .incoming
    if isIncoming {
      draft.incoming.allowClearTextPassword.text = "true"
    } else {
      draft.smtp.allowClearTextPassword.text = "true"
    }
    notice = Notice(text: "Allowed for this set-up. Send the test again.")
  }

  private mutating func typeFingerprint(_ key: Key, _ panel: Field.Panel, _ text: String)
    -> [Effect]
  {
    switch key {
    case .escape: dialog = nil
    case .enter: return confirmFingerprint(panel, text)
    case .backspace: dialog = .fingerprint(panel, String(text.dropLast()), nil)
    case .control("u"): dialog = .fingerprint(panel, "", nil)
    case .character(let character) where text.count < 120:
      dialog = .fingerprint(panel, text + String(character), nil)
    case .character, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .delete, .function, .control, .alt:
      break
    }
    return []
  }
}
