internal import Glibc
internal import MailDiagnosis

/// Why an attempt failed, and at which stage.
struct AttemptFailure: Error, Equatable {
  /// How it ended.
  let ending: Ending
  /// The stage that failed; nil for the one under way.
  var stage: Stage?

  init(_ ending: Ending, at stage: Stage? = nil) {
    self.ending = ending
    self.stage = stage
  }
}

/// When an attempt has to be over, and who may end it sooner.
public struct Deadline: Sendable {
  /// The moment at which it has to be over.
  public let instant: ContinuousClock.Instant
  /// Ends it sooner when cancelled.
  public let cancellation: Cancellation

  package init(_ timeout: Duration, cancellation: Cancellation) {
    self.init(until: .now + timeout, cancellation: cancellation)
  }

  init(until instant: ContinuousClock.Instant, cancellation: Cancellation) {
    self.instant = instant
    self.cancellation = cancellation
  }

  /// This deadline, or one after this time if that is sooner.
  func atMost(_ limit: Duration) -> Deadline { until(.now + limit) }

  /// This deadline, or this moment if that is sooner.
  func until(_ limit: ContinuousClock.Instant) -> Deadline {
    Deadline(until: min(instant, limit), cancellation: cancellation)
  }

  /// The time that is left, never negative.
  var remaining: Duration { max(ContinuousClock.now.duration(to: instant), .zero) }

  /// The deadline for one of several addresses: its share of the time, ten seconds at most.
  func share(of addresses: Int) -> Deadline {
    let remaining = remaining
    let fair = max(remaining / max(addresses, 1), min(.seconds(5), remaining / 2))
    return atMost(min(fair, .seconds(10)))
  }

  /// When to report that a wait takes long: after three seconds, or a quarter of the time if that
  /// is sooner.
  var shortly: ContinuousClock.Instant {
    .now + min(.seconds(3), remaining / 4)
  }

  /// The time that is left for poll(2), rounded up.
  var milliseconds: Int32 {
    let remaining = remaining
    guard remaining > .zero else { return 0 }
    let (seconds, attoseconds) = remaining.components
    return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }

  /// Throws when the time is over or the attempt was cancelled.
  func check() throws(AttemptFailure) {
    if cancellation.isCancelled { throw AttemptFailure(.cancelled) }
    if ContinuousClock.now >= instant { throw AttemptFailure(.timedOut) }
  }

  /// Sleeps until the descriptor is ready for one of the events, or the other one is readable;
  /// throws at the deadline.
  func wait(
    for descriptor: Int32, _ events: Int32, orFor other: Int32 = -1
  ) throws(AttemptFailure) {
    let sources = [
      pollfd(fd: descriptor, events: Int16(events), revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    while try !poll(sources, until: instant) {}
  }

  /// The same, but returns false when the limit is reached.
  func wait(
    for descriptor: Int32, _ events: Int32, atMost limit: Duration
  ) throws(AttemptFailure) -> Bool {
    let source = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return try poll([source], until: .now + limit)
  }

  /// Sleeps until one of the sources is ready; false when the limit is reached.
  @discardableResult
  func poll(
    _ sources: [pollfd], until limit: ContinuousClock.Instant
  ) throws(AttemptFailure) -> Bool {
    let cancelled = pollfd(fd: cancellation.readEnd, events: Int16(POLLIN), revents: 0)
    var sources = sources + [cancelled]
    try check()
    let time = Deadline(until: min(limit, instant), cancellation: cancellation).milliseconds
    let ready = Glibc.poll(&sources, nfds_t(sources.count), time)
    if cancellation.isCancelled { throw AttemptFailure(.cancelled) }
    if ready > 0, sources.dropLast().contains(where: { $0.revents != 0 }) { return true }
    if ContinuousClock.now < limit { try check() }
    return false
  }

  /// Sleeps for a while, or until cancelled.
  func sleep(_ duration: Duration) throws(AttemptFailure) {
    do throws(AttemptFailure) {
      try atMost(duration).wait(for: -1, POLLIN)
    } catch  where error.ending == .timedOut {
      try check()
    }
  }
}

/// The time of one attempt, of which a part is reserved to find out what would help if it fails.
struct AttemptTime {
  /// The deadline of the attempt itself, without the reserve.
  let deadline: Deadline
  private let end: ContinuousClock.Instant

  /// The longest reserve.
  private static let longestLook = Duration.seconds(5)

  /// Divides the time.
  ///
  /// - Parameter total: the whole time, the second look included.
  init(_ total: Duration, cancellation: Cancellation) {
    end = .now + total
    let reserve = min(Self.longestLook, total / 4)
    deadline = Deadline(until: end - reserve, cancellation: cancellation)
  }

  /// The deadline of the second look, which begins now.
  var forFailureProbe: Deadline {
    Deadline(until: end, cancellation: deadline.cancellation).atMost(Self.longestLook)
  }
}
