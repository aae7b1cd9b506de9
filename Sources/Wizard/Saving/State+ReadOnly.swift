import MailSettings
import SystemAccess

extension State {
  /// Whether this wizard may change the set-up.
  ///
  /// Where another one has it open, it says so and asks whether that is still true.
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

  /// Asks whether the set-up is free now, after a change was tried.
  mutating func takeOverEffects() -> [Effect] {
    defer { asksToTakeOver = false }
    return asksToTakeOver ? [.takeOver] : []
  }

  /// Another wizard still has the set-up open.
  mutating func stayReadOnly(_ holder: ForeignError) {
    guard heldBy != nil else { return }
    heldBy = holder
    // Only if no key has ended the notice meanwhile.
    if case .readOnly? = notice { tellHolder() }
  }

  /// Takes the set-up as it is on disk, now that this wizard may change it.
  mutating func takeOver(_ disk: Draft) {
    guard heldBy != nil else { return }
    heldBy = nil
    let hasChanged = disk != saved
    draft = draft.merged(onto: disk, since: saved, preferring: .mine)
    saved = disk
    notice = .tookOver(hasChanged: hasChanged)
  }
}
