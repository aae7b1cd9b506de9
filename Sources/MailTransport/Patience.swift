internal import Glibc
internal import MailDiagnosis

/// Why an attempt ended before its time, on its way to the observation.
struct Interruption: Error, Equatable {
  /// How it ended.
  let ending: Ending
  /// libcurl's code, 0 for none.
  var curlCode = 0

  init(_ ending: Ending, curlCode: Int = 0) {
    self.ending = ending
    self.curlCode = curlCode
  }
}

/// How long an attempt may wait, and who may end it sooner.
struct Patience: Sendable {
  let deadline: ContinuousClock.Instant
  let cancellation: Cancellation

  init(_ timeout: Duration, cancellation: Cancellation) {
    self.init(until: .now + timeout, cancellation: cancellation)
  }

  init(until deadline: ContinuousClock.Instant, cancellation: Cancellation) {
    self.deadline = deadline
    self.cancellation = cancellation
  }

  /// This patience, or less: the time that RFC 5321 section 4.5.3.2 gives one command.
  func atMost(_ limit: Duration) -> Patience {
    Patience(until: min(deadline, .now + limit), cancellation: cancellation)
  }

  /// What is left, rounded up, for `poll`.
  var milliseconds: Int32 {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { return 0 }
    let (seconds, attoseconds) = left.components
    return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }

  /// Throws when the time is over or the person has cancelled.
  func check() throws(Interruption) {
    if cancellation.isCancelled { throw Interruption(.cancelled) }
    if ContinuousClock.now >= deadline { throw Interruption(.timedOut) }
  }

  /// Sleeps until the descriptor is ready for one of the events.
  func wait(for descriptor: Int32, _ events: Int32) throws(Interruption) {
    while true {
      try check()
      var sources = [
        pollfd(fd: descriptor, events: Int16(events), revents: 0),
        pollfd(fd: cancellation.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&sources, 2, milliseconds)
      if ready > 0, sources[0].revents != 0, !cancellation.isCancelled { return }
    }
  }

  /// Sleeps for a while, or until cancelled.
  func sleep(_ duration: Duration) throws(Interruption) {
    do throws(Interruption) {
      try atMost(duration).wait(for: -1, POLLIN)
    } catch  where error.ending == .timedOut {
      try check()
    }
  }
}
