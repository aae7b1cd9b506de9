internal import MailDiagnosis
internal import MailSettings

/// Tells what goes on while nobody answers, and ends the wait once it is pointless.
final class ConnectWatch {
  private let lookout: Lookout?
  private let conversation: Conversation
  private let tellTime: ContinuousClock.Instant
  private let endTime: ContinuousClock.Instant
  private var isTold = false

  /// By then the packet that opens a connection was sent four times (tcp(7): after 1, 3 and 7
  /// seconds).
  private static let longEnough = Duration.seconds(15)

  /// - Parameter looksElsewhere: whether the host's other ports are tried meanwhile.
  init(_ target: Target, _ conversation: Conversation, _ patience: Patience, looksElsewhere: Bool) {
    lookout = looksElsewhere ? Lookout(target) : nil
    self.conversation = conversation
    (tellTime, endTime) = (patience.shortly, .now + Self.longEnough)
  }

  /// What to poll for besides.
  var readEnd: Int32 { lookout?.readEnd ?? -1 }

  /// When there will be something to do.
  var nextLook: ContinuousClock.Instant? {
    if !isTold { return tellTime }
    return otherWays.isEmpty || ContinuousClock.now >= endTime ? nil : endTime
  }

  private var otherWays: [Alternative] { lookout?.found ?? [] }

  /// Tells, once it takes long; throws when another way is known and this one has had its time.
  func look(_ waiting: [HostAddress], _ patience: Patience) throws(Interruption) {
    guard ContinuousClock.now >= tellTime else { return }
    if !isTold {
      isTold = true
      lookout?.begin(patience)
    }
    conversation.ladder.tell(.connect, words(waiting))
    guard !otherWays.isEmpty else { return }
    conversation.observation.alternatives = otherWays
    conversation.observation.hasLookedElsewhere = true
    if ContinuousClock.now >= endTime { throw Interruption(.timedOut) }
  }

  /// Short, as it shares a line with the stage and its time at 80 columns.
  private func words(_ waiting: [HostAddress]) -> String {
    let silence = waiting.count > 1 ? "none of \(waiting.count) answers" : "no answer"
    if let other = otherWays.first { return "\(silence); port \(other.port) answers" }
    let isLooking = lookout != nil && lookout?.found == nil
    return silence + (isLooking ? "; trying other ports" : " yet")
  }
}
