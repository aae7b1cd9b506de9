public import MailDialogue

/// What was observed of one attempt: all that a diagnosis may build on. Holds no secret.
public struct Observation: Equatable, Sendable {
  /// What was tried.
  public var attempt: Attempt
  /// The stage that failed.
  public var stage: Stage
  /// How it ended.
  public var ending: Ending
  /// The last command sent, without its arguments' secrets: `EHLO`, `STARTTLS`, `AUTH PLAIN`,
  /// `MAIL` …
  public var lastCommand: String?
  /// The banner's reply, where one came.
  public var greeting: Reply?
  /// The words of the last EHLO reply before TLS; nil when none came.
  public var capabilities: [String]?
  /// The words of the EHLO reply inside TLS; nil without TLS.
  public var capabilitiesInTLS: [String]?
  /// Whether the TLS handshake was finished.
  public var isEncrypted = false
  /// The chain that the server showed, with its faults.
  public var certificate: CertificateInspection?
  /// What a `334` challenge said once decoded, free of control characters (an OAuth error's JSON).
  public var challenge: String?
  /// What was found to answer elsewhere on the same host when the mode or port was repaired by
  /// trying.
  public var alternatives: [Alternative] = []
  /// Whether the host's other ports and ways were tried to the end: what is not among
  /// ``alternatives`` is not there.
  public var hasLookedElsewhere = false
  /// Bytes received on this connection.
  public var bytesReceived = 0
  /// This machine's time, in seconds since 1970.
  public var now: Int64 = 0
  /// The address that was connected to last; nil where none was.
  public var peer: String?
  /// What became of each of the host's addresses that was tried in vain.
  public var addressTrials: [AddressTrial] = []
  /// Names near the host that do resolve.
  public var closeNames: [String] = []
  /// Names in the server's certificate that resolve to the address that was connected to.
  public var sameAddressNames: [String] = []
  /// With the stage ``Stage/incoming``: the step of that sign-in that failed, where it is known.
  public var incomingStep: Stage?
  /// What the access token says of itself, where one was used and can be read.
  public var token: TokenClaims?
  /// What came of trying the same token at the IMAP server.
  public var imapTrial = IMAPTrial.notTried
  /// Which service it was instead, with the ending ``Ending/wrongService(_:)``; nil when not known.
  public var foreignService: ForeignService?

  /// An observation of an attempt that failed.
  public init(attempt: Attempt, stage: Stage, ending: Ending) {
    self.attempt = attempt
    self.stage = stage
    self.ending = ending
  }
}

/// What came of an access token at the IMAP server, after SMTP had refused it.
public enum IMAPTrial: Equatable, Sendable {
  case notTried
  case accepted
  /// The server's line, free of control characters.
  case refused(String)
}
