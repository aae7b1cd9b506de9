internal import MailDialogue
internal import MailSettings

/// Failures at the banner and at EHLO without a refusal: `greeting.*`, `hello.*`.
extension Observation {
  /// Whether the server had said something before the attempt ended.
  private var hasGreeted: Bool { greeting != nil || lastCommand != nil }

  /// The server did not answer in time.
  var silence: Diagnosis {
    switch step {
    case .resolve, .incoming, .token: notFound(.resolverDown)
    case .connect: peer == nil ? connectTimeout : noTimeLeft
    case .greeting: hasGreeted ? helloSilent : greetingSilent
    case .encryption, .certificate: tlsSilent
    case .authentication, .sender, .recipient, .message: noAnswer
    }
  }

  /// The connection was closed or reset.
  var connectionLost: Diagnosis {
    switch step {
    case .resolve, .connect, .incoming, .token: greetingClosed
    case .greeting: hasGreeted ? helloClosed : greetingClosed
    case .encryption, .certificate: tlsClosed
    case .authentication, .sender, .recipient, .message: lostOnTheWay
    }
  }

  private var greetingSilent: Diagnosis {
    let usualTLS = [Port.smtp, .submission, .pop3, .imap].contains(attempt.port)
    let ssl = usualTLS || hasLookedElsewhere ? nil : change(to: .ssl, port: attempt.port)
    let found = foundWays
    return diagnose(
      .greetingSilent, attempt.encryption == .ssl ? .serverAdministrator : .you,
      .greeting(.silent(endpoint, otherWays, tried: addressTrials)),
      fixes: found.isEmpty ? [ssl].compactMap(\.self) : found)
  }

  private var greetingClosed: Diagnosis {
    diagnose(
      .greetingClosed, .serverAdministrator, .greeting(.closed(endpoint, otherWays)),
      fixes: foundWays)
  }

  private var helloSilent: Diagnosis {
    diagnose(.helloSilent, .network, .greeting(.silentAfterHello(endpoint)), fixes: foundWays)
  }

  private var helloClosed: Diagnosis {
    diagnose(.helloClosed, .network, .greeting(.closedAfterHello(endpoint)), fixes: foundWays)
  }

  /// A line or reply that is longer than any server's.
  var endless: Diagnosis {
    diagnose(
      .greetingEndless, .serverAdministrator, .greeting(.endless(endpoint)), fixes: foundWays)
  }

  /// A later line is not a reply.
  func malformed(_ line: String) -> Diagnosis {
    diagnose(
      .serverMalformed, .serverAdministrator, .server(.malformed(endpoint, said: line)))
  }

  /// A reply came without a command, or one that the command cannot have.
  func outOfStep(_ text: String) -> Diagnosis {
    diagnose(
      .serverMalformed, .serverAdministrator, .server(.outOfStep(endpoint, said: text)),
      fixes: foundWays)
  }

  /// An FTP server, whose banner looks like SMTP's but for its words.
  var ftpGreeting: Diagnosis? {
    guard attempt.service == .smtp, let greeting, greeting.code == 220,
      ForeignService.isFTP(SearchText(greeting.text))
    else { return nil }
    return wrongService(.ftp, greeting.raw)
  }

  /// Another service answers.
  func wrongService(_ service: ForeignService?, _ line: String) -> Diagnosis {
    diagnose(
      .greetingWrongService, .you,
      .greeting(.wrongService(endpoint, service, line: line, otherWays)),
      fixes: service.map(rightPorts) ?? foundWays)
  }

  /// Fixes: a port that was found to answer, else the usual port or the service that does answer.
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

  /// A fix to the other incoming protocol, where that one answers.
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
