/// The time of one attempt, of which a part is kept to find out what would help when it fails.
struct AttemptTime {
  /// The attempt's own time, all but the reserve.
  let deadline: Deadline
  private let end: ContinuousClock.Instant

  /// Nobody waits longer for advice.
  private static let longestLook = Duration.seconds(5)

  /// - Parameter total: for everything, the second look included.
  init(_ total: Duration, cancellation: Cancellation) {
    end = .now + total
    let reserve = min(Self.longestLook, total / 4)
    deadline = Deadline(until: end - reserve, cancellation: cancellation)
  }

  /// The time of the second look, from now on.
  var forSecondLook: Deadline {
    Deadline(until: end, cancellation: deadline.cancellation).atMost(Self.longestLook)
  }
}
