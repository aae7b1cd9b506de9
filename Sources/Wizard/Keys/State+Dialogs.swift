import Forms
import MailDiagnosis
import MailSettings

extension State {
  /// Does what a key means while a dialog is open; the keys for quitting work everywhere.
  mutating func pressInDialog(_ key: Key) -> [Effect] {
    if key.quits {
      if case .quit? = dialog { return [] }
      return askToQuit()
    }
    if let effects = keepTranscript(key) { return effects }
    switch dialog {
    case .help(let line): scroll(key, from: line, closing: [.function(1), .alt("1")]) { .help($0) }
    case .transcript(let panel, let line):
      scroll(key, from: line, closing: [.function(8), .alt("8")]) { .transcript(panel, $0) }
    case .registration(let line): scroll(key, from: line, closing: []) { .registration($0) }
    case .unlink(let choice): return answer(key, choice) { .unlink($0) }
    case .findLimit(let choice): return answer(key, choice) { .findLimit($0) }
    case .deleteMail(let id, let choice): return answer(key, choice) { .deleteMail(id, $0) }
    case .quit(let choice): return answer(key, choice) { .quit($0) }
    case .changedOnDisk(let disk, let thenQuit, let choice):
      return answer(key, choice) { .changedOnDisk(disk, thenQuit: thenQuit, choice: $0) }
    case .clearText(let question, let choice):
      return answer(key, choice) { .clearText(question, $0) }
    case .fingerprint(let panel, let text, _): return typeFingerprint(key, panel, text)
    case nil: break
    }
    return []
  }

  /// Writes the transcript that is shown to a file, by the key S.
  private mutating func keepTranscript(_ key: Key) -> [Effect]? {
    guard case .transcript(let panel, _)? = dialog, key == .character("s") || key == .character("S")
    else { return nil }
    let said = transcript(of: panel) ?? []
    dialog = nil
    return said.isEmpty ? [] : [.keepTranscript(said)]
  }

  private mutating func scroll(
    _ key: Key, from shown: Int, closing: [Key], _ dialog: (Int) -> Dialog
  ) {
    let page = max(1, DialogText.visibleRows(size) - 1)
    let last = max(0, DialogText(self).lines.count - DialogText.visibleRows(size))
    let line = min(shown, last)
    let target: Int
    switch key {
    case .down, .tab: target = line + 1
    case .up, .backTab: target = line - 1
    case .pageDown, .character(" "): target = line + page
    case .pageUp: target = line - page
    case .home: target = 0
    case .end: target = last
    case .enter, .escape:
      self.dialog = nil
      return
    case .character, .left, .right, .backspace, .delete, .function, .control, .alt, .escaped:
      if closing.contains(key) { self.dialog = nil }
      return
    }
    // A text that is scrolled to its end stays there while lines are added.
    let isFollowing = target >= last && isStillGrowing
    self.dialog = dialog(isFollowing ? .max : min(max(0, target), last))
  }

  /// Whether lines are still coming.
  private var isStillGrowing: Bool {
    if case .transcript(let panel, _)? = dialog { isTalking(panel) } else { false }
  }

  /// The answers to the open question.
  var answers: [Answer] {
    switch dialog {
    case .quit:
      unsavedChanges == 0 || heldBy != nil
        ? [.stay, .quit] : [.stay, .saveAndQuit, .quit]
    case .clearText(let question, _):
      draft.encryption(of: question.server) == Encryption.none
        ? [.stay, .encrypt, .sendInClear] : [.stay, .sendInClear]
    case .changedOnDisk: [.stay, .keepMine, .takeTheirs]
    case .unlink: [.stay, .unlink]
    case .findLimit: [.stay, .findLimit]
    case .deleteMail: [.stay, .deleteMail]
    case .help, .transcript, .registration, .fingerprint, nil: []
    }
  }

  /// Moves between the answers of a question, or chooses one. The first one is harmless, and what
  /// Escape means.
  private mutating func answer(_ key: Key, _ choice: Int, _ dialog: (Int) -> Dialog) -> [Effect] {
    let count = answers.count
    switch key {
    case .left, .up, .backTab: self.dialog = dialog((choice + count - 1) % count)
    case .right, .down, .tab: self.dialog = dialog((choice + 1) % count)
    case .home: self.dialog = dialog(0)
    case .end: self.dialog = dialog(count - 1)
    case .escape: return choose(.stay)
    case .enter, .character(" "): return choose(answers[safe: choice] ?? .stay)
    case .character, .pageUp, .pageDown, .backspace, .delete, .function, .control, .alt, .escaped:
      break
    }
    return []
  }

  /// Does what an answer to the open question says.
  mutating func choose(_ answer: Answer) -> [Effect] {
    let question = dialog
    dialog = nil
    switch (question, answer) {
    case (.quit, .saveAndQuit): return save(thenQuit: true)
    case (.quit, .quit): return [.quit]
    case (.changedOnDisk(let disk, let thenQuit, _), .keepMine):
      return merge(disk, preferring: .mine, thenQuit: thenQuit)
    case (.changedOnDisk(let disk, let thenQuit, _), .takeTheirs):
      return merge(disk, preferring: .theirs, thenQuit: thenQuit)
    case (.changedOnDisk, _): notice = .nothingSaved
    case (.clearText(let question, _), .encrypt): return encryptInstead(question)
    case (.clearText(let question, _), .sendInClear): return allowClearText(question)
    case (.clearText, _): notice = .nothingSent
    case (.unlink, .unlink): return unlink()
    case (.findLimit, .findLimit): return findLimit()
    case (.deleteMail(let id, _), .deleteMail): return deleteMail(id)
    case (.quit, _), (.help, _), (.transcript, _), (.registration, _), (.unlink, _),
      (.findLimit, _), (.deleteMail, _),
      (.fingerprint, _), (nil, _):
      break
    }
    return []
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
      .delete, .function, .control, .alt, .escaped:
      break
    }
    return []
  }
}

extension Key {
  /// Whether it is a key for quitting, which works everywhere.
  var quits: Bool { self == .function(10) || self == .alt("0") || self == .control("c") }
}
