internal import MailSettings

/// Refusals of the recipient: `recipient.*`.
extension Refusal {
  private var isAtRecipient: Bool { command == .recipient || command == .message }

  /// The recipient's mailbox is full. A full disk of the server is another matter, and so is a
  /// limit of sending, for which Microsoft says 554 5.2.2.
  var mailboxFull: Diagnosis? {
    let isCode = isEnhanced(2, 2)
    let isQuota = code == 554 && isCode && !says("full")
    guard isInMail,
      isCode || isFullSaid && !says(Vocabulary.otherFull) && !says(Vocabulary.surelyRate),
      !isQuota,
      isAtRecipient || isCode, !isEnhanced(3, 1), !isEnhanced(4, 5), subject != .account
    else { return nil }
    return diagnose(
      .recipientMailboxFull, .recipient, .recipient(.mailboxFull(attempt.recipient)),
      fixes: [.changeRecipient(.chooseRecipient)])
  }

  private var isFullSaid: Bool { says(Vocabulary.full) || says(Vocabulary.foreignFull) }

  /// The recipient does not exist. Exchange Online says 5.4.1 for that.
  var recipientUnknown: Diagnosis? {
    let isExchange = isPermanent && isEnhanced(4, 1) && says("recipient; access denied")
    let isCode = isExchange || [1, 2, 3, 4, 6, 10].contains { isEnhanced(1, $0) }
    let isUnknownSaid = says(Vocabulary.unknownRecipient) || says(Vocabulary.foreignUnknown)
    let isSure =
      subject == .recipient && (says(Vocabulary.surelyUnknown) || says(Vocabulary.foreignUnknown))
    let isOther =
      says(Vocabulary.otherRecipientFault) || subject != .recipient && says("reject*|refused")
    let isSaid = isUnknownSaid && (isSure || !isOther)
    guard isAtRecipient, [.recipient, .unsaid, .account].contains(subject),
      isCode && !says("verification in progress") || isSaid && !says(Vocabulary.closedMailbox),
      isPermanent || isCode || isSure || says("user unknown; unknown user; no such user")
    else { return nil }
    let isMalformed = says("syntax|malformed|qualified; must contain|have")
    return diagnose(
      .recipientUnknown, .recipient,
      .recipient(isMalformed ? .malformed(attempt.recipient) : .unknown(attempt.recipient)),
      fixes: [.changeRecipient(.changeRecipient)])
  }

  /// Greylisting, by its words alone: 450 and 451 have many reasons.
  var greylisted: Diagnosis? {
    let isOther = says(
      "too; rate|limit|quota|exceed*|throttl*|volume|unusual|limited; unavailable|busy|overload*")
    guard isTransient, isInMail, says(Vocabulary.greylist),
      says(Vocabulary.greylistName) || !isOther
    else { return nil }
    return diagnose(
      .recipientGreylisted, .recipient, .recipient(.greylisted(attempt.recipient)))
  }

  var recipientRefused: Diagnosis? {
    let isLate =
      command == .message && !isContent && !says("no valid recipients")
      && (subject == .recipient
        || says("deliver* ... account|mailbox|user ... disabled|suspended|inactive|closed|not")
        || says("suppression ?list; suppressed|unsubscribed"))
    guard command == .recipient || isLate, isPermanent else { return nil }
    if attempt.mode == .incomingFirst { return windowClosed }
    return diagnose(
      .recipientRefused, .recipient, .recipient(.refused(attempt.recipient, said: said)))
  }
}
