internal import MailDialogue
internal import MailSettings

/// The banner and the answer to EHLO, where there is no refusal in words: `greeting.*`, `hello.*`.
extension Observation {
  /// Whether the server had said something before the attempt ended.
  private var hasGreeted: Bool { greeting != nil || lastCommand != nil }

  /// Nothing came in time.
  var silence: Diagnosis {
    switch step {
    case .resolve, .incoming: notFound(.resolverDown)
    case .connect: peer == nil ? connectTimeout : noTimeLeft
    case .greeting: hasGreeted ? helloSilent : greetingSilent
    case .encryption, .certificate: tlsSilent
    case .authentication, .sender, .recipient, .message: noAnswer
    }
  }

  /// The connection was closed or reset.
  var connectionLost: Diagnosis {
    switch step {
    case .resolve, .connect, .incoming: greetingClosed
    case .greeting: hasGreeted ? helloClosed : greetingClosed
    case .encryption, .certificate: tlsClosed
    case .authentication, .sender, .recipient, .message: lostOnTheWay
    }
  }

  private var greetingSilent: Diagnosis {
    let usualTLS = [Port.smtp, .submission, .pop3, .imap].contains(attempt.port)
    let ssl = usualTLS || hasLookedElsewhere ? nil : change(to: .ssl, port: attempt.port)
    let isPlain = attempt.encryption != .ssl
    let found = foundWays
    let hint = "The port may expect SSL: there, a server waits for the client to begin."
    return diagnose(
      .greetingSilent, isPlain ? .you : .serverAdministrator,
      "The server at \(attempt.place) took the connection and said nothing.",
      foundAdvice + (isPlain && !hasLookedElsewhere ? [hint] : []) + triedAddresses + [
        "Some servers let strangers wait: try again with a longer time-out.",
        "Otherwise ask the server's administrator, or check the port.",
      ], fixes: found.isEmpty ? [ssl].compactMap(\.self) : found)
  }

  private var greetingClosed: Diagnosis {
    diagnose(
      .greetingClosed, .serverAdministrator,
      "The server at \(attempt.place) closed the connection before it said anything.",
      foundAdvice + [
        "It may refuse this machine's address, or have too many connections: try again later.",
        "Ask the server's administrator whether this machine may connect.",
      ], fixes: foundWays)
  }

  private var helloSilent: Diagnosis {
    diagnose(
      .helloSilent, .network,
      "The server at \(attempt.place) greeted, and then did not answer \(helloWord).",
      [
        "Something between may filter mail: ask whoever runs the firewall.",
        "Try again later, or another port of the server.",
      ], fixes: foundWays)
  }

  private var helloClosed: Diagnosis {
    diagnose(
      .helloClosed, .network,
      "The server at \(attempt.place) closed the connection after \(helloWord).",
      [
        "The server, or a firewall's mail filter before it, does not like this client.",
        "Ask the server's administrator; its log says why it closed.",
      ], fixes: foundWays)
  }

  /// The command that opens the dialogue.
  private var helloWord: String { attempt.service == .smtp ? "EHLO" : "the first command" }

  /// Lines without end.
  var endless: Diagnosis {
    diagnose(
      .greetingEndless, .serverAdministrator,
      "What \(attempt.place) sends has no end: it is no mail server, or a broken one.",
      [
        "Check server name and port.",
        "If both are right, the server's administrator has to mend it.",
      ],
      fixes: foundWays)
  }

  /// A line in the middle that is no reply.
  func malformed(_ line: String) -> Diagnosis {
    diagnose(
      .serverMalformed, .serverAdministrator,
      "The server at \(attempt.place) said something that is no reply: \(line.quoted).",
      ["The server, or something in between, breaks the protocol: tell its administrator."])
  }

  /// Something that was not asked for.
  func outOfStep(_ text: String) -> Diagnosis {
    diagnose(
      .serverMalformed, .serverAdministrator,
      "The server at \(attempt.place) is out of step, so nothing was sent: it said \(text.quoted) "
        + "where it had not been asked for that.",
      [
        "Nobody could tell which answer belongs to which command, so nothing more was said.",
        "The server, or something in between, breaks the protocol: tell its administrator.",
      ], fixes: foundWays)
  }

  /// FTP greets as SMTP does, so that only its words tell it.
  var ftpGreeting: Diagnosis? {
    guard attempt.service == .smtp, let greeting, greeting.code == 220,
      ForeignService.isFTP(Wording(greeting.text))
    else { return nil }
    return wrongService(.ftp, greeting.raw)
  }

  /// Another service answers.
  func wrongService(_ service: ForeignService?, _ line: String) -> Diagnosis {
    let ports = "Usual ports for \(attempt.service.name) are \(attempt.service.usualPorts)."
    guard let service else {
      return diagnose(
        .greetingWrongService, .you,
        "What answers at \(attempt.place) is no \(attempt.service.name) server: \(line.quoted).",
        foundAdvice + ["Check server name and port.", ports], fixes: foundWays)
    }
    return diagnose(
      .greetingWrongService, .you,
      "At \(attempt.place), \(service.name) answers and not \(attempt.service.name).",
      foundAdvice + ["Check the port.", ports], fixes: rightPorts(service))
  }

  /// What was found, else the usual port for the encryption, or the service that does answer.
  private func rightPorts(_ service: ForeignService) -> [Fix] {
    if !foundWays.isEmpty { return foundWays }
    if service == .tls { return [change(to: .ssl, port: attempt.port)].compactMap(\.self) }
    let isSSL = attempt.encryption == .ssl
    let port = isSSL ? attempt.service.sslPort : attempt.service.startTLSPort
    let encryption: Encryption =
      isSSL || attempt.service != .smtp ? attempt.encryption : .tls
    return protocols(service)
      + [guess(encryption, port: port)].compactMap(\.self)
  }

  /// The other incoming protocol, when that is what answers.
  private func protocols(_ service: ForeignService) -> [Fix] {
    switch (attempt.service, service) {
    case (.imap, .pop3):
      [useProtocol(.pop3)]
    case (.pop3, .imap):
      [useProtocol(.imap)]
    default: []
    }
  }

  private func useProtocol(_ service: IncomingProtocol) -> Fix {
    .change(
      .useProtocol(service),
      [.incomingProtocol: service.text, .incomingPort: attempt.port.text])
  }
}
