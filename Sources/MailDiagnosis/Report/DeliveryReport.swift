public import MailDialogue
public import MailSettings

/// How a test e-mail, a dry run or a sign-in test ended.
public enum Outcome: String, Codable, Sendable {
  /// The server has accepted the message.
  case delivered
  /// In a dry run the server has accepted the recipients; in a sign-in test, the sign-in.
  case accepted
  case failed
  case cancelled
  /// No clear answer came after the final dot: the mail may have been delivered.
  case unknown
}

/// The properties of the TLS connection.
public struct TLSFacts: Equatable, Codable, Sendable {
  /// The protocol, such as `TLSv1.3`.
  public let `protocol`: String
  /// The cipher suite.
  public let cipher: String
  /// Whether the certificate chain and the host name were verified.
  public let verified: Bool

  /// The properties of a connection.
  public init(protocol: String, cipher: String, verified: Bool) {
    self.protocol = `protocol`
    self.cipher = cipher
    self.verified = verified
  }
}

/// The result of one attempt to send, or to sign in.
public struct DeliveryReport: Equatable, Sendable {
  /// How it ended.
  public var outcome: Outcome
  /// Every stage in order.
  public var stages: [StageResult]
  /// The TLS connection; nil without TLS.
  public var tls: TLSFacts?
  /// The SASL mechanism of the sign-in that succeeded; nil when none did.
  public var authenticated: String?
  /// The Message-ID with its angle brackets; nil in a dry run.
  public var messageID: String?
  /// Why it failed; nil on success.
  @Boxed public var diagnosis: Diagnosis? = nil
  /// The dialogue, secrets redacted and control characters replaced, line by line.
  public var transcript: [TranscriptLine]
  /// The certificate chain that the server showed.
  @Boxed public var certificate: CertificateInspection? = nil
  /// The ways to sign in that the server offered, whether one was used or not.
  public var offers: OfferedMechanisms
  /// What became of each recipient, in the envelope's order.
  public var recipients: [RecipientResult] = []

  /// A report; recipients are added where there were some.
  public init(
    outcome: Outcome, stages: [StageResult], tls: TLSFacts? = nil, authenticated: String? = nil,
    messageID: String? = nil, diagnosis: Diagnosis? = nil, transcript: [TranscriptLine] = [],
    certificate: CertificateInspection? = nil, offers: OfferedMechanisms = OfferedMechanisms()
  ) {
    self.outcome = outcome
    self.stages = stages
    self.tls = tls
    self.authenticated = authenticated
    self.messageID = messageID
    self.diagnosis = diagnosis
    self.transcript = transcript
    self.certificate = certificate
    self.offers = offers
  }
}

/// What became of one of a mail's recipients.
public struct RecipientResult: Equatable, Sendable {
  /// The recipient.
  public let address: MailAddress
  /// The mail's outcome for this recipient; `failed` where the recipient was refused.
  public let outcome: Outcome
  /// The reply that refused this recipient, else the reply to the mail.
  public let reply: Reply?
  /// Why this recipient was refused; nil where the mail's own diagnosis says it.
  @Boxed public private(set) var diagnosis: Diagnosis? = nil

  /// Makes a result; without a diagnosis where the mail's own says it.
  public init(
    address: MailAddress, outcome: Outcome, reply: Reply?, diagnosis: Diagnosis? = nil
  ) {
    (self.address, self.outcome, self.reply) = (address, outcome, reply)
    self.diagnosis = diagnosis
  }
}

extension DeliveryReport {
  /// The report of an attempt that could not begin, for something that this machine lacks.
  public init(missing shortage: SystemShortage) {
    let order = Stage.order(ssl: false, incomingFirst: false)
    let stages = order.map { stage in
      stage == .resolve
        ? StageResult(stage: stage, state: .failed, detail: .failed(.system(shortage)))
        : StageResult(stage: stage)
    }
    self.init(outcome: .failed, stages: stages, diagnosis: shortage.diagnosis(at: .resolve))
  }
}
