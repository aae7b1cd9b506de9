internal import MailSettings

/// Refusals for what the DNS or the mail server of the sender's domain says: `sender.domain`,
/// `.mailbox-unknown`, `.spf`, `.smtputf8`.
extension Refusal {
  var smtputf8: Diagnosis? {
    let isSaid = says(
      """
      smtputf8; non ascii|us address*|local|sender|character|characters; internationali*ed ?sender|email|local address*
      utf 8 address*; 8 bit|8bit|eightbit .. address*
      """)
    return isInMail && (isEnhanced(6, 7) || isSaid) ? observation.noSMTPUTF8 : nil
  }

  /// The domain's SPF or DMARC record does not allow this server to send for it (RFC 7208, 7489).
  var spf: Diagnosis? {
    let isCode = [23, 24, 515].contains { isEnhanced(7, $0) }
    guard isInMail || command == .hello, isCode || says(Vocabulary.unauthenticatedDomain),
      !says("duplicate|multiple|invalid header"),
      isPermanent
        || !says(
          "temporar* dns ?failure|failures|error; dns .. failure|failed|error|timeout; temporary")
    else { return nil }
    return diagnose(
      .senderSPF, .you, .sender(.notAllowedByDomain(attempt.sender)),
      fixes: ownAddress + [changeAddress])
  }

  /// The sender is an address such as `app@localhost` or `app`, which means nothing elsewhere.
  var senderIncomplete: Diagnosis? {
    guard isInMail, isAboutSender || isEnhanced(1, 7), says(Vocabulary.incompleteSender),
      !isBlocklisted,
      !says("user|authenticated|account; ~nullmx; relay*")
    else { return nil }
    return diagnose(
      .senderDomain, .you, .sender(.incomplete(attempt.sender)),
      fixes: ownAddress + [changeAddress])
  }

  var senderDomain: Diagnosis? {
    let isCode =
      isEnhanced(1, 8) || isEnhanced(7, 27)
      || command == .mail && says("domain .. not ?exist|found; dns check|lookup|query ?has failed")
    guard isInMail, isCode || isAboutSender && says(Vocabulary.senderDomain), subject != .recipient,
      !isBlocklisted || isCode || says("dns entries")
    else { return nil }
    let isPassing = isTransient && says(Vocabulary.passing)
    return diagnose(
      .senderDomain, .you,
      .sender(
        isPassing ? .domainNotLookedUp(attempt.sender) : .domainNotFound(attempt.sender)),
      fixes: [changeAddress])
  }

  /// The sender's domain exists but the mailbox does not: servers ask there before they accept a
  /// mail ("callout").
  var senderMailboxUnknown: Diagnosis? {
    guard isInMail, isAboutSender || isEnhanced(1, 7),
      isEnhanced(1, 7) || says(Vocabulary.noSuchMailbox) || says(Vocabulary.foreignUnknown),
      !isContent
    else { return nil }
    return diagnose(
      .senderMailboxUnknown, .you, .sender(.mailboxUnknown(attempt.sender)),
      fixes: ownAddress + [changeAddress])
  }
}
