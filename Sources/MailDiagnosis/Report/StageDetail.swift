public import MailDialogue
public import MailSettings

/// What is shown beside a stage, while it is under way or once it has ended.
public enum StageDetail: Equatable, Sendable {
  /// There is an access token; for how many minutes more, where that is known.
  case token(user: String, minutes: Int?, isRenewed: Bool)
  /// The host's addresses, in their numeric form.
  case resolved(HostName, addresses: [String])
  case connected(address: String, Port)
  /// Others have all the connections that the set-up's limit allows.
  case waitingForConnection(limit: Int)
  /// Nobody has answered for a while; another port that does, and whether one is looked for.
  case noAnswer(addresses: Int, other: Port?, isLooking: Bool)
  case nextAddress
  /// The server has not greeted for a while.
  case noGreeting(Silence)
  /// The banner's first line.
  case greeted(String)
  case encrypted(TLSVersion: String)
  /// The server's own certificate, and this machine's time in seconds since 1970.
  case certificate(CertificateDetails, now: Int64)
  case notEncrypted(Encryption, MailService)
  case signedIn(user: String, mechanism: String)
  /// The sign-in at the incoming mailbox server.
  case signedInFirst(IncomingProtocol, HostName, user: String)
  case sender(MailAddress)
  case recipients(accepted: [MailAddress], refused: [MailAddress])
  case dryRun
  /// The server has taken the message.
  case taken(Reply)
  /// The gravest fault of a certificate that was refused.
  case untrusted(CertificateFault)
  case failed(Ending)

  /// What is known of a server that says nothing.
  public enum Silence: Sendable {
    /// It is too early to look whether it waits for a TLS handshake.
    case unexplained
    case isLooking
    case speaksTLS
    case speaksNoTLS
  }
}

extension StageDetail {
  /// How a stage failed, with the chain that the server showed.
  public static func failed(_ ending: Ending, _ shown: CertificateInspection?) -> StageDetail {
    guard ending == .certificate, let fault = shown?.faults.first else { return .failed(ending) }
    return .untrusted(fault)
  }
}
