public import MailDiagnosis
public import MailDialogue
public import MailMessage
public import MailSettings
public import ServerTrust

/// Sends mails by a set-up, the test e-mail like every other one.
///
/// Each call makes a connection of its own.
public struct Courier: Sendable {
  let settings: Settings
  let trust: TrustStore
  let timeout: Duration
  let token: BearerToken?
  let commandRefusal: String?

  /// A courier for a set-up.
  ///
  /// - Parameters:
  ///   - timeout: for the whole of one attempt.
  ///   - token: the access token for Microsoft Exchange; not needed for SMTP.
  ///   - commandRefusal: why the set-up's password commands must not be run; nil when they may.
  public init(
    settings: Settings, trust: TrustStore, timeout: Duration = .seconds(60),
    token: BearerToken? = nil, commandRefusal: String? = nil
  ) {
    self.settings = settings
    self.trust = trust
    self.timeout = timeout
    self.token = token
    self.commandRefusal = commandRefusal
  }

  /// Sends a mail; blocks the calling thread, on which `observe` is called for each change of a
  /// stage.
  ///
  /// Where one of several recipients is refused, nobody gets the mail.
  ///
  /// - Parameter dryRun: whether to stop after the recipients are accepted.
  public func send(
    _ mail: RenderedMail, envelope: Envelope, dryRun: Bool = false,
    cancellation: Cancellation = Cancellation(), observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    withoutActuallyEscaping(observe) { observe in
      Delivery(self, envelope, cancellation, observe).run(dryRun: dryRun) {
        () throws(UnencodableText) in
        mail
      }
    }
  }

  /// Sends the test e-mail; see ``send(_:envelope:dryRun:cancellation:observe:)``.
  ///
  /// - Parameters:
  ///   - event: what it is sent for: as a mail of the system, or as one that a user triggers.
  ///   - hear: told of each line of the dialogue as soon as it may be shown.
  public func sendTest(
    to recipient: MailAddress, for event: SenderPolicy.Event = .system, dryRun: Bool = false,
    cancellation: Cancellation = Cancellation(), hear: ((TranscriptLine) -> Void)? = nil,
    observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    let test = TestMessage(settings, host: LocalName.short, to: recipient, for: event)
    return withoutActuallyEscaping(observe) { observe in
      Delivery(self, test.envelope, cancellation, hear: hear, observe)
        .run(dryRun: dryRun) { () throws(UnencodableText) in try RenderedMail(test.message) }
    }
  }
}
