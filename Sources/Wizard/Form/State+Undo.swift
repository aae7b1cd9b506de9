import Forms
import MailSettings

/// The form before a change, and the page and focus at that time.
struct UndoStep: Equatable, Sendable {
  @Boxed var draft: Draft
  var page: Page
  var focus: Item
  var isPortProposed: Bool
  var isServerNew: Bool
}

/// Changes since the last save can be taken back, one after the other.
extension State {
  /// How many changes are kept.
  private static let mostChanges = 100

  /// Remembers the form before an event that has changed it. What is typed into one field without
  /// leaving it is one change.
  mutating func remember(_ before: State, _ event: Event) {
    switch event {
    case .key, .text, .paste: break
    case .saved, .tookOver:
      former = []
      return
    default: return
    }
    guard former.count >= before.former.count else { return }
    let isTyping = before.editedText != nil && before.focus == focus && before.page == page
    guard draft != before.draft else {
      if !isTyping { isTypingOn = false }
      return
    }
    if !(isTyping && isTypingOn) { remember(before) }
    isTypingOn = isTyping
  }

  /// Remembers the form.
  mutating func remember(_ before: State) {
    former.append(
      UndoStep(
        draft: before.draft, page: before.page, focus: before.focus,
        isPortProposed: before.isPortProposed, isServerNew: before.isServerNew))
    former.removeFirst(max(0, former.count - Self.mostChanges))
  }

  /// Takes the last change back, and shows where it was made.
  mutating func undo() {
    guard let last = former.last else {
      notice = .nothingToUndo
      return
    }
    guard mayEdit() else { return }
    former.removeLast()
    isTypingOn = false
    if let panel = panelUndone(by: last.draft) { return undoFix(on: panel) }
    let remedy = Remedy(
      Dictionary(uniqueKeysWithValues: Setting.all.map { ($0.key, last.draft[$0]) }), of: draft)
    draft = last.draft
    (isPortProposed, isServerNew) = (last.isPortProposed, last.isServerNew)
    if page != last.page {
      leaveSection()
      page = last.page
    }
    (focus, cursor) = (last.focus, .max)
    notice = .changed(remedy, isBack: true)
  }

  /// The panel of a fix whose undoing leads to this draft; nil for any other change.
  private func panelUndone(by draft: Draft) -> Field.Panel? {
    [.test, .incoming, .certificate].first { panel in
      guard let changes = undo(of: panel) else { return false }
      var back = self.draft
      back.apply(changes)
      return back == draft
    }
  }
}
