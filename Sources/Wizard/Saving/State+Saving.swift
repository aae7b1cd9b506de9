import Forms
import MailSettings
import Screens

extension State {
  /// Saves the form; a wrong text keeps it from being saved and gets the focus.
  mutating func save(thenQuit: Bool) -> [Effect] {
    guard mayEdit() else { return [] }
    if let work {
      notice = Notice(text: work.isSaving ? "Saving." : "Wait for the end, or cancel with Esc.")
      return []
    }
    if let wrong = draft.wrongTexts.first {
      Catalog.screen(editing: wrong.key).map { show($0.id, key: wrong.key) }
      notice = Notice(text: "Not saved: \(wrong.problem.sentence).", isTrouble: true)
      return []
    }
    return [.save(run: begin(.save(thenQuit: thenQuit)), draft, changing: saved)]
  }

  /// Takes in the set-up as it lies on disk now.
  mutating func finishSaving(_ draft: Draft, doubt: String?) -> [Effect] {
    guard case .save(let thenQuit)? = work?.kind else { return [] }
    let others = self.draft.differences(from: draft).count
    work = nil
    saved = draft
    self.draft = draft
    isGuided = false
    hasSaved = true
    notice = savedNotice(others: others, doubt: doubt)
    if page == .summary { focus = .quit }
    return thenQuit && doubt == nil ? [.quit] : []
  }

  /// What to tell after a save; `others` counts what somebody else has changed on disk and what was
  /// kept.
  private func savedNotice(others: Int, doubt: String?) -> Notice {
    if let doubt { return Notice(text: doubt, isTrouble: true) }
    let missing = draft.problems.first.map { " Not complete yet: \($0.problem.sentence)." } ?? ""
    let kept =
      others == 0 ? "" : " \(Wording.settings(others)) changed there meanwhile by somebody else."
    return Notice(
      text: "Saved in \(surroundings.home).\(kept)\(missing)", isTrouble: !missing.isEmpty)
  }

  /// Quits at once when nothing would be lost, else asks.
  mutating func askToQuit() -> [Effect] {
    if unsavedChanges == 0, work == nil { return [.quit] }
    dialog = .quit(0)
    return []
  }
}

extension Work {
  /// Whether the set-up is being written.
  var isSaving: Bool {
    if case .save = kind { return true }
    return false
  }
}
