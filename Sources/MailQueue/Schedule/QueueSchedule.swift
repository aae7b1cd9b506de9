/// When a mail is tried again: after 1, 2, 4 … minutes, then hourly.
enum QueueSchedule {
  /// Seconds from the end of a try to the next one.
  ///
  /// - Parameter tries: how many there were, at least 1.
  static func pause(after tries: Int) -> Int {
    min(3_600, 60 << min(max(tries, 1) - 1, 6))
  }
}

/// A time in which no mail is tried, since none would arrive: the way to the server is broken.
public struct QueuePause: Codable, Equatable, Sendable {
  /// Seconds since 1970.
  public let until: Int
  /// Whether a sign-in was refused, or something else that a person has to mend: then the mails
  /// that are handed in meanwhile are not tried either.
  public let isOfTheSetUp: Bool
  /// Why the last try failed.
  public let diagnosis: QueuedDiagnosis?
  /// How many pauses there were in a row.
  let tries: Int
  /// Identifies the settings with which the tries failed.
  let mark: String

  /// The pause after a failed try; the last one while it goes on.
  static func after(
    _ diagnosis: QueuedDiagnosis?, isOfTheSetUp: Bool, mark: String, last: QueuePause?, now: Int
  ) -> QueuePause {
    let last = last.flatMap { $0.mark == mark ? $0 : nil }
    if let last, last.until > now { return last }
    let tries = (last?.tries ?? 0) + 1
    return QueuePause(
      until: now + QueueSchedule.pause(after: tries), isOfTheSetUp: isOfTheSetUp,
      diagnosis: diagnosis, tries: tries, mark: mark)
  }

  /// Whether it goes on now; a change of the settings ends it.
  func counts(mark: String, now: Int) -> Bool { self.mark == mark && until > now }
}
