extension SubmissionSession {
  mutating func receive(_ line: LineReader.Line) {
    do throws(SMTPReply) {
      try react(to: line)
    } catch {
      refuse(error)
    }
  }

  private mutating func refuse(_ reply: SMTPReply) {
    if reply.isRefusal { refusals += 1 }
    if refusals > policy.limits.refusals {
      say(.tooManyRefusals(policy))
      close()
    } else {
      say(reply)
    }
  }

  private mutating func react(to line: LineReader.Line) throws(SMTPReply) {
    let authentication: Authentication? = if case .signingIn(let it) = phase { it } else { nil }
    phase = .commands
    switch line {
    case .tooLong: throw .lineTooLong
    case .garbled: throw .badCharacters
    case .text(let text):
      guard let authentication else { return try perform(try ClientCommand(text)) }
      try advance(authentication.answer(text))
    }
  }

  private mutating func perform(_ command: ClientCommand) throws(SMTPReply) {
    switch command {
    case .hello(let name, let isExtended): greet(name, isExtended: isExtended)
    case .startTLS: try beginTLS()
    case .authenticate(let mechanism, let response): try signIn(mechanism, response)
    case .mail(let path, let parameters): try begin(path, parameters)
    case .recipient(let path, let parameters): try add(path, parameters)
    case .data:
      guard let mail else { throw .sequence("Send MAIL first") }
      guard !mail.recipients.isEmpty else { throw .sequence("Send RCPT first") }
      ask(.message)
    case .reset:
      dropMail()
      say(.ok)
    case .noOperation: say(.ok)
    case .verify: say(.cannotVerify)
    case .help: say(.help(policy))
    case .quit:
      say(.goodbye)
      close()
    }
  }

  private mutating func greet(_ name: String, isExtended: Bool) {
    dropMail()
    client.helloName = name
    client.isExtended = isExtended
    say(
      isExtended
        ? .capabilities(policy, isEncrypted: client.isEncrypted)
        : SMTPReply(250, nil, policy.serverName))
  }

  private mutating func beginTLS() throws(SMTPReply) {
    guard policy.offersTLS else { throw .notImplemented }
    guard !client.isEncrypted else { throw .sequence("TLS is already in use") }
    say(.readyForTLS)
    startTLS()
  }

  private mutating func signIn(_ mechanism: String, _ response: String?) throws(SMTPReply) {
    guard policy.takesAnyPassword else { throw .notImplemented }
    guard client.isExtended else { throw .sequence("Send EHLO first") }
    guard client.user == nil else { throw .sequence("Already authenticated") }
    guard mail == nil else { throw .sequence("AUTH is not allowed during a mail transaction") }
    try advance(Authentication.begin(mechanism, initialResponse: response))
  }

  private mutating func advance(_ step: Authentication.Step) throws(SMTPReply) {
    switch step {
    case .challenge(let next, let reply):
      phase = .signingIn(next)
      say(reply)
    case .accepted(let name):
      client.user = name
      say(.authenticated)
    case .refused(let reply): throw reply
    }
  }

  private mutating func begin(
    _ path: MailPath, _ parameters: [ClientCommand.Parameter]
  ) throws(SMTPReply) {
    guard client.helloName != nil else { throw .sequence("Send EHLO or HELO first") }
    guard mail == nil else { throw .sequence("Nested MAIL command") }
    let options = try MailOptions(parameters, policy: policy)
    guard path.isNull || path.hasDomain || policy.takesLocalNames else {
      throw .senderWithoutDomain
    }
    guard path.isASCII || options.isInternational else { throw .smtputf8Required }
    mail = SubmittedMail(client: client, sender: path, options: options)
    ask(.sender)
  }

  private mutating func add(
    _ path: MailPath, _ parameters: [ClientCommand.Parameter]
  ) throws(SMTPReply) {
    guard let mail else { throw .sequence("Send MAIL first") }
    guard parameters.isEmpty else { throw .parameterNotSupported }
    guard path.hasDomain || path.isPostmaster || policy.takesLocalNames, !path.isNull else {
      throw .recipientWithoutDomain
    }
    guard path.isASCII || mail.options.isInternational else { throw .smtputf8Required }
    guard mail.recipients.count < policy.limits.recipients else { throw .tooManyRecipients }
    ask(.recipient(path))
  }
}
