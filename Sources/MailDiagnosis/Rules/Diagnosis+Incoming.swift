internal import MailDialogue
internal import MailSettings

/// Refusals of the incoming mailbox server, which have no codes: `incoming.*` and shared ids.
extension Observation {
  /// An IMAP or POP3 server refused with this line.
  func mailboxRefusal(_ line: String) -> Diagnosis {
    let text = RefusalText(withoutTag(line))
    switch step {
    case .encryption, .certificate: return tlsRefused
    case .resolve, .connect, .greeting: return mailboxGreeting(line, text)
    case .incoming, .token, .authentication, .sender, .recipient, .message:
      return mailboxSignIn(line, text)
    }
  }

  /// The exact causes come first; what no rule fits is a wrong password.
  private func mailboxSignIn(_ line: String, _ text: RefusalText) -> Diagnosis {
    if !isEncrypted, Vocabulary.mailboxTLS.occur(in: text) { return incomingTLSRequired }
    if Vocabulary.mailboxTooMany.occur(in: text) { return tooManyLogins(line) }
    if Vocabulary.manyCauses.occur(in: text) { return mailboxApplicationPassword(text) }
    if Vocabulary.mailboxBusy.occur(in: text) { return mailboxLater(line) }
    if Vocabulary.notConnected.occur(in: text) { return mailboxPermission(line, text) }
    if attempt.isAtMicrosoft || Vocabulary.basicDisabled.occur(in: text) {
      return mailboxBasicDisabled(line)
    }
    if Vocabulary.otherSecret.occur(in: text) { return mailboxApplicationPassword(text) }
    if !Vocabulary.wrongSecret.occur(in: text) {
      if Vocabulary.permission.occur(in: text) { return mailboxPermission(line, text) }
      if Vocabulary.accountBlocked.occur(in: text) { return mailboxBlocked(line) }
      if Vocabulary.notActivated.occur(in: text) { return mailboxPermission(line, text) }
      if Vocabulary.signInTrouble.occur(in: text) { return mailboxLater(line) }
    }
    return mailboxRejected(line, text)
  }

  private func provider(_ text: RefusalText) -> MailProvider? {
    MailProvider(signingInAt: attempt.host) ?? MailProvider(namedIn: text)
  }

  private func mailboxRejected(_ line: String, _ text: RefusalText) -> Diagnosis {
    diagnose(
      .incomingRejected, .you,
      .mailbox(
        .rejected(endpoint, user: attempt.user, said: withoutTag(line), provider(text))),
      fixes: [
        .open(.checkMailboxUser, FormPlace(.incomingMailbox, .incomingUser)),
        .typePassword(.incoming),
      ])
  }

  /// The line without the tag of an IMAP reply, which Postern itself chose.
  private func withoutTag(_ line: String) -> String {
    let words = line.split(separator: " ", maxSplits: 1)
    guard attempt.service == .imap, words.count == 2, words[0] != "*",
      ["NO", "BAD"].contains(words[1].split(separator: " ").first?.uppercased())
    else { return line }
    return String(words[1])
  }

  /// Whether the incoming mailbox server may accept passwords after TLS: unless it listed its
  /// capabilities and STARTTLS is not among them.
  var wantsMailboxTLS: Bool {
    guard attempt.service != .smtp, !isEncrypted else { return false }
    return capabilities == nil || offersTLS
      || offers.contains { $0.uppercased().contains("LOGINDISABLED") }
  }

  var mailboxSignInNotOffered: Diagnosis {
    if wantsMailboxTLS { return incomingTLSRequired }
    return diagnose(
      .authNotOffered, .serverAdministrator, .mailbox(.notOffered(endpoint)), fixes: foundWays)
  }

  /// Passwords are not accepted without TLS.
  var incomingTLSRequired: Diagnosis {
    let ssl = guess(.ssl, port: attempt.service.sslPort)
    let ways = foundWays + tlsHere.filter { !foundWays.contains($0) }
    return diagnose(
      .incomingTLSRequired, .you, .mailbox(.encryptionRequired(endpoint)),
      fixes: ways
        + [ssl].compactMap(\.self).filter { fix in !ways.contains { $0.changes == fix.changes } })
  }

  private func tooManyLogins(_ line: String) -> Diagnosis {
    diagnose(
      .authTooMany, .you,
      .mailbox(.tooManySignIns(endpoint, user: attempt.user, said: withoutTag(line))))
  }

  private func mailboxApplicationPassword(_ text: RefusalText) -> Diagnosis {
    diagnose(
      .authAppPassword, .you, .mailbox(.ordinaryPassword(endpoint, provider(text))),
      fixes: [attempt.typeNewPassword])
  }

  private func mailboxBasicDisabled(_ line: String) -> Diagnosis {
    diagnose(
      .authM365BasicDisabled, .you,
      .mailbox(.basicDisabled(said: withoutTag(line), isMicrosoft: attempt.isAtMicrosoft)),
      fixes: attempt.isAtMicrosoft ? [.toExchange] : [])
  }

  private func mailboxPermission(_ line: String, _ text: RefusalText) -> Diagnosis {
    diagnose(
      .accountPermission, .provider,
      .mailbox(
        .notPermitted(endpoint, user: attempt.user, said: withoutTag(line), provider(text))))
  }

  private func mailboxBlocked(_ line: String) -> Diagnosis {
    diagnose(
      .accountBlocked, .provider,
      .mailbox(.accountBlocked(user: attempt.user, said: withoutTag(line))))
  }

  private func mailboxLater(_ line: String) -> Diagnosis {
    diagnose(
      .authTemporary, .serverAdministrator,
      .mailbox(.signInNotAvailable(endpoint, said: withoutTag(line))))
  }

  private func mailboxGreeting(_ line: String, _ text: RefusalText) -> Diagnosis {
    let said = withoutTag(line)
    if Vocabulary.mailboxTooMany.occur(in: text) || Vocabulary.tooManyConnections.occur(in: text) {
      return diagnose(
        .greetingTooMany, .you, .mailbox(.tooManyConnections(endpoint, said: said)),
        fixes: fewerConnections)
    }
    if Vocabulary.passing.occur(in: text) || Vocabulary.mailboxBusy.occur(in: text) {
      return diagnose(
        .greetingTemporary, .serverAdministrator,
        .mailbox(.notAvailable(endpoint, said: said)))
    }
    return diagnose(
      .greetingRefused, .serverAdministrator, .mailbox(.refused(endpoint, said: said)),
      fixes: foundWays)
  }
}
