internal import Synchronization
internal import SystemAccess

/// What browsers have asked for, from the listener's thread to the one that judges it.
final class AnswerQueue: Sendable {
  /// An address that was asked for, and how to answer.
  struct Asked: Sendable {
    /// Path and query, as they came.
    let target: String
    /// Sends the page; not to be called on the listener's thread.
    let answer: @Sendable (AnswerPage) -> Void
  }

  private let asked = Mutex<[Asked]?>([])
  private let wake = WakePipe()

  /// Whether there were descriptors for it.
  var isOpen: Bool { wake.isOpen }

  /// Puts one behind the others; false once it is over.
  func put(_ one: Asked) -> Bool {
    let isTaken = asked.withLock { $0?.append(one) } != nil
    wake.ring()
    return isTaken
  }

  /// From now on all are told that it is over.
  func close() {
    let rest = asked.withLock { asked in
      defer { asked = nil }
      return asked
    }
    for one in rest ?? [] { one.answer(.over) }
  }

  /// The next one; nil once the deadline has come or `cancellation` was rung.
  func next(until deadline: ContinuousClock.Instant, _ cancellation: WakePipe?) -> Asked? {
    while true {
      if cancellation?.isRung ?? false { return nil }
      let one = asked.withLock { $0?.isEmpty ?? true ? nil : $0?.removeFirst() }
      if let one { return one }
      guard ContinuousClock.now < deadline else { return nil }
      WakePipe.wait(for: [wake, cancellation].compactMap(\.self), until: deadline)
      wake.silence()
    }
  }
}
