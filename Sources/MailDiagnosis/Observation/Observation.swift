public import MailDialogue

/// What was observed of one attempt: everything that a diagnosis may use. It holds no secret.
public struct Observation: Equatable, Sendable {
  /// What was tried.
  public var attempt: Attempt
  /// The stage that failed.
  public var stage: Stage
  /// How it ended.
  public var ending: Ending
  /// The last command that was sent, without secrets: `EHLO`, `STARTTLS`, `AUTH PLAIN`, `MAIL` …
  public var lastCommand: String?
  /// The banner; nil when none came.
  public var greeting: Reply?
  /// The capabilities in the last EHLO reply before TLS; nil when none came.
  public var capabilities: [String]?
  /// The capabilities in the EHLO reply inside TLS; nil without TLS.
  public var capabilitiesInTLS: [String]?
  /// Whether the TLS handshake was finished.
  public var isEncrypted = false
  /// The chain that the server showed, with its faults.
  public var certificate: CertificateInspection?
  /// The decoded text of a `334` challenge, such as an OAuth error's JSON, free of control
  /// characters.
  public var challenge: String?
  /// Other ports and encryptions of the same host that were tried after the failure and answered.
  public var alternatives: [Alternative] = []
  /// Whether all of the host's usual ports were tried, so that ``alternatives`` is complete.
  public var hasLookedElsewhere = false
  /// Bytes received on this connection.
  public var bytesReceived = 0
  /// This machine's time, in seconds since 1970.
  public var now: Int64 = 0
  /// The address that was last connected to; nil where none was.
  public var peer: String?
  /// What became of each of the host's addresses that failed.
  public var addressTrials: [AddressTrial] = []
  /// Names similar to the host's that do resolve.
  public var closeNames: [String] = []
  /// Names in the server's certificate that resolve to the address that was connected to.
  public var sameAddressNames: [String] = []
  /// With the stage ``Stage/incoming``: the step of that sign-in that failed; nil where it is not
  /// known.
  public var incomingStep: Stage?
  /// The claims of the access token; nil where none was used or it cannot be read.
  public var token: TokenClaims?
  /// The result of trying the same token at the IMAP server.
  public var imapTrial = IMAPTrial.notTried
  /// With ``Ending/wrongService(_:)``: the service that answered; nil when it is not recognized.
  public var foreignService: ForeignService?

  /// An observation of an attempt that failed.
  public init(attempt: Attempt, stage: Stage, ending: Ending) {
    self.attempt = attempt
    self.stage = stage
    self.ending = ending
  }
}

/// The result of trying an access token at the IMAP server after SMTP had refused it.
public enum IMAPTrial: Equatable, Sendable {
  case notTried
  case accepted
  /// The server's line, free of control characters.
  case refused(String)
}
