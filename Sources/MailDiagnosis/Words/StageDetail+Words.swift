internal import MailDialogue
internal import MailSettings
internal import SystemAccess

extension StageDetail {
  /// A few words that fit on a line of 80 columns with the stage and its time, free of control
  /// characters.
  public var text: String { words.printable(limit: 200) }

  private var words: String {
    switch self {
    case .token(let user, let minutes, let isRenewed): Self.words(user, minutes, isRenewed)
    case .resolved(let host, let addresses): Self.words(host, addresses)
    case .connected(let address, let port): "\(address), port \(port.number)"
    case .waitingForConnection(let limit):
      "waiting for one of the \(limit) connections of the limit"
    case .noAnswer(let count, let other, let isLooking): Self.words(count, other, isLooking)
    case .nextAddress: "trying the next address"
    case .noGreeting(let silence): silence.words
    case .greeted(let line): line
    case .encrypted(let version): version
    case .certificate(let leaf, let now): Self.words(leaf, now)
    case .notEncrypted(.none, _): "none"
    case .notEncrypted(_, .smtp): "not available, sent in clear"
    case .notEncrypted(_, .imap), .notEncrypted(_, .pop3): "not available"
    case .signedIn(let user, let mechanism): "\(user), \(mechanism)"
    case .signedInFirst(let service, let host, let user):
      "\(service.title) at \(host.text), \(user)"
    case .sender(let address): address.text
    case .recipients(let accepted, let refused): Self.words(accepted, refused)
    case .dryRun: "dry run"
    case .taken(let reply): reply.text
    case .untrusted(let fault): "not trusted: \(fault.word)"
    case .failed(let ending): ending.words
    }
  }

  /// `token for alice@example.com, good for 58 minutes`
  private static func words(_ user: String, _ minutes: Int?, _ isRenewed: Bool) -> String {
    let token = "\(isRenewed ? "renewed token" : "token") for \(user.shown)"
    guard let minutes else { return token }
    return "\(token), good for \(minutes) minute\(minutes == 1 ? "" : "s")"
  }

  /// `mail.example.com → 192.0.2.7, 2001:db8::7`
  private static func words(_ host: HostName, _ addresses: [String]) -> String {
    let list = addresses.joined(separator: ", ")
    return host.kind == .name ? "\(host.text) → \(list)" : list
  }

  private static func words(_ addresses: Int, _ other: Port?, _ isLooking: Bool) -> String {
    let silence = addresses > 1 ? "none of \(addresses) answers" : "no answer"
    if let other { return "\(silence); port \(other.number) answers" }
    return isLooking ? "\(silence); trying other ports" : "\(silence) yet"
  }

  /// `mail.example.com, by Example CA, 61 days left`
  private static func words(_ leaf: CertificateDetails, _ now: Int64) -> String {
    let name = leaf.names.first ?? leaf.subjectName
    let issuer = leaf.isSelfIssued ? "self-signed" : "by \(leaf.issuerName)"
    return "\(name), \(issuer), \(leaf.timeLeft(now: now))"
  }

  /// The accepted recipients, then the refused ones.
  private static func words(_ accepted: [MailAddress], _ refused: [MailAddress]) -> String {
    let taken = accepted.map(\.text).joined(separator: ", ")
    return refused.isEmpty
      ? taken : "\(taken); refused: \(refused.map(\.text).joined(separator: ", "))"
  }
}

extension StageDetail.Silence {
  fileprivate var words: String {
    switch self {
    case .unexplained: "no greeting yet"
    case .isLooking: "no greeting yet; is it SSL?"
    case .speaksTLS: "no greeting; it speaks SSL"
    case .speaksNoTLS: "no greeting yet; it is not SSL"
    }
  }
}
