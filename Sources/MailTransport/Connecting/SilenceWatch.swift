internal import MailDiagnosis
internal import MailSettings
internal import Synchronization
internal import SystemAccess

/// Finds out whether a server that does not greet waits for a TLS handshake, while it is being
/// waited for.
///
/// STARTTLS spoken to an SSL port is the commonest mix-up, and both sides would wait for ever.
/// Nobody who greets slowly is disturbed before three seconds; the look is a connection of its own,
/// so that the one that waits is never the client that talks too early.
final class SilenceWatch: Sendable {
  private let request: ConnectionRequest
  private let host: ResolvedHost
  private let begin: ContinuousClock.Instant
  private let state = Mutex<(isStarted: Bool, speaksTLS: Bool?)>((false, nil))
  private let wake = WakePipe()

  /// A watch over a connection that is about to be opened; nil where TLS comes first anyway,
  /// or where the connection is itself such a look.
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

  /// What to poll for while the answer is awaited.
  var readEnd: Int32? {
    state.withLock { $0.isStarted && $0.speaksTLS == nil ? wake.readEnd : nil }
  }

  /// How far the look has come.
  var silence: StageDetail.Silence {
    state.withLock { state in
      guard let speaksTLS = state.speaksTLS else {
        return state.isStarted ? .isLooking : .unexplained
      }
      return speaksTLS ? .speaksTLS : .speaksNoTLS
    }
  }

  /// How long to sleep at most before the watch has something to do.
  func atMost(_ deadline: Deadline) -> Deadline {
    let isStarted = state.withLock { $0.isStarted }
    return isStarted ? deadline : deadline.until(begin)
  }

  /// Begins to look once it is time; true when the server is known to wait for a TLS handshake.
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
