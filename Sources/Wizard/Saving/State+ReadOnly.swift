import MailSettings
import SystemAccess

extension State {
  /// Whether this wizard may change the set-up.
  ///
  /// Where another one has it open, says so, and has it looked at whether that is still true.
  mutating func mayEdit() -> Bool {
    guard heldBy != nil else { return true }
    tellHolder()
    asksToTakeOver = true
    return false
  }

  /// Says who has the set-up open, if anybody else has.
  mutating func tellHolder() {
    guard let heldBy else { return }
    notice = .readOnly(heldBy)
  }

  /// The question whether the set-up is free now, when a change was tried.
  mutating func takeOverEffects() -> [Effect] {
    defer { asksToTakeOver = false }
    return asksToTakeOver ? [.takeOver] : []
  }

  /// Another wizard still has the set-up open.
  mutating func stayReadOnly(_ holder: ForeignError) {
    guard heldBy != nil else { return }
    heldBy = holder
    // A key that was pressed meanwhile has ended the notice.
    if case .readOnly? = notice { tellHolder() }
  }

  /// The set-up is free and this wizard has it now, as it lies on disk.
  mutating func takeOver(_ disk: Draft) {
    guard heldBy != nil else { return }
    heldBy = nil
    let hasChanged = disk != saved
    draft = draft.merged(onto: disk, since: saved, preferring: .mine)
    saved = disk
    notice = .tookOver(hasChanged: hasChanged)
  }
}
