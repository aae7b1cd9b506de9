import Foundation
import MailDiagnosis
import MailDialogue
import MailMessage
import MailSettings
import MailTransport
import ServerTrust
import TestSupport
import Testing

/// Many mails over one connection.
@Suite struct MailConnectionTests {
  /// What came of some mails that were sent over one connection.
  struct Sent: Sendable {
    var opening: DeliveryReport
    var reports: [DeliveryReport] = []
    /// Whether the connection was open behind each of them.
    var isOpen: [Bool] = []
  }

  private static func envelope(_ recipients: [String]) throws -> Envelope {
    Envelope(
      sender: try MailAddress(typed: "app@example.org"),
      recipients: try recipients.map { try MailAddress(typed: $0) })
  }

  /// Sends a mail to each group of recipients, and takes leave.
  private func send(
    to groups: [[String]], over sending: Sending, _ body: String = "Subject: a\r\n\r\n"
  ) async throws -> Sent {
    let folder = try TemporaryFolder()
    let client = try sending.client(folder)
    let envelopes = try groups.map(Self.envelope)
    let sent = try await Blocking.run {
      let connection = try client.connect()
      var sent = Sent(opening: connection.opening)
      for (index, envelope) in envelopes.enumerated() {
        let mail = RenderedMail(bytes: Array("\(body)\(index)\r\n".utf8))
        sent.reports.append(connection.send(mail, envelope: envelope))
        sent.isOpen.append(connection.isOpen)
      }
      connection.close()
      return sent
    }
    return withExtendedLifetime(folder) { sent }
  }

  private let bobs = (1...3).map { ["bob\($0)@example.com"] }

  @Test func `every mail has a report of its own, the connection one`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    let sent = try await send(to: bobs, over: Sending(server.port, user: "ann"))
    #expect(sent.opening.outcome == .accepted)
    #expect(sent.opening.progress == "pppssp")
    #expect(sent.opening.authenticated == "PLAIN")
    #expect(sent.opening.transcript.contains { $0.text.hasPrefix("EHLO") })
    #expect(sent.reports.map(\.outcome) == [.delivered, .delivered, .delivered])
    for (report, bob) in zip(sent.reports, bobs) {
      #expect(report.progress == "ppp")
      #expect(report.detail(.recipient) == bob[0])
      #expect(report.authenticated == "PLAIN")
      let commands = report.transcript.filter { $0.speaker == .client }.map(\.text)
      #expect(commands.first?.hasPrefix("MAIL") == true)
      #expect(commands.contains("RCPT TO:<\(bob[0])>") && commands.last == ".")
      #expect(!commands.contains { $0.hasPrefix("EHLO") })
    }
    #expect(server.connections.count == 1)
    let lines = try await server.waitUntilClosed().lines
    #expect(lines.count { $0 == "DATA" } == 3 && lines.last == "QUIT")
    #expect(!lines.contains("RSET"))
  }

  @Test func `mails arrive at real Postfix, those of refused recipients apart`() async throws {
    let server = try await Blocking.run { try PostfixServer() }
    let sent = try await send(
      to: [["one@example.com"], ["nobody@elsewhere.invalid"], ["two@example.com"]],
      over: Sending(server.port("plain")))
    #expect(sent.reports.map(\.outcome) == [.delivered, .failed, .delivered], "\(sent)")
    #expect(sent.isOpen == [true, true, true])
    #expect(sent.reports[1].failed == .recipient)
    for name in ["one", "two"] {
      #expect(try await server.inbox(of: "\(name)@example.com").count == 1)
    }
    // Postfix counts the commands of each session in its last line: one session had them all.
    let sessions = try await server.waitForLog(containing: " mail=3 rcpt=2/3 data=2 ")
    #expect(sessions.count == 1)
  }

  @Test(arguments: [
    ("MAIL FROM", "451 4.3.0 busy", Stage.sender), ("RCPT TO:<bob2", "550 5.1.1 no", .recipient),
    ("DATA", "451 4.3.0 busy", .message), (".", "554 5.7.1 spam", .message),
  ])
  func `behind a refused mail the next one begins anew`(
    command: String, reply: String, stage: Stage
  ) async throws {
    let replies: [SMTPDialogue.Reply] = ["250 ok", .text(reply), "250 ok"]
    let yes: [SMTPDialogue.Reply] =
      command == "DATA" ? ["354 go", .text(reply), "354 go"] : replies
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [command: command.hasPrefix("RCPT") ? [.text(reply)] : yes]))
    let sent = try await send(to: bobs, over: Sending(server.port))
    #expect(sent.reports.map(\.outcome) == [.delivered, .failed, .delivered], "\(sent)")
    #expect(sent.reports[1].failed == stage)
    #expect(sent.reports[1].recipients.map(\.outcome) == [.failed])
    #expect(sent.reports[1].recipients[0].reply?.code == Int(reply.prefix(3)))
    #expect(server.lines.count { $0 == "RSET" } == 1)
    #expect(server.connections.count == 1)
  }

  @Test func `the others get the mail whose recipients are refused one by one`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["RCPT TO:<eve": "550 5.1.1 unknown", "RCPT TO:<mal": "450 4.2.2 full"]))
    let sent = try await send(
      to: [["eve@example.com", "bob@example.com", "mal@example.com"], ["dan@example.com"]],
      over: Sending(server.port))
    #expect(sent.reports.map(\.outcome) == [.delivered, .delivered], "\(sent)")
    #expect(sent.reports[0].recipients.map(\.outcome) == [.failed, .delivered, .failed])
    #expect(sent.reports[0].recipients.map(\.reply?.code) == [550, 250, 450])
    #expect(!server.lines.contains("RSET"))
  }

  @Test(arguments: ["MAIL FROM", "RCPT TO", "DATA", "unasked"])
  func `a server that closes has not got the mail, which is known for sure`(
    command: String
  ) async throws {
    let first: SMTPDialogue.Reply = command == "DATA" ? "354 go" : "250 ok"
    let closing = SMTPDialogue.Reply.closing("421 4.7.0 too many mails")
    let server = try ScriptedServer(
      smtp: SMTPDialogue(
        sequences: command == "unasked"
          ? [".": [.steps([.send("250 2.0.0 queued\r\n421 4.7.0 bye\r\n"), .close])]]
          : [command: [first, closing]]))
    let sent = try await send(to: bobs, over: Sending(server.port))
    #expect(sent.reports.map(\.outcome) == [.delivered, .failed, .failed], "\(sent)")
    #expect(sent.isOpen == [command != "unasked", false, false])
    #expect(sent.reports[1].diagnosis?.reply?.code == (command == "unasked" ? nil : 421))
    #expect(sent.reports[1].recipients.map(\.outcome) == [.failed])
    #expect(sent.reports[2].failed == .sender)
    #expect(server.lines.count { $0 == "." } == 1)
    #expect(server.connections.count == 1)
  }

  @Test func `a connection lost behind the final dot leaves the mail's fate unknown`() async throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [".": ["250 2.0.0 queued", .close]]))
    let sent = try await send(to: bobs, over: Sending(server.port))
    #expect(sent.reports.map(\.outcome) == [.delivered, .unknown, .failed], "\(sent)")
    #expect(sent.reports[1].recipients.map(\.outcome) == [.unknown])
    #expect(sent.isOpen == [true, false, false])
  }

  @Test(arguments: ["250 2.0.0 queued\r\n", "554 5.7.1 no\r\n"])
  func `two replies to one mail end the connection, its fate unknown`(extra: String) async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([".": .steps([.send("250 2.0.0 queued\r\n\(extra)")])]))
    let sent = try await send(to: bobs, over: Sending(server.port))
    #expect(sent.reports.map(\.outcome) == [.unknown, .failed, .failed], "\(sent)")
    #expect(server.lines.count { $0.hasPrefix("MAIL") } == 1)
  }

  @Test func `a refusal that is followed by a yes is none, and no mail follows it`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([".": "554 5.7.1 no", "RSET": "554 5.5.1 no"]))
    let sent = try await send(to: bobs, over: Sending(server.port))
    #expect(sent.reports.map(\.outcome) == [.unknown, .failed, .failed], "\(sent)")
  }

  @Test func `a mail that is too large for the server is not begun, the next one is sent`()
    async throws
  {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["SIZE 100"])]))
    let folder = try TemporaryFolder()
    let client = try Sending(server.port).client(folder)
    let envelope = try Self.envelope(["bob@example.com"])
    let outcomes = try await Blocking.run {
      let connection = try client.connect()
      defer { connection.close() }
      return [200, 20].map { count in
        let mail = RenderedMail(bytes: [UInt8](repeating: UInt8(ascii: "x"), count: count))
        return connection.send(mail, envelope: envelope).outcome
      }
    }
    #expect(outcomes == [.failed, .delivered])
    #expect(!server.lines.contains("RSET"))
    withExtendedLifetime(folder) {}
  }

  @Test func `a connection that does not come about is told with its stages alone`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"]), "AUTH": "535 5.7.8 wrong"]))
    do {
      _ = try await send(to: bobs, over: Sending(server.port, user: "ann"))
      Issue.record("nobody may sign in")
    } catch let failed as FailedConnection {
      #expect(failed.report.outcome == .failed)
      #expect(failed.report.progress == "pppssf")
      #expect(failed.report.diagnosis?.id == "auth.rejected")
    }
  }

  @Test func `the login at the mailbox stays open for all mails`() async throws {
    let mailbox = try ScriptedServer([
      .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("-ERR unknown\r\n"),
      .expect(prefix: "USER ann"), .send("+OK\r\n"), .expect(prefix: "PASS secret"),
      .send("+OK\r\n"), .expect(prefix: "QUIT"), .send("+OK\r\n"), .close,
    ])
    let server = try ScriptedServer(
      scripts: [
        [.smtp(SMTPDialogue(["RCPT": "554 5.7.1 Relay access denied"]))], [.smtp(SMTPDialogue())],
      ])
    let sent = try await send(
      to: bobs,
      over: Sending(server.port) {
        $0.values = DeliveryTests.incoming("pop3", port: mailbox.port, password: "secret")
      })
    #expect(sent.reports.map(\.outcome) == [.delivered, .delivered, .delivered], "\(sent)")
    #expect(sent.opening.progress == "ppppsss")
    #expect(server.connections.count == 2 && mailbox.connections.count == 1)
    #expect(try await mailbox.waitUntilClosed().lines.last == "QUIT")
  }
}
