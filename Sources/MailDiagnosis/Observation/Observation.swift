public import MailDialogue
public import MailSettings
public import SystemAccess

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

/// What was tried, as far as a diagnosis needs it.
public struct Attempt: Equatable, Sendable {
  /// The server and how it was connected to.
  public var endpoint: Endpoint
  /// The way to sign in.
  public var mode: AuthenticationMode
  /// The user name, nil when nobody signs in.
  public var user: String?
  /// The forced mechanism, or `auto`.
  public var mechanism: String
  /// Whether it was an OAuth sign-in (Microsoft Exchange).
  public var isOAuth: Bool
  /// The application and mailbox of that sign-in; nil with any other.
  public var exchange: ExchangeFacts?
  /// The address that MAIL FROM names; empty where there is none.
  public var sender: String
  /// The address that RCPT TO names; empty where there is none.
  public var recipient: String
  /// The name said in EHLO.
  public var helloName: String
  /// From which address user-triggered mails are sent.
  public var senderMode: SenderMode
  /// The set-up's connection limit; nil for none.
  public var connectionLimit: Int?

  /// An attempt with its parts.
  public init(
    _ endpoint: Endpoint, mode: AuthenticationMode = .none, user: String? = nil,
    mechanism: String = "auto", isOAuth: Bool = false, sender: String = "", recipient: String = "",
    helloName: String = "", senderMode: SenderMode = .system, connectionLimit: Int? = nil
  ) {
    self.endpoint = endpoint
    self.mode = mode
    self.user = user
    self.mechanism = mechanism
    self.isOAuth = isOAuth
    self.sender = sender
    self.recipient = recipient
    self.helloName = helloName
    self.senderMode = senderMode
    self.connectionLimit = connectionLimit
  }
}

/// What came of an access token at the IMAP server, after SMTP had refused it.
public enum IMAPTrial: Equatable, Sendable {
  case notTried
  case accepted
  /// The server's line, free of control characters.
  case refused(String)
}

/// How an attempt ended.
public enum Ending: Equatable, Sendable {
  /// The SMTP server refused with this reply.
  case reply(Reply)
  /// An IMAP or POP3 server refused with this line.
  case line(String)
  /// The host has no address; the payload says why.
  case unresolved(ResolveFailure)
  /// Nobody listens at the port (ECONNREFUSED), or there is no way there.
  case refused(errno: Int32)
  /// Nothing came in time.
  case timedOut
  /// The server closed the connection in order.
  case closed
  /// The connection was reset.
  case reset
  /// What came is no mail protocol; the payload is the first line, free of control characters.
  case wrongService(String)
  /// A later line was no reply at all (``ReplyParser/Item/malformed(_:)``); the payload is that
  /// line.
  case malformed(String)
  /// Something came that nothing had been asked for, or a reply that the command cannot have; its
  /// text.
  case outOfStep(String)
  /// A line or reply beyond any bound.
  case endless
  /// STARTTLS was asked for but not offered.
  case noSTARTTLS
  /// No TLS by the settings or by the server, and a password would have gone out in clear.
  case clearTextPassword
  /// TLS failed: OpenSSL's packed error code (`ERR_get_error`) and its text.
  case tls(code: UInt, text: String)
  /// The certificate was refused; the faults are in ``Observation/certificate``.
  case certificate
  /// More bytes came after the reply to STARTTLS (CVE-2021-22947 class).
  case injection
  /// Credentials are set, and the server offers no AUTH at all.
  case noAuthentication
  /// No mechanism that both sides can; the payload is what the server offers.
  case noMechanism([String])
  /// GSSAPI was tried and there is no ticket.
  case kerberos
  /// The address needs SMTPUTF8 and the server does not offer it.
  case noSMTPUTF8
  /// The message is larger than the SIZE that the server announced, in octets.
  case tooLarge(limit: Int)
  /// The connection was lost, or time ran out, after the final dot.
  case unknownOutcome
  /// The display name, subject or body does not fit in the chosen encoding; the characters that do
  /// not.
  case unencodable([String])
  /// The password command failed.
  case passwordCommand(CommandFailure)
  /// The password command was not run, since others could have written it; the error's words say
  /// how to mend that.
  case commandExposed(ForeignError)
  /// Microsoft Exchange without an account that is linked.
  case notLinked
  /// There is no access token for Microsoft Exchange; the payload says why.
  case token(TokenFailure)
  /// This machine did not give what the attempt needs; nothing is known of the server.
  case system(SystemShortage)
  /// The person cancelled.
  case cancelled
  /// Anything else; the payload is the library's own text.
  case other(String)
}

/// Why a host name has no address (getaddrinfo).
public enum ResolveFailure: Equatable, Sendable {
  /// There is no such name (EAI_NONAME).
  case noSuchHost
  /// The name exists but has no address (EAI_NODATA).
  case noAddress
  /// There are addresses, and none that can be reached from the source address: they are of the
  /// other family.
  case noAddressFor(SourceAddress)
  /// The resolver did not answer (EAI_AGAIN).
  case resolverDown
  /// Anything else; getaddrinfo's own text.
  case other(String)
}

/// An address of the host that was tried in vain.
public struct AddressTrial: Equatable, Sendable {
  /// The address in its numeric form.
  public let address: String
  /// What came of it.
  public let end: End

  /// What came of an address.
  public enum End: Equatable, Sendable {
    /// Nothing has come until the attempt ended.
    case noAnswer
    case notTried
    /// No connection; why.
    case notConnected(errno: Int32)
    /// A connection that proved useless.
    case ended(Ending)
  }

  /// An address that was tried in vain, and what came of it.
  public init(address: String, end: End) {
    self.address = address
    self.end = end
  }
}

/// A way to the same host that was tried without credentials and answered.
public struct Alternative: Equatable, Hashable, Sendable {
  /// The port that answered.
  public let port: Port
  /// The encryption that works there.
  public let encryption: Encryption
  /// Whether the certificate there is trusted; nil without TLS.
  public let isTrusted: Bool?

  /// A port and an encryption that answered.
  public init(port: Port, encryption: Encryption, isTrusted: Bool?) {
    self.port = port
    self.encryption = encryption
    self.isTrusted = isTrusted
  }
}
