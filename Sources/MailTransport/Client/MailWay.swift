internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// A mail to be sent.
struct MailOrder {
  let mail: RenderedMail
  let envelope: Envelope
  /// Whether to stop after the replies to the recipients.
  let dryRun: Bool
  /// Whether the session ends with this mail.
  let isLast: Bool
  /// Whether commands may be pipelined (RFC 2920); not where a person reads the dialogue.
  var pipelining = true
}

/// The way that a set-up's mails take: the sign-in at the incoming mailbox server, where that comes
/// first, and the session at the SMTP server.
final class MailWay {
  let client: MailClient
  private(set) var route: SMTPRoute
  let transcript: Transcript
  /// The session at the SMTP server; nil before it is open and after it has ended.
  var session: SMTPSession?
  /// The sign-in at the mailbox server, kept open since some servers accept mail only while it is.
  private(set) var incoming: IncomingSession?
  /// The step of that sign-in that failed.
  private(set) var incomingStep: Stage?
  /// Whether no mail was tried yet, so that the SMTP server may not know of the sign-in yet.
  var isFirstMail = true
  /// The facts of the last session's connection.
  var facts = ConnectionFacts()
  private(set) var mechanism: String?
  private var connecting = StageProgress([])
  /// The permission for a connection, held as long as there may be one to the SMTP server.
  private var slot: (any HeldSlot)?

  init(_ client: MailClient, _ hear: ((TranscriptLine) -> Void)?) {
    self.client = client
    route = SMTPRoute(client.settings.route)
    route.socket = client.socket
    transcript = Transcript(service: .smtp, hear: hear, isKept: client.keepsTranscripts)
    route.secrets.forEach(transcript.learn)
  }

  /// The stages of one mail over this way.
  var stages: [Stage] {
    Stage.order(
      ssl: route.endpoint.encryption == .ssl, incomingFirst: route.incoming != nil,
      token: route.needsToken)
  }

  var isOpen: Bool { session != nil }

  /// Ends the sessions by QUIT or its like, within the deadline if one is given.
  func close(_ deadline: Deadline? = nil) {
    if let deadline { session?.channel.deadline = deadline }
    session?.quit()
    session = nil
    incoming?.logOut(deadline)
    incoming = nil
    slot = nil
  }

  /// Whether another process waits for a connection within the limit.
  var isWanted: Bool { slot?.isWanted ?? false }
}

/// Opens the way.
extension MailWay {
  /// Waits until the limit allows another connection. The attempt's own time has not begun yet.
  func takeSlot(
    _ progress: StageProgress, _ cancellation: Cancellation
  ) throws(ConnectionFailure) {
    guard let slots = client.slots, slot == nil else { return }
    do throws(SystemShortage) {
      let deadline = Deadline(until: .now + client.wait, cancellation: cancellation)
      slot = try slots.take(deadline) {
        progress.begin(.resolve)
        progress.tell(.resolve, .waitingForConnection(limit: slots.limit))
      }
    } catch {
      throw failure(cancellation.isCancelled ? .cancelled : .system(error))
    }
  }

  /// Obtains the access token, before anything is looked up or connected to.
  func prepare(_ progress: StageProgress, _ deadline: Deadline) throws(ConnectionFailure) {
    do throws(AttemptFailure) {
      progress.begin(.token)
      let token = try route.obtainToken(client.credentials, deadline)
      if let token { progress.pass(.token, token.detail) }
      route.secrets.forEach(transcript.learn)
    } catch {
      throw failure(error.ending)
    }
  }

  /// Connects and signs in.
  func open(_ progress: StageProgress, _ deadline: Deadline) throws(ConnectionFailure) {
    connecting = progress
    try logInAtMailbox(deadline)
    try connect(deadline)
  }

  func connect(_ deadline: Deadline) throws(ConnectionFailure) {
    let session = try SMTPSession(
      route, client.credentials, seenAddress: incoming?.sourceAddress, client.trust,
      AttemptLog(progress: connecting, transcript: transcript), deadline)
    self.session = session
    mechanism = session.mechanism
    facts = session.channel.record.facts
  }

  /// Signs in at the incoming mailbox server first ("POP before SMTP").
  private func logInAtMailbox(_ deadline: Deadline) throws(ConnectionFailure) {
    guard let server = route.incoming else { return }
    connecting.begin(.incoming)
    let log = AttemptLog(
      progress: StageProgress(Stage.signInOrder(ssl: server.endpoint.encryption == .ssl)),
      transcript: transcript.beside(server.endpoint.service))
    defer { transcript.add(log.transcript) }
    do throws(ConnectionFailure) {
      incoming = try IncomingSession(server, client.credentials, client.trust, log, deadline)
    } catch {
      incomingStep = log.end(error)
      throw error
    }
    connecting.pass(
      .incoming,
      .signedInFirst(
        server.protocol, server.endpoint.host, user: server.credentials.user.text))
  }
}
