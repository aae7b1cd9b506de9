import Forms
import MailDiagnosis
import MailSettings

extension State {
  /// Takes an event; returns what is to be done outside. The state changes only here.
  public mutating func update(_ event: Event) -> [Effect] {
    let before = self
    let effects = take(event) + takeOverEffects() + readQueueOnEntry(before)
    proposePort()
    unfoldWhatIsSet()
    keepFocus(before)
    hidePassword(since: before)
    endChoiceSearch(since: before)
    remember(before, event)
    return effects
  }

  private mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .resized(let size): self.size = size
    case .key(let key): return isTooSmall ? pressInTooSmall(key) : press(key)
    case .text(let text): return isTooSmall ? [] : type(text)
    case .paste(let text): return isTooSmall ? [] : paste(text)
    case .finished(let run, let report, let time) where work?.run != run:
      settle(run: run, report, time)
    case .tick(let run, _), .stage(let run, _), .said(let run, _), .finished(let run, _, _),
      .inspected(let run, _), .answered(let run, _), .searched(let run, _), .imported(let run, _),
      .connected(let run, _), .foundLimit(let run, _), .queue(let run, _),
      .link(let run, _), .saved(let run, _, _), .changedOnDisk(let run, _), .notSaved(let run, _):
      return work?.run == run ? takeAnswer(event) : []
    case .tookOver(let disk): takeOver(disk)
    case .keptTranscript(let end): notice = .keptTranscript(end)
    case .stillHeld(let holder): stayReadOnly(holder)
    case .terminated: return [.quit]
    }
    return []
  }

  /// Takes an answer to the latest request.
  private mutating func takeAnswer(_ event: Event) -> [Effect] {
    switch event {
    case .tick(_, let elapsed): work?.elapsed = elapsed
    case .stage(_, let result): take(result)
    case .said(_, let line): hear(line)
    case .finished(_, let report, let time): finish(report, time)
    case .inspected(_, let result): finish(result)
    case .answered(_, let answer): take(answer)
    case .searched(_, let failure): finishSearch(failure)
    case .connected(_, let count): limitSearch?.open = count
    case .foundLimit(_, let found): finishLimitSearch(found)
    case .queue(_, let look): take(look)
    case .imported(_, let result): return finish(result)
    case .link(_, let answer): take(answer)
    case .saved(_, let draft, let doubt): return finishSaving(draft, doubt: doubt)
    case .changedOnDisk(_, let disk): ask(about: disk)
    case .notSaved(_, let error):
      work = nil
      notice = .notSaved(error)
    case .resized, .key, .text, .paste, .tookOver, .stillHeld, .keptTranscript, .terminated: break
    }
    return []
  }

  /// Moves the focus to an item near where it was, if the focused one has gone.
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

extension State {
  /// Whether the window is too small for a page, so that keys other than for quitting do nothing.
  var isTooSmall: Bool { Layout(size).isTooSmall }

  /// Takes a key in a window that is too small: only quitting works, by a second press where
  /// something would be lost.
  mutating func pressInTooSmall(_ key: Key) -> [Effect] {
    var isAsked = false
    if case .quit? = dialog { isAsked = true }
    if key.quits { return isAsked ? [.quit] : askToQuit() }
    if key == .escape, isAsked { dialog = nil }
    return []
  }
}
