internal import Glibc
internal import MailDiagnosis
internal import MailMessage
internal import MailSettings

/// One attempt to send one mail, from the first look-up to the report.
final class Delivery {
  private let courier: Courier
  private let route: SMTPRoute
  private let envelope: Envelope
  private let patience: Patience
  private let conversation: Conversation
  private var mechanism: SASLMechanism?

  init(
    _ courier: Courier, _ envelope: Envelope, _ cancellation: Cancellation,
    _ observe: @escaping (StageResult) -> Void
  ) {
    self.courier = courier
    self.envelope = envelope
    route = SMTPRoute(courier.settings.route, token: courier.token)
    patience = Patience(courier.timeout, cancellation: cancellation)
    let order = Stage.order(ssl: route.encryption == .ssl, incomingFirst: route.incoming != nil)
    conversation = Conversation(
      Observation(
        attempt: Attempt(route, envelope, courier.settings), stage: .resolve, ending: .cancelled),
      ladder: Ladder(order, observe: observe))
  }

  func run(
    dryRun: Bool, rendering: () throws(UnencodableText) -> RenderedMail
  ) -> DeliveryReport {
    do throws(Interruption) {
      let mail = try render(rendering)
      try send(mail, dryRun: dryRun)
      return report(dryRun ? .accepted : .delivered, messageID: dryRun ? nil : mail.messageID)
    } catch {
      return failure(error)
    }
  }

  /// What the encoding cannot hold is found before anything is sent.
  private func render(
    _ rendering: () throws(UnencodableText) -> RenderedMail
  ) throws(Interruption) -> RenderedMail {
    do throws(UnencodableText) {
      return try rendering()
    } catch {
      throw Interruption(.unencodable(error.characters.map { String($0).printable() }))
    }
  }

  private func send(_ mail: RenderedMail, dryRun: Bool) throws(Interruption) {
    let session = SMTPSession(
      route, trust: courier.trust, conversation: conversation, patience: patience)
    try session.open()
    mechanism = session.mechanism
    try session.send(mail, envelope, dryRun: dryRun)
    session.quit()
  }

  private func report(_ outcome: Outcome, messageID: String? = nil) -> DeliveryReport {
    DeliveryReport(
      outcome: outcome, stages: conversation.ladder.stages,
      tls: conversation.observation.isEncrypted ? conversation.tls : nil,
      authenticated: mechanism?.rawValue, messageID: messageID,
      transcript: conversation.transcript.finished(),
      certificate: conversation.observation.certificate)
  }

  private func failure(_ interruption: Interruption) -> DeliveryReport {
    conversation.fail(interruption)
    var report = report(interruption.ending.outcome)
    report.diagnosis = .unexplained(conversation.observation)
    return report
  }
}

extension Conversation {
  /// Marks the stage under way as failed and completes the observation.
  func fail(_ interruption: Interruption) {
    let stage = ladder.current ?? .message
    observation.stage = stage
    observation.ending = interruption.ending
    if interruption.curlCode != 0 { observation.curlCode = interruption.curlCode }
    observation.now = Int64(time(nil))
    note(interruption.ending.words)
    ladder.fail(stage, interruption.ending.words)
  }
}

extension Ending {
  /// What the whole attempt's outcome is when it ends so.
  fileprivate var outcome: Outcome {
    switch self {
    case .cancelled: .cancelled
    case .unknownOutcome: .unknown
    case .reply, .line, .unresolved, .refused, .timedOut, .closed, .reset, .wrongService,
      .malformed,
      .endless, .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection, .noAuthentication,
      .noMechanism, .kerberos, .noSMTPUTF8, .tooLarge, .unencodable, .passwordCommand, .other:
      .failed
    }
  }
}

extension Attempt {
  fileprivate init(_ route: SMTPRoute, _ envelope: Envelope, _ settings: Settings) {
    self.init(
      service: .smtp, host: route.host.text, port: Int(route.port.number),
      encryption: route.encryption, mode: route.mode, user: route.user,
      mechanism: route.mechanism, isOAuth: route.isOAuth, sender: envelope.sender.text,
      recipient: envelope.recipients.first?.text ?? "",
      connectionLimit: settings.connectionLimit?.number)
  }
}
