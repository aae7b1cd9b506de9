internal import MailSettings

/// Refusals of the banner, of EHLO and of STARTTLS.
extension Refusal {
  private static let blocklist: Phrases = [
    "blocked using", "blacklist", "blocklist", "block list", "spamhaus", "dnsbl", "rbl",
    "bad reputation", "poor reputation", "low reputation", "listed at", "listed by", "spamcop",
    "barracuda",
  ]

  private static let connections: Phrases = [
    "too many", "concurrent", "connection limit", "connections from your", "connection rate",
    "maximum number of connections", "exceeded a limit", "rate limit",
  ]

  /// Whether the address of this machine is on a blocklist.
  var isBlocklisted: Bool { text.has(Self.blocklist) }

  /// Postfix says it in words, after the handshake (`smtpd_tls_req_ccert`).
  var noClientCertificate: Diagnosis? {
    text.has(["no client certificate presented", "client certificate not trusted"])
      ? observation.clientCertificate : nil
  }

  var startTLS: Diagnosis? { command == .startTLS ? observation.tlsRefused : nil }

  var greeting: Diagnosis? {
    guard command == .greeting else { return nil }
    if isTransient { return isTooMany ? tooManyConnections : laterGreeting }
    guard isPermanent else { return nil }
    let why = isBlocklisted ? "this machine's address is on a blocklist" : "it said \(quoted)"
    return diagnose(
      .greetingRefused, isBlocklisted ? .network : .serverAdministrator,
      "The server at \(attempt.place) does not talk to this machine: \(why).",
      [
        "Use the port for signed-in clients, 587 or 465, with user name and password.",
        "Ask the server's administrator to let this machine in.",
      ], fixes: observation.foundWays)
  }

  private var isTooMany: Bool {
    text.has(Self.connections) || reply.enhanced == EnhancedStatusCode(4, 7, 0)
  }

  private var tooManyConnections: Diagnosis {
    diagnose(
      .greetingTooMany, .you,
      "The server at \(attempt.place) has too many connections from here, and wants a pause.",
      [
        "Wait some minutes, then try again.",
        "Lower the connection limit, so that fewer mails are sent at the same time.",
      ], fixes: observation.fewerConnections)
  }

  private var laterGreeting: Diagnosis {
    diagnose(
      .greetingTemporary, .serverAdministrator,
      "The server at \(attempt.place) is not available now: \(quoted).",
      ["Try again later; nothing has to be changed here."])
  }

  private static let helloWords: Phrases = [
    "helo command rejected", "ehlo command rejected", "helo name", "ehlo name", "invalid helo",
    "invalid ehlo", "bad helo", "bad ehlo", "helo argument", "ehlo argument", "helo/ehlo",
    "ehlo/helo", "helo requires", "ehlo requires", "helo hostname", "your helo", "your ehlo",
    "helo does not", "helo string", "need fully-qualified hostname", "forged helo", "helo domain",
    "requires domain address", "requires valid address", "helo verification",
  ]

  var helloName: Diagnosis? {
    let isSyntax = command == .hello && [501, 504].contains(code)
    let isGmailRelay = command == .hello && code == 421 && isEnhanced(7, 0)
    let isRefused =
      command == .hello && [550, 553, 554].contains(code)
      && text.has(["helo", "ehlo", "hostname", "host name"])
    guard isSyntax || isGmailRelay || isRefused || text.has(Self.helloWords) else { return nil }
    let said =
      attempt.helloName.isEmpty ? "in EHLO" : "\(attempt.helloName.printable(limit: 60)) in EHLO"
    return diagnose(
      .helloName, .you,
      "The server at \(attempt.place) does not take the name \(said).",
      [
        "Give a fully qualified name of this machine as EHLO name, such as app.example.com.",
        "For a relay that knows its customers by name, give your own domain.",
      ], fixes: helloFixes)
  }

  private var helloFixes: [Fix] {
    guard let domain = attempt.senderDomain, domain.contains("."), domain != attempt.helloName,
      attempt.service == .smtp
    else { return [Fix("Give an EHLO name", [:], section: "server", field: "smtp.hello-name")] }
    return [Fix("Say \(domain.printable(limit: 60))", ["smtp.hello-name": domain])]
  }

  private static let reverseWords: Phrases = [
    "cannot find your hostname", "cannot find your reverse hostname", "reverse dns",
    "ptr record", "no ptr", "rdns", "reverse lookup", "reverse hostname", "missing ptr",
  ]

  var reverseName: Diagnosis? {
    guard text.has(Self.reverseWords) || isEnhanced(7, 25) else { return nil }
    return diagnose(
      .helloReverseName, .network,
      "The server at \(attempt.place) wants this machine's address to have a name in the DNS.",
      [
        "Ask whoever gave this machine its address to set its reverse DNS name (PTR record).",
        "Or send through your provider's mail server, signed in, on port 587 or 465.",
      ])
  }

  var hello: Diagnosis? {
    guard command == .hello, isPermanent else { return nil }
    return diagnose(
      .helloRefused, .serverAdministrator,
      "The server at \(attempt.place) refuses EHLO, so neither TLS nor a sign-in is possible.",
      [
        "Check server name and port: current mail servers all know EHLO.",
        "If it is a very old server, ask its administrator for another one.",
      ], fixes: observation.foundWays)
  }
}
