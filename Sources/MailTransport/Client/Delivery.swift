internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings
internal import SystemAccess

/// One attempt to send one mail, from the first look-up to the report.
final class Delivery {
  private let courier: Courier
  private let route: SMTPRoute
  private let envelope: Envelope
  private let time: AttemptTime
  private var patience: Patience { time.patience }
  private let conversation: Conversation
  private var mechanism: String?
  /// What was seen of the login at the incoming mailbox server.
  private var incoming: IncomingSession?

  /// How long a server may take to learn of a login before the mail is tried again.
  private static let relayPause = Duration.milliseconds(1500)

  init(
    _ courier: Courier, _ envelope: Envelope, _ cancellation: Cancellation,
    hear: ((TranscriptLine) -> Void)? = nil, _ observe: @escaping (StageResult) -> Void
  ) {
    self.courier = courier
    self.envelope = envelope
    route = SMTPRoute(courier.settings.route, token: courier.token)
    time = AttemptTime(courier.timeout, cancellation: cancellation)
    let order = Stage.order(
      ssl: route.endpoint.encryption == .ssl, incomingFirst: route.incoming != nil)
    let attempt = Attempt(route, envelope, courier.settings)
    conversation = Conversation(
      Observation(attempt: attempt, stage: .resolve, ending: .cancelled),
      ladder: Ladder(order, observe: observe))
    conversation.commandRefusal = courier.commandRefusal
    conversation.transcript.hear = hear
    route.secrets.forEach { conversation.transcript.learn($0) }
  }

  /// Runs the attempt; what the encoding cannot hold is found before anything is sent.
  func run(
    dryRun: Bool, rendering: () throws(UnencodableText) -> RenderedMail
  ) -> DeliveryReport {
    defer { incoming?.logOut() }
    do throws(Interruption) {
      try checkLink()
      let mail = try render(rendering)
      try logInAtMailbox()
      try sendAfterLogin(mail, dryRun: dryRun)
      return conversation.report(
        dryRun ? .accepted : .delivered, authenticated: mechanism,
        messageID: dryRun ? nil : mail.messageID)
    } catch {
      return failure(error)
    }
  }

  /// Without a token nothing can come of Exchange, so that nothing is looked up or connected.
  private func checkLink() throws(Interruption) {
    guard case .token(let token) = route.signIn, token.token.isEmpty else { return }
    throw Interruption(.notLinked)
  }

  private func render(
    _ rendering: () throws(UnencodableText) -> RenderedMail
  ) throws(Interruption) -> RenderedMail {
    do throws(UnencodableText) {
      return try rendering()
    } catch {
      throw Interruption(.unencodable(error.characters.map { String($0).printable() }))
    }
  }

  /// POP-before-SMTP. The login stays open: some servers let mails through only as long.
  private func logInAtMailbox() throws(Interruption) {
    guard let server = route.incoming else { return }
    conversation.ladder.begin(.incoming)
    let session = IncomingSession(server, trust: courier.trust, patience: patience)
    session.conversation.commandRefusal = courier.commandRefusal
    session.conversation.transcript.hear = conversation.transcript.hear
    incoming = session
    defer {
      // Two servers of one provider may well repeat what was said to the other.
      conversation.transcript.learn(from: session.conversation.transcript)
      conversation.transcript.add(session.conversation.transcript.finished())
    }
    do throws(Interruption) {
      try session.open()
    } catch {
      session.conversation.fail(error)
      throw error
    }
    conversation.ladder.pass(
      .incoming,
      "\(server.protocol.title) at \(server.endpoint.host.text), \(server.credentials.user.text)")
  }

  /// Where the server has not heard of the login yet, one more try on a new connection.
  private func sendAfterLogin(_ mail: RenderedMail, dryRun: Bool) throws(Interruption) {
    do throws(Interruption) {
      try send(mail, dryRun: dryRun)
    } catch  where incoming != nil && error.ending.isRelayRefusal {
      conversation.note("refused so soon after the login: once more in a moment")
      try patience.sleep(Self.relayPause)
      conversation.restart()
      try send(mail, dryRun: dryRun)
    }
  }

  private func send(_ mail: RenderedMail, dryRun: Bool) throws(Interruption) {
    let session = SMTPSession(
      route, trust: courier.trust, conversation: conversation, patience: patience)
    session.sourceAddress = incoming?.sourceAddress
    do throws(Interruption) {
      try session.open()
      mechanism = session.mechanism
      try session.send(mail, envelope, dryRun: dryRun)
    } catch {
      throw judged(error, session)
    }
    if session.quit() == .outOfStep, !dryRun { throw Interruption(.unknownOutcome) }
  }

  /// A refusal behind the final dot counts only where nothing else has been said about the mail.
  private func judged(_ error: Interruption, _ session: SMTPSession) -> Interruption {
    guard case .reply = error.ending else { return error }
    let isSent = conversation.observation.lastCommand == "."
    return session.quit() != .taken && isSent ? Interruption(.unknownOutcome) : error
  }

  private func failure(_ interruption: Interruption) -> DeliveryReport {
    if let incoming, conversation.ladder.current == .incoming {
      let mode = conversation.observation.attempt.mode
      conversation.observation = incoming.conversation.observation
      conversation.observation.attempt.mode = mode
      conversation.observation.incomingStep = incoming.conversation.observation.stage
      conversation.secondLook = incoming.conversation.secondLook
      conversation.isEndNoted = true
    }
    conversation.fail(interruption)
    return conversation.failureReport(time)
  }
}

extension Ending {
  /// Whether a server refuses to pass mail on for a stranger, as far as replies tell.
  fileprivate var isRelayRefusal: Bool {
    guard case .reply(let reply) = self, reply.code >= 400 else { return false }
    let text = reply.text.lowercased()
    return reply.enhanced?.subject == 7
      || ["relay", "authenti", "denied", "not permitted", "rejected"].contains(where: text.contains)
  }
}

extension Attempt {
  fileprivate init(_ route: SMTPRoute, _ envelope: Envelope, _ settings: Settings) {
    self.init(
      route.endpoint, mode: route.mode, user: route.user, mechanism: route.mechanism,
      isOAuth: route.isOAuth, sender: envelope.sender.text,
      recipient: envelope.recipients.first?.text ?? "",
      senderMode: settings.senderMode,
      connectionLimit: settings.connectionLimit?.number)
  }
}
