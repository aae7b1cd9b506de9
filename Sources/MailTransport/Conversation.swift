internal import MailDiagnosis
internal import MailSettings

/// What is seen of one attempt, as it happens: stages, transcript, and all that a diagnosis builds on.
final class Conversation {
  let ladder: Ladder
  var observation: Observation
  var transcript: Transcript
  /// The address that the connection was made to.
  private(set) var peer: String?
  /// Connected, and nothing has come yet.
  var isSilent: Bool { peer != nil && observation.bytesReceived == 0 }
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
  /// The text of the last reply as it came, for the sign-in's challenges.
  private(set) var challenge = ""
  private(set) var lastLine: String?
  /// What a server said to EHLO when it did not take it.
  private(set) var refusalOfEHLO: Reply?

  init(_ observation: Observation, ladder: Ladder) {
    self.observation = observation
    self.ladder = ladder
    reader = ReplyLineReader(observation.attempt.service)
    transcript = Transcript(service: observation.attempt.service)
  }

  /// Begins another connection of the same attempt.
  func restart() {
    peer = nil
    tls = nil
    observation.isEncrypted = false
    observation.lastCommand = nil
    observation.greeting = nil
    observation.capabilities = nil
    observation.capabilitiesInTLS = nil
    observation.bytesReceived = 0
    (lastReply, lastLine, refusalOfEHLO, greetingDetail) = (nil, nil, nil, nil)
    reader = ReplyLineReader(observation.attempt.service)
  }

  /// What the server can, by the newest answer.
  var capabilities: [String] {
    observation.capabilitiesInTLS ?? observation.capabilities ?? []
  }

  /// What comes next is the answer to something new.
  func forgetReply() { (lastReply, lastLine) = (nil, nil) }

  func note(_ text: String) { transcript.add(.note, text.utf8) }

  // MARK: While libcurl connects

  func connected(to address: String, port: Int) {
    peer = address
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
  }

  /// The handshake is done, the host's name included: something is about to be said inside of TLS.
  private func tlsStands() {
    guard !observation.isEncrypted, tls != nil else { return }
    observation.isEncrypted = true
    ladder.pass(.certificate, observation.certificate?.summary)
    if observation.attempt.encryption == .ssl { ladder.begin(.greeting) }
  }

  func tlsStands(_ session: TLSSession) {
    guard let verified = tls?.verified else { return }
    tls = session.facts(verified: verified)
    tlsStands()
  }

  /// A line that libcurl sent: never a secret, as it knows none.
  func sent(_ bytes: [UInt8]) {
    // Read in TLS before written in it: with SSL the greeting. `received` has seen to that.
    let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first
    guard let text else { return }
    said(String(text), command: reader.command(in: String(text)))
  }

  /// A line that was sent; the transcript shows nothing of a sign-in.
  func said(_ text: String, command: String?) {
    if let command { observation.lastCommand = command }
    if tls != nil { tlsStands() }
    transcript.add(.client, text.utf8)
    if command == reader.startTLS { ladder.begin(.encryption) }
    reader.commandWasSent()
  }

  /// A line of the server's, with its end; gives why this is no server to go on with.
  func received(_ bytes: [UInt8]) -> Ending? {
    if tls != nil { tlsStands() }
    observation.bytesReceived += bytes.count
    var line = bytes
    while line.last == 0x0A || line.last == 0x0D { line.removeLast() }
    transcript.add(.server, line)
    switch reader.take(line) {
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
    case .broken(let ending, let service):
      observation.foreignService = service
      return ending
    }
  }
}

extension Conversation {
  private func take(_ raw: Reply) {
    challenge = raw.text
    let reply = transcript.redacted(raw)
    lastReply = reply
    switch observation.lastCommand {
    case nil:
      observation.greeting = reply
      greetingDetail = reply.lines.first
    case "EHLO":
      if reply.isPositive { remember(reply.lines) } else { refusalOfEHLO = reply }
    case "HELO" where reply.isPositive && !needsExtensions: passGreeting()
    default: break
    }
  }

  private func take(line raw: String) {
    challenge = String(raw.drop { $0 != " " }.dropFirst())
    let line = transcript.redacted(raw)
    lastLine = line
    if observation.lastCommand == nil {
      greetingDetail = line
      // IMAP and POP3 say nothing in answer to their commands for sure, so the banner is the greeting.
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
