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
}

/// The way that a set-up's mails take: the login at the incoming mailbox server where there is one,
/// and the session at the SMTP server.
final class MailWay {
  private let client: MailClient
  private var route: SMTPRoute
  private let transcript: Transcript
  private var session: SMTPSession?
  /// The login stays open: some servers let mails through only as long.
  private var incoming: IncomingSession?
  /// The step of that login that failed.
  private var incomingStep: Stage?
  /// Whether a server may still have to learn of the login.
  private var isFirstMail = true
  /// What was seen of the last session.
  private var facts = ConnectionFacts()
  private var mechanism: String?
  private var connecting = StageProgress([])

  /// How long a server may take to learn of a login before the mail is tried again.
  private static let relayPause = Duration.milliseconds(1500)

  init(_ client: MailClient, _ hear: ((TranscriptLine) -> Void)?) {
    self.client = client
    route = SMTPRoute(client.settings.route)
    transcript = Transcript(service: .smtp, hear: hear)
    route.secrets.forEach(transcript.learn)
  }

  /// Every stage of one mail over this way.
  var stages: [Stage] {
    Stage.order(ssl: route.endpoint.encryption == .ssl, incomingFirst: route.incoming != nil)
  }

  var isOpen: Bool { session != nil }

  /// Takes leave; by another deadline than that of the last attempt where one is given.
  func close(_ deadline: Deadline? = nil) {
    if let deadline { session?.channel.deadline = deadline }
    session?.quit()
    session = nil
    incoming?.logOut(deadline)
    incoming = nil
  }
}

/// Opening it.
extension MailWay {
  /// Gets what has to be there before anything is looked up or connected.
  func prepare(_ deadline: Deadline) throws(ConnectionFailure) {
    do throws(AttemptFailure) {
      try route.obtainToken(client.credentials, deadline)
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

  private func connect(_ deadline: Deadline) throws(ConnectionFailure) {
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
    connecting.pass(.incoming, .signedInFirst(server))
  }
}

/// Sending on it.
extension MailWay {
  /// Sends a mail and reports on it.
  func send(_ order: MailOrder, _ progress: StageProgress, _ time: AttemptTime) -> DeliveryReport {
    let result = transfer(order, progress, time.deadline)
    isFirstMail = false
    var report: DeliveryReport
    if let failure = result.failure {
      report = self.report(
        failure, order.envelope, recipient: result.firstRefused, progress, time)
    } else {
      let attempt = route.attempt(order.envelope, recipient: nil, client.settings)
      report = log(progress).report(order.dryRun ? .accepted : .delivered, attempt, facts)
      report.authenticated = mechanism
      report.messageID = order.dryRun ? nil : order.mail.messageID
    }
    report.recipients = recipients(order.envelope, result, report)
    return report
  }

  /// What came of a mail.
  private struct Transfer {
    var replies: [(recipient: MailAddress, reply: Reply)] = []
    /// What the server has said to the message.
    var finalReply: Reply?
    var failure: ConnectionFailure?

    var firstRefused: MailAddress? { replies.first { !$0.reply.isPositive }?.recipient }

    /// What it has said to the mail, where that is no refusal of one recipient.
    var replyToMail: Reply? {
      guard let failure else { return finalReply }
      guard case .reply(let reply) = failure.cause.ending else { return nil }
      return reply
    }
  }

  /// Where the server has not heard of the login yet, one more try on a new connection.
  private func transfer(
    _ order: MailOrder, _ progress: StageProgress, _ deadline: Deadline
  ) -> Transfer {
    let first = transferOnce(order, progress, deadline)
    guard isFirstMail, incoming != nil, let failure = first.failure,
      failure.cause.ending.isRelayRefusal
    else { return first }
    transcript.note(.onceMore)
    session = nil
    do throws(AttemptFailure) { try deadline.sleep(Self.relayPause) } catch {
      return Transfer(failure: self.failure(error.ending))
    }
    do throws(ConnectionFailure) { try connect(deadline) } catch {
      return Transfer(failure: error)
    }
    return transferOnce(order, progress, deadline)
  }

  private func transferOnce(
    _ order: MailOrder, _ progress: StageProgress, _ deadline: Deadline
  ) -> Transfer {
    guard let session else { return Transfer(failure: failure(.closed)) }
    session.channel.deadline = deadline
    var transaction = MailTransaction(session.channel, order.mail, order.envelope, progress)
    var cause: AttemptFailure?
    do throws(AttemptFailure) {
      try transaction.run(dryRun: order.dryRun)
      if order.isLast, leave(session) == .outOfStep, !order.dryRun {
        cause = AttemptFailure(.unknownOutcome)
      }
    } catch {
      cause = judged(error, session, order)
    }
    facts = session.channel.record.facts
    return Transfer(
      replies: transaction.replies, finalReply: transaction.finalReply,
      failure: cause.map { session.channel.record.failure($0) })
  }

  /// A refusal behind the final dot counts only where nothing else has been said about the mail.
  /// The session goes on only where it is in step, and nothing is left of the refused mail.
  private func judged(
    _ error: AttemptFailure, _ session: SMTPSession, _ order: MailOrder
  ) -> AttemptFailure {
    // Found before anything was said.
    if error.ending.isOfTheMailItself, !order.isLast { return error }
    guard case .reply(let reply) = error.ending else {
      self.session = nil
      return error
    }
    let isSent = session.channel.record.facts.lastCommand == "."
    var farewell = SMTPSession.Farewell.taken
    if order.isLast {
      farewell = leave(session)
    } else if reply.code == 421 {
      self.session = nil
    } else {
      let (answer, isOver) = session.reset()
      farewell = answer
      if isOver { self.session = nil }
    }
    return farewell != .taken && isSent ? AttemptFailure(.unknownOutcome) : error
  }

  private func leave(_ session: SMTPSession) -> SMTPSession.Farewell {
    self.session = nil
    return session.quit()
  }
}

/// Reporting on it.
extension MailWay {
  private func log(_ progress: StageProgress) -> AttemptLog {
    AttemptLog(progress: progress, transcript: transcript)
  }

  /// A failure with what was seen of the last session, or before any.
  func failure(_ ending: Ending) -> ConnectionFailure {
    ConnectionFailure(
      cause: AttemptFailure(ending), request: route.request(seenAddress: nil, client.trust),
      facts: facts)
  }

  /// Opens, and reports on that alone.
  func tryToOpen(
    _ progress: StageProgress, _ time: AttemptTime
  ) throws(FailedConnection) -> DeliveryReport {
    do throws(ConnectionFailure) {
      try prepare(time.deadline)
      try open(progress, time.deadline)
      let attempt = route.attempt(nil, recipient: nil, client.settings)
      var report = log(progress).report(.accepted, attempt, facts)
      report.authenticated = mechanism
      return report
    } catch {
      defer { close() }
      throw FailedConnection(report: report(error, nil, progress, time))
    }
  }

  /// The report of a failure: of the login at the mailbox server, or of anything behind it.
  func report(
    _ failure: ConnectionFailure, _ envelope: Envelope?, recipient: MailAddress? = nil,
    _ progress: StageProgress, _ time: AttemptTime
  ) -> DeliveryReport {
    if let incomingStep, let server = route.incoming {
      var attempt = Attempt(server)
      attempt.mode = .incomingFirst
      return log(progress).report(failure, attempt, incomingStep: incomingStep, time)
    }
    let attempt = route.attempt(envelope, recipient: recipient, client.settings)
    return log(progress).report(failure, attempt, time)
  }

  /// What became of each recipient: whoever was accepted shares the fate of the mail.
  private func recipients(
    _ envelope: Envelope, _ result: Transfer, _ report: DeliveryReport
  ) -> [RecipientResult] {
    envelope.recipients.enumerated().map { index, address in
      let reply = index < result.replies.count ? result.replies[index].reply : nil
      guard let reply, !reply.isPositive, reply.code != 421 else {
        return RecipientResult(
          address: address, outcome: report.outcome, reply: result.replyToMail)
      }
      let attempt = route.attempt(envelope, recipient: address, client.settings)
      let observation = Observation(attempt, facts, stage: .recipient, ending: .reply(reply))
      return RecipientResult(
        address: address, outcome: .failed, reply: reply, diagnosis: Diagnosis(observation))
    }
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

  /// Whether the mail does not fit the server, which is found before anything is said of it.
  fileprivate var isOfTheMailItself: Bool {
    if case .tooLarge = self { return true }
    return self == .noSMTPUTF8
  }
}
