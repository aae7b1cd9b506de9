internal import Glibc
internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// What is shown beside a stage, while it is under way or once it has ended.
enum StageDetail {
  case resolved(HostName, [HostAddress])
  case connected(HostAddress, Port)
  /// Nobody has answered for a while.
  case noAnswer(addresses: Int, other: Port?, isLooking: Bool)
  case nextAddress
  /// The server has not greeted for a while.
  case noGreeting(SilenceWatch.Finding)
  case greeted(String)
  case encrypted(TLSVersion: String)
  case certificate(CertificateInspection)
  case notEncrypted(Encryption, MailService)
  case signedIn(user: String, mechanism: String)
  case signedInFirst(IncomingServer)
  case sender(MailAddress)
  case recipients([(recipient: MailAddress, reply: Reply)])
  case dryRun
  case taken(Reply)
  case failed(Ending, CertificateInspection?)
}

extension StageDetail {
  /// Short, as it shares a line with the stage and its time at 80 columns; nil for nothing to say.
  var words: String? {
    switch self {
    case .resolved(let host, let addresses): Self.words(host, addresses)
    case .connected(let peer, let port): "\(peer.text), port \(port.number)"
    case .noAnswer(let count, let other, let isLooking): Self.words(count, other, isLooking)
    case .nextAddress: "trying the next address"
    case .noGreeting(let finding): Self.words(finding)
    case .greeted(let line): line
    case .encrypted(let version): version
    case .certificate(let inspection): Self.words(inspection)
    case .notEncrypted(let encryption, let service): Self.words(encryption, service)
    case .signedIn(let user, let mechanism): "\(user), \(mechanism)"
    case .signedInFirst(let server):
      "\(server.protocol.title) at \(server.endpoint.host.text), \(server.credentials.user.text)"
    case .sender(let address): address.text
    case .recipients(let replies): Self.words(replies)
    case .dryRun: "dry run"
    case .taken(let reply): reply.text
    case .failed(.certificate, let inspection?) where !inspection.faults.isEmpty:
      inspection.faults.first.map { "not trusted: \($0.word)" }
    case .failed(let ending, _): ending.words
    }
  }

  /// `mail.example.com → 192.0.2.7, 2001:db8::7`
  private static func words(_ host: HostName, _ addresses: [HostAddress]) -> String {
    let list = addresses.map(\.text).joined(separator: ", ")
    return host.kind == .name ? "\(host.text) → \(list)" : list
  }

  private static func words(_ addresses: Int, _ other: Port?, _ isLooking: Bool) -> String {
    let silence = addresses > 1 ? "none of \(addresses) answers" : "no answer"
    if let other { return "\(silence); port \(other.number) answers" }
    return isLooking ? "\(silence); trying other ports" : "\(silence) yet"
  }

  private static func words(_ finding: SilenceWatch.Finding) -> String {
    switch finding {
    case .notBegun: "no greeting yet"
    case .underWay: "no greeting yet; is it SSL?"
    case .speaksTLS: "no greeting; it speaks SSL"
    case .speaksNoTLS: "no greeting yet; it is not SSL"
    }
  }

  /// Whom the certificate is for, by whom, and for how long: `mail.example.com, by Example CA, 61
  /// days left`.
  private static func words(_ inspection: CertificateInspection) -> String? {
    guard let leaf = inspection.chain.first else { return nil }
    let name = leaf.names.first ?? leaf.subjectName
    let issuer = leaf.isSelfIssued ? "self-signed" : "by \(leaf.issuerName)"
    let now = inspection.now > 0 ? inspection.now : Int64(time(nil))
    return "\(name), \(issuer), \(leaf.timeLeft(now: now))"
  }

  private static func words(_ encryption: Encryption, _ service: MailService) -> String {
    if encryption == .none { return "none" }
    return service == .smtp ? "not available, sent in clear" : "not available"
  }

  /// Who is accepted, and behind that who is refused.
  private static func words(_ replies: [(recipient: MailAddress, reply: Reply)]) -> String {
    let names = { (isAccepted: Bool) in
      replies.filter { $0.reply.isPositive == isAccepted }.map(\.recipient.text)
        .joined(separator: ", ")
    }
    return names(true) + (names(false).isEmpty ? "" : "; refused: \(names(false))")
  }
}
