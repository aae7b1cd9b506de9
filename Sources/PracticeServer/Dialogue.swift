/// The state of one SMTP conversation: line in, reaction out, no input or output of its own.
struct Dialogue {
  enum Reaction: Equatable {
    case reply(Reply)
    /// 354 was earned: what follows is a message.
    case message
    case close(Reply)
  }

  private(set) var helloName: String?
  private(set) var isExtended = false
  private(set) var user: String?
  private(set) var envelope: Envelope?

  private let limits: Limits
  private var authentication: Authentication?
  private var refusals = 0

  init(limits: Limits) {
    self.limits = limits
  }

  mutating func receive(_ line: LineReader.Line) -> Reaction {
    let reaction = react(to: line)
    guard case .reply(let reply) = reaction, reply.isRefusal else { return reaction }
    refusals += 1
    return refusals > limits.refusals ? .close(.tooManyRefusals) : reaction
  }

  /// The message is through, for good or bad: the envelope is used up (RFC 5321 section 3.3).
  mutating func messageEnded() {
    envelope = nil
  }

  private mutating func react(to line: LineReader.Line) -> Reaction {
    switch line {
    case .tooLong:
      authentication = nil
      return .reply(.lineTooLong)
    case .garbled:
      authentication = nil
      return .reply(.badCharacters)
    case .text(let text):
      if let authentication { return .reply(advance(authentication.answer(text))) }
      do throws(Reply) {
        return try perform(try Command(text))
      } catch {
        return .reply(error)
      }
    }
  }

  private mutating func perform(_ command: Command) throws(Reply) -> Reaction {
    switch command {
    case .hello(let name, let isExtended): return .reply(greet(name, isExtended: isExtended))
    case .authenticate(let mechanism, let response):
      return .reply(try authenticate(mechanism, response))
    case .mail(let path, let parameters): return .reply(try begin(path, parameters))
    case .recipient(let path, let parameters): return .reply(try add(path, parameters))
    case .data:
      guard let envelope else { throw .sequence("Send MAIL first") }
      guard !envelope.recipients.isEmpty else { throw .sequence("Send RCPT first") }
      return .message
    case .reset:
      envelope = nil
      return .reply(.ok)
    case .noOperation: return .reply(.ok)
    case .verify:
      return .reply(Reply(252, "2.5.2", "Can't verify, but will accept a mail for this address"))
    case .help: return .reply(.help)
    case .quit: return .close(.goodbye)
    }
  }

  private mutating func greet(_ name: String, isExtended: Bool) -> Reply {
    helloName = name
    self.isExtended = isExtended
    envelope = nil
    guard isExtended else { return Reply(250, nil, Reply.serverName) }
    return Reply(
      250, nil, Reply.serverName, "PIPELINING", "SIZE \(limits.message)", "8BITMIME", "SMTPUTF8",
      "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN", "HELP")
  }

  private mutating func authenticate(_ mechanism: String, _ response: String?) throws(Reply)
    -> Reply
  {
    guard isExtended else { throw .sequence("Send EHLO first") }
    guard user == nil else { throw .sequence("Already authenticated") }
    guard envelope == nil else { throw .sequence("AUTH is not allowed during a mail transaction") }
    return advance(Authentication.begin(mechanism, initialResponse: response))
  }

  private mutating func advance(_ step: Authentication.Step) -> Reply {
    switch step {
    case .challenge(let next, let reply):
      authentication = next
      return reply
    case .accepted(let name):
      authentication = nil
      user = name
      return .authenticated
    case .refused(let reply):
      authentication = nil
      return reply
    }
  }

  private mutating func begin(
    _ path: Path, _ parameters: [Command.Parameter]
  ) throws(Reply) -> Reply {
    guard helloName != nil else { throw .sequence("Send EHLO or HELO first") }
    guard envelope == nil else { throw .sequence("Nested MAIL command") }
    let options = try MailOptions(parameters, limit: limits.message)
    guard path.isNull || path.hasDomain else {
      throw Reply(553, "5.1.7", "The sender has no domain")
    }
    guard path.isASCII || options.isInternational else { throw .smtputf8Required }
    envelope = Envelope(sender: path, isInternational: options.isInternational)
    return Reply(250, "2.1.0", "Sender accepted")
  }

  private mutating func add(
    _ path: Path, _ parameters: [Command.Parameter]
  ) throws(Reply) -> Reply {
    guard let international = envelope?.isInternational else { throw .sequence("Send MAIL first") }
    guard parameters.isEmpty else { throw Reply(555, "5.5.4", "Parameter not supported") }
    guard path.hasDomain || path.isPostmaster else {
      throw Reply(501, "5.1.3", "The recipient has no domain")
    }
    guard path.isASCII || international else { throw .smtputf8Required }
    guard envelope?.recipients.count ?? 0 < limits.recipients else { throw .tooManyRecipients }
    envelope?.recipients.append(path)
    return Reply(250, "2.1.5", "Recipient accepted")
  }
}
