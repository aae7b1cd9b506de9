import Forms
import MailSettings
import Screens
import SystemAccess

extension State {
  /// Saves the form; where a text is wrong, moves the focus there instead.
  mutating func save(thenQuit: Bool) -> [Effect] {
    guard mayEdit() else { return [] }
    if let work {
      notice = work.isSaving ? .saving : .waitForTheEnd
      return []
    }
    if let wrong = draft.wrongTexts.first {
      Catalog.screen(editing: wrong.key).map { show($0.id, key: wrong.key) }
      notice = .notSavedFor(wrong.problem)
      return []
    }
    return [.save(run: begin(.save(thenQuit: thenQuit)), draft, changing: saved)]
  }

  /// Takes the set-up that was saved.
  mutating func finishSaving(_ draft: Draft, doubt: ForeignError?) -> [Effect] {
    guard case .save(let thenQuit)? = work?.kind else { return [] }
    let others = self.draft.differences(from: draft).count
    work = nil
    saved = draft
    self.draft = draft
    isGuided = false
    hasSaved = true
    notice =
      doubt.map { .mayNotLast($0) }
      ?? .saved(
        home: surroundings.home, changedByOthers: others, missing: draft.problems.first?.problem)
    if page == .summary { focus = .quit }
    return thenQuit && doubt == nil ? [.quit] : []
  }

  /// Quits at once when nothing would be lost, else asks.
  mutating func askToQuit() -> [Effect] {
    if unsavedChanges == 0, work == nil { return [.quit] }
    dialog = .quit(0)
    return []
  }
}
