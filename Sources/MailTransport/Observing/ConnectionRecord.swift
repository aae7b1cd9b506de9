internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import ServerTrust

/// Records one connection while it is open: it alone writes the facts, the stages and the
/// transcript.
final class ConnectionRecord {
  let request: ConnectionRequest
  private(set) var facts: ConnectionFacts
  private let log: AttemptLog
  private var greetingDetail: String?
  private var progress: StageProgress { log.progress }

  init(_ request: ConnectionRequest, _ host: ResolvedHost, _ log: AttemptLog) {
    (self.request, self.log) = (request, log)
    facts = ConnectionFacts(host: host)
  }

  /// A failure with everything that was seen until then.
  func failure(_ cause: AttemptFailure) -> ConnectionFailure {
    ConnectionFailure(cause: cause, request: request, facts: facts)
  }

  func note(_ note: TranscriptNote) { log.transcript.note(note) }

  // MARK: On the way

  func tells(_ stage: Stage, _ detail: StageDetail) { progress.tell(stage, detail) }
  func triedInVain(_ trials: [AddressTrial]) { facts.addressTrials = trials }
  func answersElsewhere(_ found: [Alternative]) { facts.alternatives = found }

  func connected(to peer: HostAddress) {
    facts.peer = peer.text
    note(.connected(peer, request.endpoint.port))
    progress.pass(.connect, .connected(address: peer.text, request.endpoint.port))
    progress.begin(request.endpoint.encryption == .ssl ? .encryption : .greeting)
  }

  func tlsBegins() {
    note(.handshake)
    progress.begin(.encryption)
  }

  func certificateChecked(_ session: TLSSession, _ inspection: CertificateInspection) {
    facts.certificate = inspection
    facts.tls = session.facts(verified: inspection.isTrusted)
    progress.pass(.encryption, .encrypted(TLSVersion: session.version))
    progress.begin(.certificate)
    note(.certificate(TLSVersion: session.version, inspection))
    inspection.faultyCertificates.forEach { note(.faulty($0)) }
  }

  /// The handshake of an inspection is over; `isProven` if it was completed.
  func chainProven(_ isProven: Bool) { facts.certificate?.isProven = isProven }

  /// The handshake is completed; from now on the dialogue is inside TLS.
  func tlsStands(_ session: TLSSession) {
    facts.tls = session.facts(verified: facts.tls?.verified ?? false)
    facts.isEncrypted = true
    facts.bytesReceived = 0
    progress.pass(.certificate, facts.certificate.flatMap(StageDetail.init))
    if request.endpoint.encryption == .ssl { progress.begin(.greeting) }
  }

  /// The dialogue continues without TLS, as the settings allow.
  func staysInClear() {
    progress.skip(.encryption, .notEncrypted(request.endpoint.encryption, request.service))
    progress.skip(.certificate)
  }
}

/// The dialogue.
extension ConnectionRecord {
  /// A line was sent; the transcript shows no secret of a sign-in.
  func sent(_ text: String, command: String?) {
    if let command { facts.lastCommand = command }
    log.transcript.add(.client, text.utf8)
    if command == request.service.startTLSCommand { progress.begin(.encryption) }
  }

  /// The next reply belongs to this one of several commands that were sent together.
  func isAbout(_ command: String) { facts.lastCommand = command }

  /// A line has arrived, without its end.
  func received(_ line: [UInt8]) {
    facts.bytesReceived += line.count
    log.transcript.add(.server, line)
  }

  /// Removes secrets from a reply.
  func redacted(_ reply: Reply) -> Reply { log.transcript.redacted(reply) }
  func redacted(_ line: String) -> String { log.transcript.redacted(line) }

  /// Keeps a secret out of everything that follows.
  func learn(_ secret: Secret) { log.transcript.learn(secret) }

  /// A whole reply of an SMTP server has arrived.
  func answered(_ reply: Reply) {
    switch facts.lastCommand {
    case nil:
      facts.greeting = reply
      greetingDetail = reply.lines.first
    case "EHLO": if reply.isPositive { offered(reply.lines) }
    case "HELO" where reply.isPositive && !request.needsExtensions: passGreeting()
    default: break
    }
  }

  /// A status line of an IMAP or POP3 server has arrived. Replies to their first commands differ,
  /// so the stage of the greeting ends with the banner.
  func answered(_ line: String) {
    guard facts.lastCommand == nil else { return }
    greetingDetail = line
    if request.endpoint.encryption == .ssl || !line.isRefusal { passGreeting() }
  }

  func offered(_ words: [String]) {
    if facts.isEncrypted {
      facts.capabilitiesInTLS = (facts.capabilitiesInTLS ?? []) + words
    } else {
      facts.capabilitiesBeforeTLS = (facts.capabilitiesBeforeTLS ?? []) + words
    }
    passGreeting()
  }

  func challenged(_ text: String) { facts.challenge = log.transcript.redacted(text) }
  func isForeign(_ service: ForeignService?) { facts.foreignService = service }

  private func passGreeting() { progress.pass(.greeting, greetingDetail.map(StageDetail.greeted)) }

  // MARK: Signing in

  func signInBegins() { progress.begin(.authentication) }
  func signedIn(_ user: String, by mechanism: String) {
    progress.pass(.authentication, .signedIn(user: user, mechanism: mechanism))
  }
  func nobodySignsIn() { progress.skip(.authentication) }
}

extension StageDetail {
  /// The detail of the server's own certificate; nil where none was shown.
  fileprivate init?(_ inspection: CertificateInspection) {
    guard let leaf = inspection.chain.first else { return nil }
    self = .certificate(leaf, now: inspection.now)
  }
}

extension Reply {
  /// Whether the code is 2xx.
  var isPositive: Bool { (200...299).contains(code) }

  /// Whether it refuses the command itself, as unknown or wrong (RFC 5321 section 4.2.2).
  var isAboutTheCommandItself: Bool { (500...504).contains(code) }
}

extension String {
  /// Whether an IMAP server closes the session by itself.
  var isGoodbye: Bool { uppercased().hasPrefix("* BYE") }

  /// Whether a line of an IMAP or POP3 server is a refusal.
  var isRefusal: Bool {
    let upper = uppercased()
    return upper.hasPrefix("-ERR") || upper.hasPrefix("* BYE")
      || upper.split(separator: " ").dropFirst().first.map { $0 == "NO" || $0 == "BAD" } ?? false
  }
}
