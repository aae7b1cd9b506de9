internal import Synchronization
internal import SystemAccess

/// Hands the browsers' requests from the listener's thread to the one that answers them.
final class AnswerQueue: Sendable {
  /// A request, and the way to answer it.
  struct Asked: Sendable {
    /// Path and query, not decoded.
    let target: String
    /// Sends the page; not to be called on the listener's thread.
    let answer: @Sendable (AnswerPage) -> Void
  }

  private let asked = Mutex<[Asked]?>([])
  private let wake = WakePipe()

  /// Whether the system had descriptors for the queue.
  var isOpen: Bool { wake.isOpen }

  /// Appends a request; false once the queue is closed.
  func put(_ one: Asked) -> Bool {
    let isTaken = asked.withLock { $0?.append(one) } != nil
    wake.ring()
    return isTaken
  }

  /// Closes the queue; requests that still wait get the page `over`.
  func close() {
    let rest = asked.withLock { asked in
      defer { asked = nil }
      return asked
    }
    for one in rest ?? [] { one.answer(.over) }
  }

  /// Waits for the next request; nil once the deadline has come or `cancellation` was rung.
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
