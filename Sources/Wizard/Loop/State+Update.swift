import Forms
import MailDiagnosis
import MailSettings

extension State {
  /// Takes in what happened; answers with what shall be done outside. The wizard's only behaviour.
  public mutating func update(_ event: Event) -> [Effect] {
    let before = self
    let effects = take(event) + takeOverEffects()
    proposePort()
    unfoldWhatIsSet()
    keepFocus(before)
    hidePassword(since: before)
    return effects
  }

  private mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .resized(let size):
      self.size = size
      return []
    case .key(let key): return isTooSmall ? pressInTooSmall(key) : press(key)
    case .text(let text): return isTooSmall ? [] : type(text)
    case .paste(let text): return isTooSmall ? [] : paste(text)
    case .tick(let run, let elapsed):
      if work?.run == run { work?.elapsed = elapsed }
      return []
    case .stage(let run, let result):
      if work?.run == run { take(result) }
      return []
    case .said(let run, let line):
      if work?.run == run { hear(line) }
      return []
    case .finished(let run, let report, let time):
      if work?.run == run { finish(report, time) } else { settle(run: run, report, time) }
      return []
    case .inspected(let run, let result):
      if work?.run == run { finish(result) }
      return []
    case .answered(let run, let answer):
      if work?.run == run { take(answer) }
      return []
    case .searched(let run, let failure):
      if work?.run == run { finishSearch(failure) }
      return []
    case .imported(let run, let result):
      return work?.run == run ? finish(result) : []
    case .saved(let run, let draft, let doubt):
      return work?.run == run ? finishSaving(draft, doubt: doubt) : []
    case .changedOnDisk(let run, let disk):
      if work?.run == run { ask(about: disk) }
      return []
    case .tookOver(let disk):
      takeOver(disk)
      return []
    case .stillHeld(let holder):
      stayReadOnly(holder)
      return []
    case .notSaved(let run, let sentence):
      if work?.run == run {
        work = nil
        notice = .told(sentence, isTrouble: true)
      }
      return []
    case .terminated: return [.quit]
    }
  }

  /// Keeps the focus on something that is there, near where it was.
  private mutating func keepFocus(_ before: State) {
    let items = Blocks(self).items
    guard !items.contains(focus) else { return }
    let index = Blocks(before).items.firstIndex(of: focus) ?? 0
    focus = items[safe: min(index, items.count - 1)] ?? .next
    cursor = .max
  }

  /// Begins something outside and gives it a number.
  mutating func begin(_ kind: Work.Kind) -> Int {
    run += 1
    work = Work(kind: kind, run: run)
    return run
  }
}
