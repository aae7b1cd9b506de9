import MailSettings
import SystemAccess

extension State {
  /// Asks whose values count where the files were changed while this wizard had them open.
  mutating func ask(about disk: Draft) {
    guard case .save(let thenQuit)? = work?.kind else { return }
    work = nil
    dialog = .changedOnDisk(disk, thenQuit: thenQuit, choice: 0)
  }

  /// Applies the changes made here to what is on disk, and saves the result.
  mutating func merge(_ disk: Draft, preferring side: MergeSide, thenQuit: Bool) -> [Effect] {
    draft = draft.merged(onto: disk, since: saved, preferring: side)
    saved = disk
    return save(thenQuit: thenQuit)
  }

  /// What was changed on both sides, a line each: `Port: here 587, there 26`.
  func conflictLines(_ disk: Draft) -> [String] {
    draft.conflicts(with: disk, since: saved).map { key in
      guard case .setting(let key) = key else { return "\(key.name): changed here and there" }
      let setting = key.setting
      let (mine, theirs) = (draft[setting].printable(), disk[setting].printable())
      return "\(setting.name): here \(mine.orNothing), there \(theirs.orNothing)"
    }
  }
}

extension String {
  fileprivate var orNothing: String { isEmpty ? "nothing" : self }
}
