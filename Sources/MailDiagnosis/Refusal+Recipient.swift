internal import MailSettings

/// Refusals of the recipient and of the message, and temporary ones: `recipient.*`, `data.*`, `server.*`.
extension Refusal {
  private var isAtRecipient: Bool { command == .recipient || command == .message }

  var messageSize: Diagnosis? {
    let isSize = text.has([
      "message size", "message too large", "message is too large", "message too big",
      "message is too big", "size limit", "maximum size", "max message size", "file too big",
      "exceeds the size", "message exceeds",
    ])
    let isCode = isEnhanced(3, 4) || isEnhanced(2, 3)
    let isBare = code == 552 && reply.enhanced == nil && command != .recipient
    guard isPermanent, [.mail, .recipient, .message].contains(command), isSize || isCode || isBare,
      !text.has(Self.fullWords)
    else { return nil }
    return observation.tooLarge(limit: nil)
  }

  private static let fullWords: Phrases = [
    "mailbox full", "mailbox is full", "full mailbox", "over quota", "overquota",
    "quota exceeded", "exceeded its quota", "exceeded storage", "out of storage", "mailbox quota",
    "over its quota", "disk quota", "inbox is full",
  ]

  var mailboxFull: Diagnosis? {
    guard isAtRecipient, isEnhanced(2, 2) || text.has(Self.fullWords) else { return nil }
    return diagnose(
      .recipientMailboxFull, .recipient,
      "The mailbox of \(attempt.shownRecipient) is full.",
      ["Send the test to another address, or try again later."],
      fixes: [Fix("Choose another recipient", [:], section: "test-email")])
  }

  private static let unknownWords: Phrases = [
    "user unknown", "unknown user", "no such user", "mailbox unavailable", "mailbox not found",
    "recipient not found", "recipientnotfound", "user not found", "unknown recipient",
    "recipient unknown", "invalid recipient", "invalid mailbox", "unrouteable address",
    "unroutable address", "no mailbox here", "does not exist", "no such recipient",
    "no such mailbox", "mailbox does not", "unknown address", "address unknown",
    "not a valid mailbox",
    "recipient address rejected: domain not found", "unknown local part", "no such address",
    "account that you tried to reach does not", "undeliverable address", "no such person",
  ]

  var recipientUnknown: Diagnosis? {
    let isCode = [1, 2, 3, 6, 10].contains { isEnhanced(1, $0) } || isEnhanced(4, 1)
    guard isAtRecipient, isPermanent, isCode || text.has(Self.unknownWords) else { return nil }
    return diagnose(
      .recipientUnknown, .recipient,
      "The server does not know the recipient \(attempt.shownRecipient).",
      ["Check the spelling of the address.", "Ask the recipient whether the address still works."],
      fixes: [Fix("Change the recipient", [:], section: "test-email")])
  }

  var greylisted: Diagnosis? {
    let isWorded = text.has([
      "greylist", "graylist", "grey-list", "gray-list", "grey list", "gray list", "come back later",
    ])
    let isCode = [450, 451].contains(code) && (isEnhanced(7, 1) || isEnhanced(2, 0))
    guard isTransient, isAtRecipient || command == .mail, isWorded || isCode else { return nil }
    return diagnose(
      .recipientGreylisted, .recipient,
      "The server of \(attempt.shownRecipient) puts mails of senders it has not seen off for a while.",
      [
        "Try again in some minutes: this is no error of the settings.",
        "Mail servers that keep a queue do so by themselves.",
      ])
  }

  var temporary: Diagnosis? {
    guard isTransient else { return nil }
    return diagnose(
      .serverTemporary, .serverAdministrator,
      "The server at \(attempt.place) has trouble of its own at the moment: \(quoted).",
      ["Try again later; nothing has to be changed here."])
  }

  var recipientRefused: Diagnosis? {
    guard command == .recipient, isPermanent else { return nil }
    if attempt.mode == .incomingFirst { return windowClosed }
    guard !isBlocklisted else {
      return diagnose(
        .recipientRefused, .network,
        "The server refuses mails from this machine, whose address is on a blocklist: \(quoted).",
        [
          "Send through your provider's mail server, signed in, on port 587 or 465.",
          "Or ask the blocklist that is named there to remove the address.",
        ])
    }
    return diagnose(
      .recipientRefused, .recipient,
      "The server refused the recipient \(attempt.shownRecipient): \(quoted).",
      [
        "Send the test to another address, to see whether it is only this one.",
        "Otherwise ask the server's administrator what the refusal means.",
      ])
  }

  var messageRejected: Diagnosis? {
    guard command == .message, isPermanent else { return nil }
    return diagnose(
      .dataRejected, .serverAdministrator,
      "The server took the addresses but rejected the message: \(quoted).",
      [
        "A filter for content or policy refused it: look up the server's words.",
        "Check that the sender's domain allows this server to send (SPF, DKIM, DMARC).",
      ])
  }
}
