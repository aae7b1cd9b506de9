internal import MailDialogue
internal import MailSettings

/// Refusals of the message: `data.*`.
extension Refusal {
  /// The message is too large. 552 alone says so, except at RCPT, where it means a full mailbox.
  var messageSize: Diagnosis? {
    let isCode =
      (isEnhanced(3, 4) || isEnhanced(2, 3)) && !says("policy*|mailpolicy; account; sign in")
      && !says(Vocabulary.fileType)
    let isBare = code == 552 && reply.enhanced == nil && command == .message && !isContent
    guard isInMail, isPermanent || says("message ?size; too large|big"),
      isCode || isBare && !says(Vocabulary.full)
        || says(Vocabulary.tooLarge) && !says(Vocabulary.otherLarge),
      !says("number of attachments; auth*"), !says(Vocabulary.surelyRate)
    else { return nil }
    return observation.tooLarge(limit: nil)
  }

  /// Whether the text refuses the message's content.
  var isContent: Bool {
    says(Vocabulary.fileType)
      || says(Vocabulary.content) && !says(Vocabulary.contentOfClient)
  }

  /// The content is refused. Filters do that at RCPT too, before they have seen the message.
  var contentRejected: Diagnosis? {
    guard isInMail, isPermanent, subject == .unsaid, isContent else { return nil }
    return rejectedMessage
  }

  /// The content is refused temporarily, as filters do while they learn.
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
