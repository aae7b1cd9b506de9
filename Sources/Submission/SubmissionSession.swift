/// One SMTP session, seen from the server: bytes in, replies and questions out.
///
/// It has no socket, no clock and no files. Its owner hands over what the client sends (`receive`),
/// does what comes out (`next`, until it returns nil) and answers its questions (`answer`), at once
/// or later. While `isWaiting`, the session reads no further; an owner that reads no more from the
/// client meanwhile keeps the memory bounded.
///
/// The service extensions are those of RFC 2920, 1870, 6152, 6531, 2034 and, where the policy says
/// so, 4954 and 3207.
public struct SubmissionSession: Sendable {
  /// What an owner is to do.
  public enum Output: Equatable, Sendable {
    /// Send this to the client.
    case reply(SMTPReply)
    /// Decide about the mail, and `answer`.
    case ask(Question, about: SubmittedMail)
    /// Take this part of the message: its lines end in CRLF, which is never cut in two; dots are
    /// unstuffed. A CR or LF alone is content.
    case content([UInt8])
    /// Forget the mail: the client has withdrawn it, or it is larger than the limit.
    case mailDropped
    /// Begin the TLS handshake; what is `received` from now on has been decrypted.
    case startTLS
    /// Close the connection once everything is sent.
    case close
  }

  /// What only the owner can decide.
  public enum Question: Equatable, Sendable {
    /// MAIL: whether the sender may send.
    case sender
    /// RCPT: whether the mail may go to one more recipient.
    case recipient(MailPath)
    /// DATA: whether the message may come.
    case message
    /// The message is complete, with this many bytes: whether it is accepted.
    case acceptance(bytes: Int)
  }

  enum Phase {
    case commands
    case signingIn(Authentication)
    case asking(Question)
    case message(MessageReader)
    case closed
  }

  /// What the session follows.
  public let policy: SubmissionPolicy
  /// What the client has said of itself.
  public internal(set) var client = SubmissionClient()

  var phase = Phase.commands
  var mail: SubmittedMail?
  /// Why the message that is coming will be refused, once that is known.
  var messageRefusal: SMTPReply?
  var refusals = 0
  private var lines: LineReader
  var input = InputBuffer()
  private var outputs: [Output] = []
  private var isInputEnded = false

  /// A session whose first output is the greeting.
  public init(policy: SubmissionPolicy) {
    self.policy = policy
    lines = LineReader(limit: policy.limits.commandLine)
    outputs = [.reply(.greeting(policy))]
  }

  /// Whether the session waits for the owner's answer.
  public var isWaiting: Bool { if case .asking = phase { true } else { false } }

  /// Takes what the client has sent.
  public mutating func receive(_ bytes: [UInt8]) {
    if case .closed = phase { return }
    input.append(bytes)
  }

  /// Notes that the client sends nothing more: once all its commands are answered, the session
  /// closes.
  public mutating func inputEnded() { isInputEnded = true }

  /// The next thing to do; nil when more bytes, or an answer, are needed first.
  public mutating func next() -> Output? {
    while outputs.isEmpty {
      switch phase {
      case .commands, .signingIn:
        if let line = lines.next(&input) { receive(line) } else if !closesAtEnd() { return nil }
      case .message(let reader):
        if input.count > 0 { read(by: reader) } else if !closesAtEnd() { return nil }
      case .asking, .closed: return nil
      }
    }
    return outputs.removeFirst()
  }

  private mutating func closesAtEnd() -> Bool {
    if isInputEnded { close() }
    return isInputEnded
  }

  /// Answers the last question: a reply below 400 means yes, and nil yes with the usual reply. Any
  /// other refuses, and 421 also ends the session.
  public mutating func answer(_ reply: SMTPReply? = nil) {
    guard case .asking(let question) = phase else { return }
    phase = .commands
    let reply = reply ?? .accepted(question)
    switch question {
    case .sender: if !reply.isPositive { mail = nil }
    case .recipient(let path): if reply.isPositive { mail?.recipients.append(path) }
    case .message: if reply.isPositive { return beginMessage() }
    case .acceptance: mail = nil
    }
    say(reply)
    if reply.code == 421 { close() }
  }

  /// Refuses the message that is coming: it is read to its end without being handed out. One that
  /// has ended, but was not asked about yet, is refused at once.
  public mutating func refuseMessage(_ reply: SMTPReply) {
    switch phase {
    case .message: messageRefusal = messageRefusal ?? reply
    case .asking(.acceptance):
      outputs.removeAll { if case .ask = $0 { true } else { false } }
      answer(reply)
    default: break
    }
  }

  /// Ends the session with a last reply, such as `SMTPReply.idle`, which takes the greeting's place
  /// if that has not been sent.
  public mutating func end(_ reply: SMTPReply) {
    if case .closed = phase { return }
    if outputs == [.reply(.greeting(policy))] { outputs = [] }
    say(reply)
    close()
  }

  mutating func say(_ reply: SMTPReply) { outputs.append(.reply(reply)) }

  mutating func ask(_ question: Question) {
    guard let mail else { return }
    phase = .asking(question)
    outputs.append(.ask(question, about: mail))
  }

  mutating func give(_ content: [UInt8]) { outputs.append(.content(content)) }

  mutating func dropMail() {
    guard mail != nil else { return }
    mail = nil
    outputs.append(.mailDropped)
  }

  /// Forgets whatever was sent in clear behind STARTTLS, and what the client had said before (RFC
  /// 3207 section 4.2).
  mutating func startTLS() {
    dropMail()
    input = InputBuffer()
    client = SubmissionClient()
    client.isEncrypted = true
    outputs.append(.startTLS)
  }

  mutating func close() {
    dropMail()
    input = InputBuffer()
    phase = .closed
    outputs.append(.close)
  }
}

extension SubmissionSession {
  mutating func beginMessage() {
    messageRefusal = nil
    phase = .message(MessageReader(limit: policy.limits.message))
    say(.startOfData)
  }

  /// Reads the message's bytes from the input, and goes on once its end has come.
  mutating func read(by reader: MessageReader) {
    var reader = reader
    let content = reader.read(&input)
    phase = .message(reader)
    if reader.isTooLarge, messageRefusal == nil {
      messageRefusal = .messageTooLarge
      dropMail()
    }
    if messageRefusal == nil, !content.isEmpty { give(content) }
    if reader.isFinished { finishMessage(reader.size) }
  }

  private mutating func finishMessage(_ size: Int) {
    guard let messageRefusal else { return ask(.acceptance(bytes: size)) }
    self.messageRefusal = nil
    mail = nil
    phase = .commands
    say(messageRefusal)
  }
}
