public import MailDiagnosis
public import MailDialogue
public import MailMessage
public import MailSettings
public import ServerTrust

/// Sends mails by a set-up, test e-mails like all others.
public struct MailClient: Sendable {
  @Boxed private(set) var settings: Settings
  let trust: TrustStore
  private(set) var timeout: Duration
  let credentials: any CredentialProvider
  private(set) var slots: (any ConnectionSlots)?
  let wait: Duration
  /// Whether reports have a transcript.
  private(set) var keepsTranscripts = true
  /// A Unix socket that mails are handed to in place of the set-up's server.
  private(set) var socket: String?

  /// A client for a set-up.
  ///
  /// - Parameters:
  ///   - timeout: for the whole of one attempt; over a connection of many mails, for each of them.
  ///   - credentials: asked for passwords and tokens once they are needed.
  ///   - slots: keeps connections within a limit; nil for no limit.
  ///   - wait: how long a connection within the limit is waited for, beside the timeout.
  public init(
    settings: Settings, trust: TrustStore, timeout: Duration = .seconds(60),
    credentials: any CredentialProvider = StoredCredentials(),
    slots: (any ConnectionSlots)? = nil, wait: Duration = .seconds(60)
  ) {
    self.settings = settings
    self.trust = trust
    self.timeout = timeout
    self.credentials = credentials
    (self.slots, self.wait) = (slots, wait)
  }

  /// Begins, on threads of their own, what the first connection would wait for: to load OpenSSL and
  /// to look up this machine's name.
  package func prepare() {
    let endpoint = settings.route.endpoint
    if endpoint.encryption != .none { Libraries.prepare() }
    if endpoint.helloName == nil { MachineName.prepare() }
  }

  /// The same client, whose reports have no transcript, for thousands of mails.
  package func withoutTranscripts() -> MailClient {
    var client = self
    client.keepsTranscripts = false
    return client
  }

  /// The same client, which hands mails to a relay's Unix socket.
  ///
  /// - Parameter path: absolute, at most 107 bytes (unix(7)).
  package func through(socket path: String) -> MailClient {
    var client = self
    client.socket = path
    return client
  }

  /// The same client without a limit of connections.
  package func withoutLimit(timeout: Duration) -> MailClient {
    var client = self
    (client.slots, client.timeout) = (nil, timeout)
    return client
  }

  /// Sends a mail over connections of its own; blocks the calling thread, on which `observe` is
  /// called for each change of a stage.
  ///
  /// Where some of several recipients are refused, the others get the mail: see
  /// ``DeliveryReport/recipients``. Where the server takes only some of them at once, the mail is
  /// sent again for the others.
  ///
  /// - Parameter dryRun: whether to stop after the replies to the recipients.
  public func send(
    _ mail: RenderedMail, envelope: Envelope, dryRun: Bool = false,
    cancellation: Cancellation = Cancellation(), observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    withoutActuallyEscaping(observe) { observe in
      guard dryRun else { return sendInRounds(mail, envelope, cancellation, observe) }
      return Delivery(self, envelope, cancellation, nil, observe).run(dryRun: true) {
        () throws(UnencodableText) in
        mail
      }
    }
  }

  private func sendInRounds(
    _ mail: RenderedMail, _ envelope: Envelope, _ cancellation: Cancellation,
    _ observe: @escaping (StageResult) -> Void
  ) -> DeliveryReport {
    let sender = MailSender(self, cancellation: cancellation)
    defer { sender.close() }
    return sender.send(mail, envelope: envelope, observe: observe)
  }

  /// Sends the test e-mail; see ``send(_:envelope:dryRun:cancellation:observe:)``.
  ///
  /// - Parameters:
  ///   - trigger: what it is sent for: as a mail of the system, or as one that a user triggers.
  ///   - hear: told of each line of the dialogue as soon as it may be shown.
  public func sendTest(
    to recipient: MailAddress, for trigger: SenderPolicy.Trigger = .system, dryRun: Bool = false,
    cancellation: Cancellation = Cancellation(), hear: ((TranscriptLine) -> Void)? = nil,
    observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    let test = TestMessage(settings, host: MachineName.short, to: recipient, for: trigger)
    return withoutActuallyEscaping(observe) { observe in
      Delivery(self, test.envelope, cancellation, hear, observe)
        .run(dryRun: dryRun, pipelining: false) { () throws(UnencodableText) in
          try RenderedMail(test.message)
        }
    }
  }

  /// Connects and signs in for many mails; blocks the calling thread. Throws the report of a
  /// failure.
  public func connect(
    cancellation: Cancellation = Cancellation(), hear: ((TranscriptLine) -> Void)? = nil,
    observe: @escaping (StageResult) -> Void = { _ in }
  ) throws(FailedConnection) -> MailConnection {
    try MailConnection(self, cancellation, hear, observe)
  }
}

/// The same on a separate thread, for callers that must not block. Cancelling the task cancels the
/// attempt.
extension MailClient {
  /// Sends a mail; `observe` is called on another thread.
  public func send(
    _ mail: RenderedMail, envelope: Envelope, dryRun: Bool = false,
    cancellation: Cancellation = Cancellation(), observe: @escaping @Sendable (StageResult) -> Void
  ) async -> DeliveryReport {
    await onOwnThread(cancellation) {
      send(mail, envelope: envelope, dryRun: dryRun, cancellation: cancellation, observe: observe)
    }
  }

  /// Sends the test e-mail; `observe` is called on another thread.
  public func sendTest(
    to recipient: MailAddress, dryRun: Bool = false, cancellation: Cancellation = Cancellation(),
    observe: @escaping @Sendable (StageResult) -> Void
  ) async -> DeliveryReport {
    await onOwnThread(cancellation) {
      sendTest(to: recipient, dryRun: dryRun, cancellation: cancellation, observe: observe)
    }
  }
}
