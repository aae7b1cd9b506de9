internal import MailSettings

/// Refusals of the incoming mailbox server, which have no codes: `incoming.*` and shared ones.
extension Observation {
  private static let tlsWords: Phrases = [
    "logindisabled", "privacyrequired", "plaintext auth", "plaintext login", "cleartext",
    "starttls", "stls", "tls required", "requires tls", "requires ssl", "secure connection",
    "encryption required", "disallowed on non-secure", "use tls", "ssl required", "tls first",
  ]

  private static let laterWords: Phrases = [
    "[unavailable]", "[sys/temp]", "[in-use]", "[login-delay]", "[serverbug]", "temporar",
    "try again later", "internal error", "server busy", "not available", "[inuse]",
  ]

  /// An IMAP or POP3 server refused with this line.
  func mailboxRefusal(_ line: String) -> Diagnosis {
    let text = Wording(line)
    switch step {
    case .encryption, .certificate: return tlsRefused
    case .resolve, .connect, .greeting: return mailboxGreeting(line, text)
    case .incoming, .authentication, .sender, .recipient, .message: break
    }
    if !isEncrypted, text.has(Self.tlsWords) { return incomingTLSRequired }
    if text.has(["too many", "[limit]", "login attempts", "rate limit"]) {
      return tooManyLogins(line)
    }
    if text.has(["application-specific", "app password", "app-specific", "web login required"]) {
      return mailboxApplicationPassword
    }
    return text.has(Self.laterWords) ? mailboxLater(line) : mailboxRejected(line)
  }

  private func mailboxRejected(_ line: String) -> Diagnosis {
    let isMicrosoft = Wording(attempt.host).has(["outlook.", "office365."])
    let words = withoutTag(line)
    return diagnose(
      .incomingRejected, .you,
      "The incoming mailbox server \(attempt.shownHost) refused \(attempt.shownUser): \(Self.quote(words)).",
      (isMicrosoft
        ? ["Microsoft 365 takes no passwords here: use the protocol Microsoft Exchange."] : [])
        + [
          "Check user name and password of the incoming mailbox.",
          "Some providers want an application password, or POP3 and IMAP switched on first.",
        ],
      fixes: [
        Fix(
          "Check the mailbox's user", [:], section: "incoming-mailbox", field: "incoming.user")
      ])
  }

  /// The tag of an IMAP answer is our own word.
  private func withoutTag(_ line: String) -> String {
    let words = line.split(separator: " ", maxSplits: 1)
    guard attempt.service == .imap, words.count == 2, words[0] != "*",
      ["NO", "BAD"].contains(words[1].split(separator: " ").first?.uppercased())
    else { return line }
    return String(words[1])
  }

  /// Passwords are not taken without TLS.
  var incomingTLSRequired: Diagnosis {
    let ssl = change(to: .ssl, port: attempt.service.sslPort, verb: "Try")
    let ways = foundWays + tlsHere.filter { !foundWays.contains($0) }
    return diagnose(
      .incomingTLSRequired, .you,
      "The incoming mailbox server \(attempt.shownHost) takes no password without encryption.",
      ["Use TLS or SSL for the incoming mailbox server."],
      fixes: ways
        + [ssl].compactMap(\.self).filter { fix in !ways.contains { $0.changes == fix.changes } })
  }

  private func tooManyLogins(_ line: String) -> Diagnosis {
    diagnose(
      .authTooMany, .you,
      "The server \(attempt.shownHost) has too many sign-ins of \(attempt.shownUser): \(Self.quote(line)).",
      ["Wait some minutes, then try again.", "Close other programs that use this mailbox."])
  }

  private var mailboxApplicationPassword: Diagnosis {
    diagnose(
      .authAppPassword, .you,
      "The server \(attempt.shownHost) does not take the account's ordinary password from programs.",
      ["Make an application password in the account's security settings, and use it here."],
      fixes: [attempt.typeNewPassword])
  }

  private func mailboxLater(_ line: String) -> Diagnosis {
    diagnose(
      .authTemporary, .serverAdministrator,
      "The sign-in of \(attempt.shownHost) does not work now: \(Self.quote(line)).",
      ["Try again later; user and password may be right."])
  }

  private func mailboxGreeting(_ line: String, _ text: Wording) -> Diagnosis {
    if text.has(["too many", "maximum number of connections", "limit"]) {
      return diagnose(
        .greetingTooMany, .you,
        "The server \(attempt.shownHost) has too many connections from here: \(Self.quote(line)).",
        ["Wait some minutes, then try again.", "Close other programs that use this mailbox."],
        fixes: fewerConnections)
    }
    if text.has(Self.laterWords) {
      return diagnose(
        .greetingTemporary, .serverAdministrator,
        "The incoming mailbox server \(attempt.shownHost) is not available now: \(Self.quote(line)).",
        ["Try again later; nothing has to be changed here."])
    }
    return diagnose(
      .greetingRefused, .serverAdministrator,
      "The incoming mailbox server \(attempt.shownHost) does not talk to this machine: \(Self.quote(line)).",
      ["Ask the server's administrator to let this machine in."], fixes: foundWays)
  }
}
