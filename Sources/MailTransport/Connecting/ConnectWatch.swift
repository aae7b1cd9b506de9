internal import MailDiagnosis
internal import MailSettings
internal import Synchronization
internal import SystemAccess

/// Reports while no address answers, and ends the wait once it is pointless.
final class ConnectWatch {
  private let portSearch: PortSearch?
  private let record: ConnectionRecord
  private let tellTime: ContinuousClock.Instant
  private let endTime: ContinuousClock.Instant
  private var isTold = false

  /// By then the first packet of a connection was sent four times (tcp(7): again after 1, 3 and 7
  /// seconds).
  private static let longEnough = Duration.seconds(15)

  /// Makes a watch, which tries the host's other ports unless this connection is itself such a
  /// trial.
  init(_ record: ConnectionRecord, _ host: ResolvedHost, _ deadline: Deadline) {
    portSearch = record.request.watchesSilence ? PortSearch(record.request, host) : nil
    self.record = record
    (tellTime, endTime) = (deadline.shortly, .now + Self.longEnough)
  }

  /// A descriptor to poll too; -1 for none.
  var readEnd: Int32 { portSearch?.readEnd ?? -1 }

  /// When ``look(_:_:)`` is due next; nil for never.
  var nextLook: ContinuousClock.Instant? {
    if !isTold { return tellTime }
    return otherWays.isEmpty || ContinuousClock.now >= endTime ? nil : endTime
  }

  private var otherWays: [Alternative] { portSearch?.found ?? [] }

  /// Reports once it takes long; throws when another port answers and this one has had enough time.
  func look(_ waiting: [HostAddress], _ deadline: Deadline) throws(AttemptFailure) {
    guard ContinuousClock.now >= tellTime else { return }
    if !isTold {
      isTold = true
      portSearch?.begin(deadline)
    }
    let isLooking = portSearch != nil && portSearch?.found == nil
    record.tells(
      .connect,
      .noAnswer(addresses: waiting.count, other: otherWays.first?.port, isLooking: isLooking))
    guard !otherWays.isEmpty else { return }
    record.answersElsewhere(otherWays)
    if ContinuousClock.now >= endTime { throw AttemptFailure(.timedOut) }
  }
}

/// Tries a host's other ports while the one that was asked for does not answer.
///
/// A port whose packets are dropped stays silent for minutes; the others answer within seconds.
private final class PortSearch: Sendable {
  private let request: ConnectionRequest
  private let host: ResolvedHost
  private let state = Mutex<(isStarted: Bool, found: [Alternative]?)>((false, nil))
  private let wake = WakePipe()

  init(_ request: ConnectionRequest, _ host: ResolvedHost) {
    (self.request, self.host) = (request, host)
  }

  /// A descriptor to poll while the search is under way.
  var readEnd: Int32 {
    state.withLock { $0.isStarted && $0.found == nil ? wake.readEnd : -1 }
  }

  /// The ports that answer; nil until the search has ended.
  var found: [Alternative]? { state.withLock(\.found) }

  /// Begins the search.
  func begin(_ deadline: Deadline) {
    state.withLock { $0.isStarted = true }
    let deadline = deadline.atMost(.seconds(5))
    let isStarted = DetachedThread.start { [self] in
      let found = PortProbe(request, host, deadline).run()
      state.withLock { $0.found = found }
      wake.ring()
    }
    if !isStarted { state.withLock { $0.found = [] } }
  }
}
