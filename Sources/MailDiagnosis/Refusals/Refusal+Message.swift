internal import MailDialogue
internal import MailSettings

/// Refusals of the message: `data.*`.
extension Refusal {
  /// 552 alone is about sizes, but for the recipient, where it is about the mailbox.
  var messageSize: Diagnosis? {
    let isCode =
      (isEnhanced(3, 4) || isEnhanced(2, 3)) && !says("policy*|mailpolicy; account; sign in")
    let isBare = code == 552 && reply.enhanced == nil && command == .message && !isContent
    guard isInMail, isPermanent || says("message ?size; too large|big"),
      isCode || isBare && !says(Vocabulary.full)
        || says(Vocabulary.tooLarge) && !says(Vocabulary.otherLarge),
      !says("number of attachments; auth*"), !says(Vocabulary.surelyRate)
    else { return nil }
    return observation.tooLarge(limit: nil)
  }

  /// Whether the message itself is what is refused.
  var isContent: Bool { says(Vocabulary.content) && !says(Vocabulary.contentOfClient) }

  /// Filters refuse content at RCPT too, by what they know before it comes.
  var contentRejected: Diagnosis? {
    guard isInMail, isPermanent, subject == .unsaid, isContent else { return nil }
    return rejectedMessage
  }

  /// Content is refused for a while, too, while a filter learns.
  var contentDeferred: Diagnosis? {
    guard command == .message, isTransient, says("spam*|virus|viruses|phish*|malware|unsolicited"),
      !says(
        "scanner|scanners|scan|unavailable|error|timeout; not available|running; failed|failure")
    else { return nil }
    return rejectedMessage
  }

  var messageRejected: Diagnosis? {
    guard command == .message, isPermanent else { return nil }
    return rejectedMessage
  }

  private var rejectedMessage: Diagnosis {
    diagnose(
      .dataRejected, .serverAdministrator,
      .message(command == .message ? .rejected(said: said) : .filtered(said: said)))
  }
}
