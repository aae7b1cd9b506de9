import Forms
import MailSettings
import Screens

extension State {
  /// Does what a key means here.
  mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    if dialog != nil { return pressInDialog(key) }
    if let effects = pressCommand(key) { return effects }
    return pressInPage(key)
  }

  /// The keys that mean the same on every page; nil for any other.
  private mutating func pressCommand(_ key: Key) -> [Effect]? {
    switch key {
    case .function(1), .alt("1"): dialog = .help(0)
    case .function(2), .alt("2"): return save(thenQuit: false)
    case .function(5), .alt("5"): return sendTest()
    case .function(6), .alt("6"): return showCertificate()
    case .function(8), .alt("8"): showTranscript()
    case .function(10), .alt("0"), .control("c"): return askToQuit()
    case .character("?") where editedText == nil: dialog = .help(0)
    default: return nil
    }
    return []
  }

  private mutating func pressInPage(_ key: Key) -> [Effect] {
    switch key {
    case .escape: return escape()
    case .tab, .down: moveFocus(by: 1)
    case .backTab, .up: moveFocus(by: -1)
    case .pageDown: return turnPage(by: 1)
    case .pageUp: return turnPage(by: -1)
    case .enter: return enter()
    case .character(" ") where editedText == nil: return space()
    case .left where editedText == nil: sideways(-1)
    case .right where editedText == nil: sideways(1)
    case .character, .left, .right, .home, .end, .backspace, .delete, .function, .control, .alt:
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
    if page == .welcome || isFirstSection { return askToQuit() }
    return turnPage(by: -1)
  }

  /// Enter presses a button or goes on.
  private mutating func enter() -> [Effect] {
    switch focus {
    case .field:
      if case .button(let action)? = focusedField?.control { return perform(action) }
      if case .recipient? = focusedField?.control { return sendTest() }
      goOn()
      return []
    case .certificate:
      goOn()
      return []
    case .deletePassword, .undoPassword, .warningFix, .fix, .goTo, .importCertificate,
      .allowClearText, .sendAgain, .undo, .sendAsUser, .transcript, .back, .next, .save, .quit:
      return pressButton(focus)
    }
  }

  /// Space steps through a choice, ticks a box, presses a button.
  private mutating func space() -> [Effect] {
    switch focusedField?.control {
    case .choice, .line: step(by: 1)
    case .toggle(let setting):
      guard mayEdit() else { return [] }
      draft[setting] = setting.effective(in: draft) == "true" ? "false" : "true"
    case .text, .password, .recipient, .note, .panel: break
    case .button, nil: return enter()
    }
    return []
  }

  private mutating func sideways(_ direction: Int) {
    switch focusedField?.control {
    case .choice, .line: step(by: direction)
    case .toggle: _ = space()
    case .text, .password, .recipient, .button, .note, .panel, nil: moveFocus(by: direction)
    }
  }

  /// Takes the next or previous value of a choice, around the end.
  private mutating func step(by direction: Int) {
    guard let (setting, options) = focusedField?.options, mayEdit() else { return }
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
    case .text, .toggle, .password, .recipient, .button, .note, .panel: nil
    }
  }
}
