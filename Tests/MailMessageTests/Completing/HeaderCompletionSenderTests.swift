import MailSettings
import Testing

@testable import MailMessage

/// From, Sender and Reply-To of a mail that was handed in.
@Suite struct HeaderCompletionSenderTests: HandedMailTests {
  @Test(
    arguments: [
      // header, mode, event → From, Reply-To
      ("From: root (Cron Daemon)", "system", "unsaid", "\"Cron Daemon\" <app@example.com>", nil),
      ("From: root", "system", "unsaid", "\"Your Server\" <app@example.com>", nil),
      (
        "From: Ann <ann@example.org>", "system", "unsaid", "Ann <app@example.com>",
        "Ann <ann@example.org>"
      ),
      (
        "From: \"Lee, A\" <app@example.com>", "system", "unsaid", "\"Lee, A\" <app@example.com>",
        nil
      ),
      ("From: www-data@host.local", "system", "unsaid", "\"Your Server\" <app@example.com>", nil),
      ("From: Ann <ann@example.org>", "user", "unsaid", "Ann <ann@example.org>", nil),
      ("From: root@host", "user", "unsaid", "\"Your Server\" <app@example.com>", nil),
      (
        "From: john@corp.local <john@corp.local>", "system", "unsaid",
        "\"john@corp.local\" <app@example.com>", nil
      ),
      ("From: root@h <root>", "system", "unsaid", "\"root@h\" <app@example.com>", nil),
      ("From: \"Foo Bar <root>", "system", "unsaid", "\"Foo Bar\" <app@example.com>", nil),
      ("From: Foo [bar <root>", "system", "unsaid", "\"Foo [bar\" <app@example.com>", nil),
      ("From: a\"@b <root>", "system", "unsaid", "\"a@b\" <app@example.com>", nil),
      ("From: J. R. Doe <root>", "system", "unsaid", "\"J. R. Doe\" <app@example.com>", nil),
      (
        "From: \"=?UTF-8?Q?J=C3=B6rg?=\" <root>", "system", "unsaid",
        "=?UTF-8?B?SsO2cmc=?= <app@example.com>", nil
      ),
      (
        "From: root, Bea <bea@example.org>", "system", "unsaid",
        "\"Your Server\" <app@example.com>", "Bea <bea@example.org>"
      ),
      (
        "From: Doe, John <john@example.org>", "system", "unsaid",
        "\"Your Server\" <app@example.com>", "John <john@example.org>"
      ),
      (
        "From: Ann <ann@example.org>, app@example.com, Bea <bea@example.org>", "system", "unsaid",
        "Ann <app@example.com>", "Ann <ann@example.org>, Bea <bea@example.org>"
      ),
      (
        "From: john@corp.example <ann@example.org>", "system", "unsaid",
        "\"john@corp.example\" <app@example.com>", "\"john@corp.example\" <ann@example.org>"
      ),
      (
        "From: Foo <ann@example.org", "system", "unsaid", "Foo <app@example.com>",
        "Foo <ann@example.org>"
      ),
      (
        "From: ann@example.org (Foo", "system", "unsaid", "\"Foo\" <app@example.com>",
        "\"Foo\" <ann@example.org>"
      ),
      (
        "From: Ann <ann@example.org>", "user", "system", "Ann <app@example.com>",
        "Ann <ann@example.org>"
      ),
      (
        "From: root", "system", "actor", "\"Your Server\" <app@example.com>",
        "\"Carla\" <carla@example.net>"
      ),
      ("From: root", "user", "actor", "\"Carla\" <carla@example.net>", nil),
      (
        "From: Ann <ann@example.org>", "system", "user", "\"Your Server\" <app@example.com>",
        "Ann <ann@example.org>"
      ),
      ("From: Ann <ann@example.org>", "user", "user", "Ann <ann@example.org>", nil),
      (
        "From: Ann <ann@example.org>\nReply-To: desk@example.org", "system", "unsaid",
        "Ann <app@example.com>", "desk@example.org"
      ),
      (
        "From: Ann <ann@example.org>\nSender: x@host", "system", "unsaid", "Ann <app@example.com>",
        "Ann <ann@example.org>"
      ),
    ] as [(String, String, String, String, String?)])
  func `the sender follows the policy`(
    given: String, mode: String, event: String, from: String, replyTo: String?
  ) throws {
    let carla = Mailbox(
      name: try DisplayName(typed: "Carla"), address: try MailAddress(typed: "carla@example.net"))
    let events: [String: SenderPolicy.HandedTrigger] = [
      "unsaid": .unsaid, "system": .system, "user": .user(nil), "actor": .user(carla),
    ]
    let header = parts(try completed("\(given)\n\nx", try #require(events[event]), sender: mode))
      .header
    #expect(header.filter { $0.hasPrefix("From:") } == ["From: \(from)"])
    #expect(header.first { $0.hasPrefix("Reply-To:") } == replyTo.map { "Reply-To: \($0)" })
    #expect(!header.contains { $0.hasPrefix("Sender:") })
  }

  @Test func `an event of a user needs somebody`() throws {
    let message = try Self.read("From: root\n\nx")
    #expect(MessageCompletion(try Self.settings(), .user(nil), message.header) == nil)
  }

  @Test func `names by -f and -F count where the header names nobody`() throws {
    #expect(
      try completed("x", name: "CronDaemon").contains("From: \"CronDaemon\" <app@example.com>\n"))
    let replies = try completed("x", from: "ann@example.org")
    #expect(replies.contains("Reply-To: ann@example.org\n"))
    #expect(
      try completed("x", sender: "user", from: "ann@example.org").contains(
        "From: ann@example.org\n"))
  }

  @Test func `mails by several authors have a Sender`() throws {
    let two = "From: Ann <ann@example.org>, Bea <bea@example.org>"
    let header = parts(try completed("\(two)\n\nx", sender: "user")).header
    #expect(header.contains(two))
    #expect(header.contains("Sender: \"Your Server\" <app@example.com>"))
    let own = parts(try completed("\(two)\nSender: ann@example.org\n\nx", sender: "user")).header
    #expect(own.filter { $0.hasPrefix("Sender:") } == ["Sender: ann@example.org"])
  }

  @Test func `who has sent a mail again keeps the name`() throws {
    let text = "From: Ann <ann@example.org>\nResent-From: Bob <bob@example.org>\n\nx"
    let header = parts(try completed(text)).header
    #expect(header.contains("Resent-From: Bob <app@example.com>"))
    #expect(header.contains("From: Ann <app@example.com>"))
  }
}
