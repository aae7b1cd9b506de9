import MailDiagnosis
import MailSettings
import Testing

@Suite struct SendingRefusalTests {
  @Test(arguments: [
    Recording(
      "RCPT", "553 5.7.1 <app@example.com>: Sender address rejected: not owned by user ada",
      "sender.not-owner"),
    Recording(
      "MAIL", "553 5.7.1 Sender address rejected: not owned by auth user.", "sender.not-owner"),
    Recording(
      "MAIL", "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
      "sender.not-owner"),
    Recording(
      "MAIL", "550 5.7.1 Client does not have permissions to send as this sender",
      "sender.not-owner"),
    Recording(
      ".",
      "554 5.2.252 SendAsDenied; ada@example.com not allowed to send as app@example.com; STOREDRV.Submission.Exception:SendAsDeniedException",
      "sender.not-owner"),
    Recording("MAIL", "553 Relaying disallowed as app@example.com", "sender.not-owner"),
    Recording("MAIL", "553 Sender is not allowed to relay emails", "sender.not-owner"),
    Recording(
      "MAIL", "501 mail from address must be same as authorization user", "sender.not-owner"),
    Recording("MAIL", "553 Mail from must equal authorized user", "sender.not-owner"),
    Recording(
      "MAIL",
      "550-Requested action not taken: mailbox unavailable\n550 Sender address is not allowed.",
      "sender.not-owner"),
    Recording("MAIL", "550 5.7.0 From address is not one of your addresses.", "sender.not-owner"),
    Recording(
      "RCPT", "450 4.1.8 <app@example.com>: Sender address rejected: Domain not found",
      "sender.domain"),
    Recording(
      "MAIL",
      "553 5.1.8 <app@example.com>... Domain of sender address app@example.com does not exist",
      "sender.domain"),
    Recording(
      "MAIL", "553 sorry, your envelope sender domain must exist (#5.1.8)", "sender.domain"),
    Recording(
      "RCPT",
      "550-Verification failed for <app@example.com>\n550-Unrouteable address\n550 Sender verify failed",
      "sender.domain"),
    Recording(
      ".",
      "554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: app@example.com",
      "sender.unverified"),
    Recording(
      ".",
      "550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.",
      "sender.unverified"),
    Recording(
      "MAIL", "403 The from address does not match a verified Sender Identity.", "server.temporary"),
    Recording("MAIL", "553 From: address not verified", "sender.unverified"),
    Recording(
      ".",
      "550 5.1.8 Access denied, bad outbound sender. For more information please go to http://go.microsoft.com/fwlink/?LinkId=875724",
      "sender.blocked"),
    Recording("RCPT", "550 5.7.501 Access denied, spam abuse detected", "sender.blocked"),
    Recording("MAIL", "550 5.7.511 Access denied, banned sender", "sender.blocked"),
    Recording(".", "550 5.7.705 Access denied, tenant has exceeded threshold", "sender.blocked"),
    Recording(".", "554 Sending paused for this account.", "sender.blocked"),
    Recording(
      "MAIL", "553 5.6.7 <jörg@example.com>: non-ASCII addresses not permitted for that sender",
      "sender.smtputf8"),
    Recording("MAIL", "550 5.6.7 SMTPUTF8 is required, but was not offered", "sender.smtputf8"),
    Recording("MAIL", "550 5.7.1 no", "unknown"),
    Recording("MAIL", "599 5.9.9 the stars are wrong", "unknown"),
  ])
  func `a refusal of the sender is named`(recording: Recording) throws {
    #expect(try #require(recording.observation()).diagnosis.id == recording.id)
  }

  @Test(arguments: [
    Recording(
      "RCPT",
      "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in local recipient table",
      "recipient.unknown"),
    Recording(
      "RCPT",
      "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 x - gsmtp",
      "recipient.unknown"),
    Recording(
      ".", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
      "recipient.unknown"),
    Recording("RCPT", "550 5.4.1 Recipient address rejected: Access denied.", "recipient.unknown"),
    Recording("RCPT", "550 No Such User Here", "recipient.unknown"),
    Recording("RCPT", "550 Unrouteable address", "recipient.unknown"),
    Recording("RCPT", "550 sorry, no mailbox here by that name. (#5.1.1)", "recipient.unknown"),
    Recording("RCPT", "550 Unknown user", "recipient.unknown"),
    Recording("RCPT", "550 5.1.1 unknown recipient", "recipient.unknown"),
    Recording("RCPT", "550 Invalid recipient <bob@example.net>", "recipient.unknown"),
    Recording(
      "RCPT", "452 4.2.2 The email account that you tried to reach is over quota.",
      "recipient.mailbox-full"),
    Recording("RCPT", "552 5.2.2 <bob@example.net>: mailbox full", "recipient.mailbox-full"),
    Recording(
      "RCPT",
      "552-5.2.2 The recipient's inbox is out of storage space and inactive.\n552 5.2.2 x - gsmtp",
      "recipient.mailbox-full"),
    Recording("RCPT", "554 5.2.2 mailbox full; STOREDRV.Deliver", "recipient.mailbox-full"),
    Recording(
      "RCPT",
      "450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.net.html",
      "recipient.greylisted"),
    Recording(
      "RCPT", "451 4.7.1 Greylisting in action, please come back later", "recipient.greylisted"),
    Recording(
      "RCPT", "450 4.7.1 <bob@example.net>: Recipient address rejected: try again",
      "recipient.greylisted"),
    Recording("RCPT", "451 Temporarily greylisted", "recipient.greylisted"),
    Recording("RCPT", "550 5.7.1 Command rejected", "recipient.refused"),
    Recording(
      "RCPT",
      "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org",
      "recipient.refused"),
    Recording("RCPT", "550 Administrative prohibition", "recipient.refused"),
    Recording(
      "DATA", "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", "limit.rate"),
    Recording(
      "DATA",
      "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.",
      "limit.rate"),
    Recording(".", "454 Throttling failure: Maximum sending rate exceeded.", "limit.rate"),
    Recording("MAIL", "454 Throttling failure: Daily message quota exceeded.", "limit.rate"),
    Recording(
      "RCPT",
      "550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\n550 5.4.5 sending limits go to https://support.google.com/a/answer/166852",
      "limit.rate"),
    Recording(
      "RCPT", "450 4.2.1 The user you are trying to contact is receiving mail too quickly.",
      "limit.rate"),
    Recording(
      "RCPT", "451 4.7.500 Server busy. Please try again later from [192.0.2.9].", "limit.rate"),
    Recording(
      "RCPT",
      "451 4.7.651 The mail server [192.0.2.9] has been temporarily rate limited due to IP reputation.",
      "limit.rate"),
    Recording(".", "554 5.2.2 message submission quota exceeded", "limit.rate"),
    Recording(
      ".",
      "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
      "limit.rate"),
    Recording("MAIL", "421 4.4.2 mail.example.com Error: timeout exceeded", "server.temporary"),
    Recording("RCPT", "451 4.3.0 <bob@example.net>: Temporary lookup failure", "server.temporary"),
    Recording("MAIL", "452 4.3.1 Insufficient system storage", "server.temporary"),
    Recording(".", "451 4.3.0 Error: queue file write error", "server.temporary"),
    Recording("DATA", "451 Temporary local problem - please try later", "server.temporary"),
    Recording("MAIL", "552 5.3.4 Message size exceeds fixed limit", "data.too-large"),
    Recording(".", "552 5.3.4 Error: message file too big", "data.too-large"),
    Recording("MAIL", "552 Message size exceeds maximum permitted", "data.too-large"),
    Recording(
      ".", "552-5.2.3 Your message exceeded Google's message size limits.\n552 5.2.3 x - gsmtp",
      "data.too-large"),
    Recording(".", "550 5.7.1 Message contains spam or virus.", "data.rejected"),
    Recording(".", "554 5.7.1 Spam message rejected", "data.rejected"),
    Recording(
      ".",
      "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550 5.7.26 x - gsmtp",
      "data.rejected"),
    Recording("DATA", "554 5.5.1 Error: no valid recipients", "data.rejected"),
  ])
  func `a refusal of the recipient or the message is named`(recording: Recording) throws {
    let diagnosis = try #require(recording.observation()).diagnosis
    #expect(diagnosis.id == recording.id)
    if recording.raw.hasPrefix("4") { #expect(diagnosis.exitCode == .temporary) }
  }

  @Test func `a forced sender offers the login as system address`() throws {
    let recording = Recording("MAIL", "553 5.7.1 not owned by user", "sender.not-owner")
    var observation = try #require(recording.observation())
    observation.attempt.user = "ada@example.com"
    #expect(observation.diagnosis.fixes.map(\.changes) == [["system.address": "ada@example.com"]])
    observation.attempt.senderMode = .user
    #expect(
      observation.diagnosis.fixes.map(\.changes) == [
        ["system.address": "ada@example.com", "message.sender": "system"],
        ["message.sender": "system"],
      ])
  }

  @Test func `an unknown refusal says so and shows the reply`() throws {
    let recording = Recording("MAIL", "599-5.9.9 the stars\n599 5.9.9 are wrong", "unknown")
    let diagnosis = try #require(recording.observation()).diagnosis
    #expect(diagnosis.cause.contains("unknown"))
    #expect(diagnosis.cause.contains("599 5.9.9 the stars are wrong"))
    #expect(diagnosis.reply?.lines == ["the stars", "are wrong"])
    #expect(diagnosis.exitCode == .unavailable)
  }
}
