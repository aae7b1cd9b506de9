internal import MailDiagnosis
internal import MailSettings
internal import Synchronization
internal import SystemAccess

/// Finds out whether a server that sends no banner waits for a TLS handshake.
///
/// STARTTLS at a port for SSL is the commonest mistake, and both sides would wait for ever. After
/// three seconds without a banner, a second connection tries the handshake, so that the first one
/// never talks too early.
final class SilenceWatch: Sendable {
  private let request: ConnectionRequest
  private let host: ResolvedHost
  private let begin: ContinuousClock.Instant
  private let state = Mutex<(isStarted: Bool, speaksTLS: Bool?)>((false, nil))
  private let wake = WakePipe()

  /// Makes a watch for a connection; nil where TLS comes first anyway, or where the connection is
  /// itself such a trial.
  init?(_ record: ConnectionRecord) {
    let request = record.request
    guard request.watchesSilence, request.endpoint.encryption != .ssl, let host = record.facts.host
    else {
      return nil
    }
    (self.request, self.host) = (request, host)
    let isUsualForSSL = [.submissions, .imaps, .pop3s].contains(request.endpoint.port)
    begin = .now + (isUsualForSSL ? .seconds(2) : .seconds(3))
  }

  /// A descriptor to poll while the trial is under way; nil for none.
  var readEnd: Int32? {
    state.withLock { $0.isStarted && $0.speaksTLS == nil ? wake.readEnd : nil }
  }

  /// What the trial has found so far.
  var silence: StageDetail.Silence {
    state.withLock { state in
      guard let speaksTLS = state.speaksTLS else {
        return state.isStarted ? .isLooking : .unexplained
      }
      return speaksTLS ? .speaksTLS : .speaksNoTLS
    }
  }

  /// The deadline, or the time of the watch's next step if that is sooner.
  func atMost(_ deadline: Deadline) -> Deadline {
    let isStarted = state.withLock { $0.isStarted }
    return isStarted ? deadline : deadline.until(begin)
  }

  /// Begins the trial when it is time; true once the server is known to wait for a TLS handshake.
  func findsTLS(_ deadline: Deadline) -> Bool {
    let (isDue, speaksTLS) = state.withLock { state in
      let isDue = !state.isStarted && ContinuousClock.now >= begin
      if isDue { state.isStarted = true }
      return (isDue, state.speaksTLS == true)
    }
    if isDue { look(deadline.atMost(.seconds(5))) }
    return speaksTLS
  }

  private func look(_ deadline: Deadline) {
    DetachedThread.start { [self] in
      let found = PortProbe(request, host, deadline).speaksTLS()
      state.withLock { $0.speaksTLS = found }
      wake.ring()
    }
  }
}
