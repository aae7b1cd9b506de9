public import MailDialogue
public import MailSettings

/// What is shown beside a stage, while it is under way or once it has ended.
public enum StageDetail: Equatable, Sendable {
  /// There is an access token; `minutes` is how long it is still valid, nil where that is not
  /// known.
  case token(user: String, minutes: Int?, isRenewed: Bool)
  /// The host's addresses, in their numeric form.
  case resolved(HostName, addresses: [String])
  case connected(address: String, Port)
  /// Other processes use all the connections that the set-up's limit allows.
  case waitingForConnection(limit: Int)
  /// The host has not answered for a while; `other` is a port that does, `isLooking` while one is
  /// sought.
  case noAnswer(addresses: Int, other: Port?, isLooking: Bool)
  case nextAddress
  /// The server has not sent its banner for a while.
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

  /// What is known of a server that sends no banner.
  public enum Silence: Sendable {
    /// Not examined yet.
    case unexplained
    case isLooking
    case speaksTLS
    case speaksNoTLS
  }
}

extension StageDetail {
  /// How a stage failed; with the gravest fault of a certificate that was refused.
  public static func failed(_ ending: Ending, _ shown: CertificateInspection?) -> StageDetail {
    guard ending == .certificate, let fault = shown?.faults.first else { return .failed(ending) }
    return .untrusted(fault)
  }
}
