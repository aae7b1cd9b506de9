import Foundation
import MailDiagnosis
import MailDialogue
import MailMessage
import MailSettings
import MailTransport
import TestSupport
import Testing

@Suite struct MailTransactionTests {
  private func send(
    _ text: String, to recipients: [String] = ["bob@example.com"],
    from sender: String = "app@example.org",
    _ server: ScriptedServer
  ) async throws -> DeliveryReport {
    let folder = try TemporaryFolder()
    let envelope = Envelope(
      sender: try MailAddress(typed: sender),
      recipients: try recipients.map { try MailAddress(typed: $0) })
    return try await Sending(server.port).client(folder).send(
      RenderedMail(bytes: Array(text.utf8), messageID: "<1@example.org>"), envelope: envelope,
      observe: { _ in })
  }

  @Test func `every byte arrives as it should`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await send("Subject: a\n\n.dot\n..\n.\nend", server)
    #expect(report.outcome == .delivered)
    let bytes = try await server.waitUntilClosed().bytes
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        EHLO client.example.org\r
        MAIL FROM:<app@example.org> SIZE=32\r
        RCPT TO:<bob@example.com>\r
        DATA\r
        Subject: a\r
        \r
        ..dot\r
        ...\r
        ..\r
        end\r
        .\r
        QUIT\r

        """)
  }

  @Test func `a large mail arrives whole at real Postfix`() async throws {
    let server = try await Blocking.run { try PostfixServer() }
    let line = String(repeating: "x", count: 76) + "\r\n"
    let folder = try TemporaryFolder()
    let sending = Sending(server.port("plain"))
    let body = "Subject: large\r\n\r\n" + String(repeating: line, count: 60_000)
    let envelope = Envelope(
      sender: try MailAddress(typed: "app@example.org"),
      recipients: [try MailAddress(typed: "large@example.com")])
    let report = try await sending.client(folder).send(
      RenderedMail(bytes: Array(body.utf8)), envelope: envelope, observe: { _ in })
    #expect(report.outcome == .delivered, "\(report)")
    let mail = try await server.inbox(of: "large@example.com")[0]
    let arrived = String(decoding: mail, as: UTF8.self)
    #expect(arrived.split(separator: "\n").count { $0.hasPrefix("xxxx") } == 60_000)
  }

  @Test func `where one recipient is refused the others get the mail`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["RCPT TO:<eve": "550 5.1.1 unknown"]))
    let report = try await send(
      "a\r\n", to: ["bob@example.com", "eve@example.com", "dan@example.com"], server)
    #expect(report.outcome == .delivered)
    #expect(report.diagnosis == nil)
    #expect(
      report.detail(.recipient) == "bob@example.com, dan@example.com; refused: eve@example.com")
    #expect(
      report.recipients.map(\.address.text) == [
        "bob@example.com", "eve@example.com", "dan@example.com",
      ])
    #expect(report.recipients.map(\.outcome) == [.delivered, .failed, .delivered])
    #expect(report.recipients[1].reply?.code == 550)
    #expect(report.recipients[1].diagnosis?.id == "recipient.unknown")
    #expect(report.recipients[0].reply?.code == 250)
    #expect(server.lines.contains("DATA"))
  }

  @Test func `where every recipient is refused nothing is sent`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "RCPT TO:<eve": "550 5.1.1 unknown", "RCPT TO:<mal": "450 4.7.1 Greylisted",
      ]))
    let report = try await send("a\r\n", to: ["eve@example.com", "mal@example.com"], server)
    #expect(report.failed == .recipient)
    #expect(report.diagnosis?.id == "recipient.unknown")
    #expect(report.recipients.map(\.reply?.code) == [550, 450])
    #expect(report.recipients[1].diagnosis?.id == "recipient.greylisted")
    #expect(!server.lines.contains("DATA"))
  }

  @Test func `a message beyond the server's SIZE is not begun`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["SIZE 10"])]))
    let report = try await send("a longer message\r\n", server)
    #expect(report.diagnosis?.id == "data.too-large")
    #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
  }

  @Test func `an address beyond ASCII needs SMTPUTF8`() async throws {
    let without = try ScriptedServer(smtp: SMTPDialogue())
    let refused = try await send("a\r\n", to: ["jörg@example.com"], without)
    #expect(refused.diagnosis?.id == "sender.smtputf8")
    #expect(!without.lines.contains { $0.hasPrefix("MAIL") })
    let with = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["SMTPUTF8", "8BITMIME"])]))
    let sent = try await send("Subject: ä\r\n", to: ["jörg@bücher.example"], with)
    #expect(sent.outcome == .delivered)
    #expect(with.lines.contains("MAIL FROM:<app@example.org> BODY=8BITMIME SMTPUTF8"))
    #expect(with.lines.contains("RCPT TO:<jörg@xn--bcher-kva.example>"))
  }

  @Test(arguments: [
    ("MAIL", "553 5.7.1 not owned by user ann", Stage.sender, "sender.not-owner"),
    ("RCPT", "450 4.7.1 Greylisted", .recipient, "recipient.greylisted"),
    ("DATA", "451 4.3.0 busy", .message, "server.temporary"),
    (".", "554 5.7.1 spam", .message, "data.rejected"),
  ])
  func `a refusal carries the server's words, and leave is taken`(
    command: String, reply: String, stage: Stage, id: String
  ) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue([command: .text(reply)]))
    let report = try await send("a\r\n", server)
    #expect(report.outcome == .failed)
    #expect(report.failed == stage)
    #expect(report.diagnosis?.id == id, "\(report)")
    #expect(report.detail(stage)?.hasPrefix(String(reply.prefix(9))) == true)
    #expect(try await server.waitUntilClosed().lines.last == "QUIT")
    #expect(report.progress.drop { $0 != "f" }.dropFirst().allSatisfy { $0 == "-" })
  }
}
