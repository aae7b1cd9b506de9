internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import ServerTrust

/// What is seen of one attempt, as it happens: stages, transcript, and all that a diagnosis builds
/// on.
final class Conversation {
  let ladder: Ladder
  var observation: Observation
  var transcript: Transcript
  /// Whether nothing has come on this connection yet.
  var hasHeardNothing: Bool { observation.bytesReceived == 0 }
  /// Facts of the TLS connection, once its certificate was judged.
  private(set) var tls: TLSFacts?

  /// What can be found out after a failure, once it is known where to look.
  var secondLook: SecondLook?
  /// Why the set-up's password commands must not be run; nil when they may.
  var commandRefusal: String?
  /// Whether the transcript says already how it ended.
  var isEndNoted = false
  /// Whether TLS or AUTH was asked for, which a server without EHLO cannot give.
  var needsExtensions = false

  private var reader: ReplyLineReader
  private var greetingDetail: String?
  /// The last whole reply of an SMTP server, and the last line of another, without secrets.
  private(set) var lastReply: Reply?
  /// What a POP3 server lists has come to its end.
  private(set) var isListComplete = false
  /// The text of the last reply as it came, for the sign-in's challenges.
  private(set) var challenge = ""
  private(set) var lastLine: String?

  init(_ observation: Observation, ladder: Ladder) {
    self.observation = observation
    self.ladder = ladder
    reader = ReplyLineReader(observation.attempt.service)
    transcript = Transcript(service: observation.attempt.service)
  }

  /// Begins another connection of the same attempt.
  func restart() {
    observation.peer = nil
    tls = nil
    observation.isEncrypted = false
    observation.lastCommand = nil
    observation.greeting = nil
    observation.capabilities = nil
    observation.capabilitiesInTLS = nil
    observation.bytesReceived = 0
    (lastReply, lastLine, greetingDetail) = (nil, nil, nil)
    reader = ReplyLineReader(observation.attempt.service)
  }

  /// The capabilities in the server's latest answer to EHLO, CAPABILITY or CAPA.
  var capabilities: [String] {
    observation.capabilitiesInTLS ?? observation.capabilities ?? []
  }

  /// What comes next is the answer to something new.
  func forgetReply() { (lastReply, lastLine, isListComplete) = (nil, nil, false) }

  /// The last answer, where it was a no.
  var lastRefusal: Ending? {
    if let reply = lastReply, !reply.isPositive { return .reply(reply) }
    if let line = lastLine, line.isRefusal { return .line(line) }
    return nil
  }

  func note(_ text: String) { transcript.add(.note, text.utf8) }

  // MARK: While the connection is made

  func connected(to address: String, port: Int) {
    observation.peer = address
    note("connected to \(address), port \(port)")
    ladder.pass(.connect, "\(address), port \(port)")
    ladder.begin(observation.attempt.encryption == .ssl ? .encryption : .greeting)
  }

  func tlsBegins() {
    note("TLS handshake")
    ladder.begin(.encryption)
  }

  func certificateChecked(_ session: TLSSession, _ inspection: CertificateInspection) {
    observation.certificate = inspection
    tls = session.facts(verified: inspection.isTrusted)
    ladder.pass(.encryption, session.version)
    ladder.begin(.certificate)
    note("\(session.version), certificate of \(inspection.chain.first?.subject ?? "nobody")")
    inspection.faultyCertificates.forEach { note($0.note) }
  }

  /// The handshake is done: what is said from now on is inside of TLS.
  func tlsStands(_ session: TLSSession) {
    tls = session.facts(verified: tls?.verified ?? false)
    observation.isEncrypted = true
    observation.bytesReceived = 0
    ladder.pass(.certificate, observation.certificate?.summary)
    if observation.attempt.encryption == .ssl { ladder.begin(.greeting) }
  }

  /// A line that was sent; the transcript shows nothing of a sign-in.
  func said(_ text: String, command: String?) {
    if let command { observation.lastCommand = command }
    transcript.add(.client, text.utf8)
    if command == reader.startTLS { ladder.begin(.encryption) }
    reader.commandWasSent()
  }

  /// A line of the server's, without its end; gives why this is no server to go on with.
  func received(_ bytes: [UInt8]) -> Ending? {
    observation.bytesReceived += bytes.count
    transcript.add(.server, bytes)
    // As it came: a reply's text is cut for showing, and a challenge may have 12,288 octets (RFC
    // 4954 section 4).
    challenge = String(decoding: bytes.drop { $0 != 0x20 }.dropFirst(), as: UTF8.self)
    switch reader.take(bytes) {
    case .more: return nil
    case .reply(let reply):
      take(reply)
      return nil
    case .line(let text):
      take(line: text)
      return nil
    case .capabilities(let words):
      remember(words)
      return nil
    case .listEnd:
      isListComplete = true
      return nil
    case .broken(let ending, let service):
      observation.foreignService = service
      return ending
    }
  }
}

extension Conversation {
  private func take(_ raw: Reply) {
    let reply = transcript.redacted(raw)
    lastReply = reply
    switch observation.lastCommand {
    case nil:
      observation.greeting = reply
      greetingDetail = reply.lines.first
    case "EHLO":
      if reply.isPositive { remember(reply.lines) }
    case "HELO" where reply.isPositive && !needsExtensions: passGreeting()
    default: break
    }
  }

  private func take(line raw: String) {
    let line = transcript.redacted(raw)
    lastLine = line
    if observation.lastCommand == nil {
      greetingDetail = line
      // IMAP and POP3 say nothing in answer to their commands for sure, so the banner is the
      // greeting.
      if observation.attempt.encryption == .ssl || !line.isRefusal { passGreeting() }
    }
  }

  private func remember(_ words: [String]) {
    if observation.isEncrypted {
      observation.capabilitiesInTLS = (observation.capabilitiesInTLS ?? []) + words
    } else {
      observation.capabilities = (observation.capabilities ?? []) + words
    }
    passGreeting()
  }

  private func passGreeting() { ladder.pass(.greeting, greetingDetail) }
}

extension Reply {
  /// 2xx.
  var isPositive: Bool { (200...299).contains(code) }

  /// Whether it refuses the command as such (RFC 5321 section 4.2.2), and says nothing of a mail.
  var isAboutTheCommandItself: Bool { (500...504).contains(code) }
}

extension String {
  /// Whether an IMAP server takes leave by itself.
  var isGoodbye: Bool { uppercased().hasPrefix("* BYE") }

  /// Whether a line of an IMAP or POP3 server says no.
  var isRefusal: Bool {
    let upper = uppercased()
    return upper.hasPrefix("-ERR") || upper.hasPrefix("* BYE")
      || upper.split(separator: " ").dropFirst().first.map { $0 == "NO" || $0 == "BAD" } ?? false
  }
}
