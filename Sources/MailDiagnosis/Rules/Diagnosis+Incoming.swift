internal import MailDialogue
internal import MailSettings

/// Refusals of the incoming mailbox server, which have no codes: `incoming.*` and shared ones.
extension Observation {
  /// An IMAP or POP3 server refused with this line.
  func mailboxRefusal(_ line: String) -> Diagnosis {
    let text = RefusalText(withoutTag(line))
    switch step {
    case .encryption, .certificate: return tlsRefused
    case .resolve, .connect, .greeting: return mailboxGreeting(line, text)
    case .incoming, .authentication, .sender, .recipient, .message:
      return mailboxSignIn(line, text)
    }
  }

  /// What is said most exactly comes first; a wrong password is what is left.
  private func mailboxSignIn(_ line: String, _ text: RefusalText) -> Diagnosis {
    if !isEncrypted, Words.mailboxTLS.occur(in: text) { return incomingTLSRequired }
    if Words.mailboxTooMany.occur(in: text) { return tooManyLogins(line) }
    if Words.manyCauses.occur(in: text) { return mailboxApplicationPassword(text) }
    if Words.mailboxBusy.occur(in: text) { return mailboxLater(line) }
    if Words.notConnected.occur(in: text) { return mailboxPermission(line, text) }
    if isMicrosoft || Words.basicDisabled.occur(in: text) { return mailboxBasicDisabled(line) }
    if Words.otherSecret.occur(in: text) { return mailboxApplicationPassword(text) }
    if !Words.wrongSecret.occur(in: text) {
      if Words.permission.occur(in: text) { return mailboxPermission(line, text) }
      if Words.accountBlocked.occur(in: text) { return mailboxBlocked(line) }
      if Words.notActivated.occur(in: text) { return mailboxPermission(line, text) }
      if Words.signInTrouble.occur(in: text) { return mailboxLater(line) }
    }
    return mailboxRejected(line, text)
  }

  private var isMicrosoft: Bool { Wording(attempt.host.ascii).has(["outlook.", "office365."]) }

  private func hint(_ text: RefusalText) -> String? {
    (MailProvider(signingInAt: attempt.host) ?? MailProvider(namedIn: text))?.hint
  }

  private func mailboxRejected(_ line: String, _ text: RefusalText) -> Diagnosis {
    diagnose(
      .incomingRejected, .you,
      "The incoming mailbox server \(attempt.shownHost) refused \(attempt.shownUser): \(quoted(line)).",
      [
        "Check user name and password of the incoming mailbox.",
        hint(text)
          ?? "Some providers want an application password, or POP3 and IMAP switched on first.",
      ],
      fixes: [
        .open(.checkMailboxUser, FormPlace(.incomingMailbox, .incomingUser)),
        .typePassword(.incoming),
      ])
  }

  private func quoted(_ line: String) -> String { withoutTag(line).quoted }

  /// The tag of an IMAP answer is our own word.
  private func withoutTag(_ line: String) -> String {
    let words = line.split(separator: " ", maxSplits: 1)
    guard attempt.service == .imap, words.count == 2, words[0] != "*",
      ["NO", "BAD"].contains(words[1].split(separator: " ").first?.uppercased())
    else { return line }
    return String(words[1])
  }

  /// Whether an incoming mailbox server may take passwords once there is TLS. One that named its
  /// capabilities and has no TLS among them does not.
  var wantsMailboxTLS: Bool {
    guard attempt.service != .smtp, !isEncrypted else { return false }
    return capabilities == nil || offersTLS
      || offers.contains { $0.uppercased().contains("LOGINDISABLED") }
  }

  var mailboxSignInNotOffered: Diagnosis {
    if wantsMailboxTLS { return incomingTLSRequired }
    return diagnose(
      .authNotOffered, .serverAdministrator,
      "The incoming mailbox server \(attempt.shownHost) offers no sign-in with a password.",
      [
        "Check server name and port; usual ports for \(attempt.service.name) are \(attempt.service.usualPorts).",
        "A mailbox that only takes OAuth cannot be used here: choose another way to sign in.",
      ], fixes: foundWays)
  }

  /// Passwords are not taken without TLS.
  var incomingTLSRequired: Diagnosis {
    let ssl = guess(.ssl, port: attempt.service.sslPort)
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
      "The server \(attempt.shownHost) has too many sign-ins of \(attempt.shownUser): \(quoted(line)).",
      ["Wait some minutes, then try again.", "Close other programs that use this mailbox."])
  }

  private func mailboxApplicationPassword(_ text: RefusalText) -> Diagnosis {
    diagnose(
      .authAppPassword, .you,
      "The server \(attempt.shownHost) does not take the account's ordinary password from programs.",
      [
        "Make an application password, also called authorisation code, in the account's settings.",
        hint(text)
          ?? "A mailbox that only takes OAuth cannot be used here: choose another way to sign in.",
      ], fixes: [attempt.typeNewPassword])
  }

  private func mailboxBasicDisabled(_ line: String) -> Diagnosis {
    diagnose(
      .authM365BasicDisabled, .you,
      "The mailbox takes no passwords any more, only OAuth: \(quoted(line)).",
      isMicrosoft
        ? ["Use the protocol Microsoft Exchange, which signs in with OAuth."]
        : ["Choose another way to sign in: Postern has OAuth for Microsoft Exchange only."],
      fixes: isMicrosoft ? [.toExchange] : [])
  }

  private func mailboxPermission(_ line: String, _ text: RefusalText) -> Diagnosis {
    diagnose(
      .accountPermission, .provider,
      "The account \(attempt.shownUser) may not use \(attempt.service.name): \(quoted(line)).",
      [
        "Switch \(attempt.service.name) on in the mailbox's settings, or ask its administrator to.",
        hint(text) ?? "Or choose another way to sign in under Authentication.",
      ])
  }

  private func mailboxBlocked(_ line: String) -> Diagnosis {
    diagnose(
      .accountBlocked, .provider,
      "The provider has blocked the account \(attempt.shownUser): \(quoted(line)).",
      ["Ask the provider to lift the block, or look for its reason in the provider's console."])
  }

  private func mailboxLater(_ line: String) -> Diagnosis {
    diagnose(
      .authTemporary, .serverAdministrator,
      "The sign-in of \(attempt.shownHost) does not work now: \(quoted(line)).",
      ["Try again later; user and password may be right."])
  }

  private func mailboxGreeting(_ line: String, _ text: RefusalText) -> Diagnosis {
    if Words.mailboxTooMany.occur(in: text) || Words.tooManyConnections.occur(in: text) {
      return diagnose(
        .greetingTooMany, .you,
        "The server \(attempt.shownHost) has too many connections from here: \(quoted(line)).",
        ["Wait some minutes, then try again.", "Close other programs that use this mailbox."],
        fixes: fewerConnections)
    }
    if Words.passing.occur(in: text) || Words.mailboxBusy.occur(in: text) {
      return diagnose(
        .greetingTemporary, .serverAdministrator,
        "The incoming mailbox server \(attempt.shownHost) is not available now: \(quoted(line)).",
        ["Try again later; nothing has to be changed here."])
    }
    return diagnose(
      .greetingRefused, .serverAdministrator,
      "The incoming mailbox server \(attempt.shownHost) does not let this machine in: \(quoted(line)).",
      ["Ask the server's administrator to let this machine in."], fixes: foundWays)
  }
}
