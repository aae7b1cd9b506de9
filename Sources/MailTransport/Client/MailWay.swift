internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// A mail to be sent.
struct MailOrder {
  let mail: RenderedMail
  let envelope: Envelope
  /// Whether to stop after the recipients were asked about.
  let dryRun: Bool
  /// Whether the connection ends with it.
  let isLast: Bool
  /// Whether commands may go out together; not where a person reads the dialogue.
  var pipelining = true
}

/// The way that a set-up's mails take: the login at the incoming mailbox server where there is one,
/// and the session at the SMTP server.
final class MailWay {
  let client: MailClient
  private(set) var route: SMTPRoute
  let transcript: Transcript
  /// Nil before there is one, and once it is over.
  var session: SMTPSession?
  /// The login stays open: some servers let mails through only as long.
  private(set) var incoming: IncomingSession?
  /// The step of that login that failed.
  private(set) var incomingStep: Stage?
  /// Whether a server may still have to learn of the login.
  var isFirstMail = true
  /// What was seen of the last session.
  var facts = ConnectionFacts()
  private(set) var mechanism: String?
  private var connecting = StageProgress([])
  /// Held as long as there may be a connection to the SMTP server.
  private var slot: (any HeldSlot)?

  init(_ client: MailClient, _ hear: ((TranscriptLine) -> Void)?) {
    self.client = client
    route = SMTPRoute(client.settings.route)
    route.socket = client.socket
    transcript = Transcript(service: .smtp, hear: hear, isKept: client.keepsTranscripts)
    route.secrets.forEach(transcript.learn)
  }

  /// Every stage of one mail over this way.
  var stages: [Stage] {
    Stage.order(
      ssl: route.endpoint.encryption == .ssl, incomingFirst: route.incoming != nil,
      token: route.needsToken)
  }

  var isOpen: Bool { session != nil }

  /// Takes leave; by another deadline than that of the last attempt where one is given.
  func close(_ deadline: Deadline? = nil) {
    if let deadline { session?.channel.deadline = deadline }
    session?.quit()
    session = nil
    incoming?.logOut(deadline)
    incoming = nil
    slot = nil
  }

  /// Whether others wait for the connection.
  var isWanted: Bool { slot?.isWanted ?? false }
}

/// Opening it.
extension MailWay {
  /// Waits for a connection within the limit, on its own time: nothing has begun yet.
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

  /// Gets what has to be there before anything is looked up or connected.
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

  /// POP-before-SMTP.
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
