import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// Servers that say more than they were asked for: no answer can be told from another one then.
@Suite struct OutOfStepTests {
  static let authority = Shared { try CertificateAuthority(name: "Step Root") }

  /// A step of the dialogue, its right reply, and the stage in which the next command would be
  /// sent.
  struct Step: Sendable, CustomTestStringConvertible {
    let command: String
    let reply: String
    let stage: Stage
    var testDescription: String { command }
  }

  static let steps = [
    Step(command: "greeting", reply: "220 a ESMTP", stage: .greeting),
    Step(command: "EHLO", reply: "250-a\n250 AUTH PLAIN", stage: .authentication),
    Step(command: "AUTH", reply: "235 2.7.0 in", stage: .sender),
    Step(command: "MAIL", reply: "250 2.1.0 Ok", stage: .recipient),
    Step(command: "RCPT", reply: "250 2.1.5 Ok", stage: .message),
    Step(command: "DATA", reply: "354 go", stage: .message),
  ]

  /// What comes with the right reply in one packet: a yes, a no, the beginning of a reply, and
  /// nonsense.
  static let extras = ["250 2.0.0 Ok\r\n", "554 5.7.1 no\r\n", "25", "\0"]

  private static func replies(
    _ step: String, _ reply: String, _ extra: String
  ) -> [String: SMTPDialogue.Reply] {
    let lines = reply.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    return ["EHLO": .ehlo(["AUTH PLAIN"])]
      .merging([step: .steps([.send(lines + extra)])]) { $1 }
  }

  private func send(
    _ step: String, _ reply: String, _ extra: String, ssl: Bool, timeout: Duration = .seconds(20)
  ) async throws -> (DeliveryReport, ScriptedServer) {
    let authority = try await Self.authority.get()
    let dialogue = SMTPDialogue(Self.replies(step, reply, extra))
    let server = try ScriptedServer(
      smtp: dialogue, ssl: ssl ? ScriptedTLS(try authority.issue()) : nil)
    let report = try await Sending(server.port, ssl ? .ssl : .none, user: "ann") {
      $0.imported = [authority.certificate]
      $0.timeout = timeout
    }.run()
    return (report, server)
  }

  @Test(arguments: steps, extras)
  func `what waits before a command ends the attempt`(step: Step, extra: String) async throws {
    let (report, server) = try await send(step.command, step.reply, extra, ssl: false)
    #expect(report.outcome == .failed, "\(report)")
    #expect(report.diagnosis?.id == "server.malformed" || extra.hasPrefix("554"), "\(report)")
    #expect(report.failed == step.stage, "\(report.stages)")
    #expect(server.lines.last?.hasPrefix(step.command) ?? true || step.command == "DATA")
    #expect(!server.lines.contains("."))
  }

  @Test(arguments: steps)
  func `what waits inside of TLS does so too`(step: Step) async throws {
    let (report, server) = try await send(
      step.command, step.reply, "250 2.0.0 Ok\r\n", ssl: true)
    #expect(report.outcome == .failed, "\(report)")
    #expect(report.diagnosis?.id == "server.malformed", "\(report)")
    #expect(!server.lines.contains("."))
  }

  @Test(arguments: extras, [false, true])
  func `two replies to one mail leave its fate unknown`(extra: String, ssl: Bool) async throws {
    let (report, _) = try await send(".", "250 2.0.0 queued", extra, ssl: ssl)
    #expect(report.outcome == .unknown, "\(report)")
    #expect(report.failed == .message)
    #expect(report.diagnosis?.id == "data.unknown-outcome")
  }

  @Test(arguments: ["421 4.7.0 closing\r\n"])
  func `a server that takes leave behind its yes has the mail`(extra: String) async throws {
    let (report, _) = try await send(".", "250 2.0.0 queued", extra, ssl: false)
    #expect(report.outcome == .delivered, "\(report)")
  }

  @Test(arguments: [0, 150])
  func `a yes before the final dot never counts as the mail's`(pause: Int) async throws {
    let server = try ScriptedServer([
      .send("220 a\r\n"), .expect(prefix: "EHLO"), .send("250 a\r\n"), .expect(prefix: "MAIL"),
      .send("250 ok\r\n"), .expect(prefix: "RCPT"), .send("250 ok\r\n"), .expect(prefix: "DATA"),
      .send("354 go\r\n"), .pause(milliseconds: pause), .send("250 2.0.0 Ok\r\n"), .expectData,
      .send("554 5.7.1 no\r\n"), .expect(prefix: "QUIT"), .send("221 bye\r\n"), .close,
    ])
    let report = try await Sending(server.port).run()
    #expect(report.outcome == .failed || report.outcome == .unknown, "\(report)")
  }

  @Test(arguments: ["554 5.7.1 no\r\n250 2.0.0 Ok\r\n", "554 5.7.1 no\r\n"])
  func `a refusal counts only where no yes follows it`(text: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue([".": .steps([.send(text)])]))
    let report = try await Sending(server.port).run()
    #expect(report.outcome == (text.contains("250") ? .unknown : .failed), "\(report)")
  }

  @Test(arguments: [
    ("554 5.7.1 no", Outcome.unknown), ("bye", .delivered), ("250 bye", .delivered),
  ])
  func `what answers QUIT tells whether the mail's answer was its own`(
    reply: String, outcome: Outcome
  ) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["QUIT": .text(reply)]))
    #expect(try await Sending(server.port).run().outcome == outcome)
  }

  @Test func `a refusal within the message counts, and ends it`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["DATA": .steps([.send("354 go\r\n552 5.3.4 too large\r\n")])]))
    let report = try await Sending(server.port).run()
    #expect(report.outcome == .failed)
    #expect(report.diagnosis?.reply?.code == 552, "\(report)")
  }

  @Test(arguments: [
    ("MAIL", "354 go"), ("RCPT", "354 go"), ("RCPT", "334 "), ("DATA", "250 ok"),
    ("DATA", "350 go"), ("EHLO", "334 "), ("greeting", "354 go"), ("AUTH", "250 ok"),
    ("AUTH", "354 go"), ("MAIL", "150 wait"), ("RCPT", "199 x"),
  ])
  func `a reply that the command cannot have is no yes`(
    command: String, reply: String
  ) async throws {
    let (report, server) = try await send(command, reply, "", ssl: false)
    #expect(report.outcome == .failed, "\(report)")
    #expect(
      ["server.malformed", "greeting.wrong-service"].contains(report.diagnosis?.id ?? ""),
      "\(report)")
    #expect(!server.lines.contains("."))
  }

  @Test(arguments: ["354 go", "334 "])
  func `behind the final dot such a reply leaves it unknown`(reply: String) async throws {
    let (report, _) = try await send(".", reply, "", ssl: false)
    #expect(report.outcome == .unknown, "\(report)")
  }

  @Test(arguments: ["250-queued\r\n554 5.7.1 no\r\n", "250-a\r\n550-b\r\n250 c\r\n"])
  func `a reply with two codes is none`(reply: String) async throws {
    for step in ["MAIL", "RCPT", "."] {
      let server = try ScriptedServer(smtp: SMTPDialogue([step: .steps([.send(reply)])]))
      let report = try await Sending(server.port).run()
      #expect(report.outcome == (step == "." ? .unknown : .failed), "\(report)")
    }
  }

  @Test func `replies that come octet by octet are read as ever`() async throws {
    let drip = { (text: String) in SMTPDialogue.Reply.steps([.drip(text, milliseconds: 3)]) }
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "greeting": drip("220-a\r\n220 b\r\n"), "EHLO": drip("250-a\r\n250 SIZE 1000000\r\n"),
        "MAIL": drip("250 2.1.0 Ok\r\n"), ".": drip("250-2.0.0 a\r\n250 2.0.0 queued\r\n"),
      ]))
    #expect(try await Sending(server.port).run().outcome == .delivered)
  }

  @Test(arguments: ["imap", "pop3"])
  func `no password goes to a mailbox server that is out of step`(service: String) async throws {
    let imap: [ScriptStep] = [
      .send("* OK ready\r\n"), .expect(prefix: "A001"),
      .send("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA001 OK\r\nP001 OK in\r\n"), .silence,
    ]
    let pop3: [ScriptStep] = [
      .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("+OK\r\nUSER\r\n.\r\n+OK\r\n+OK\r\n"),
      .silence,
    ]
    let server = try ScriptedServer(service == "imap" ? imap : pop3)
    let report = try await IncomingSessionTests.signIn(
      service, host: "127.0.0.1", port: server.port, .none)
    #expect(report.outcome == .failed)
    #expect(report.authenticated == nil)
    #expect(report.diagnosis?.id == "server.malformed", "\(report)")
    #expect(server.lines.count == 1)
  }

  @Test func `what an IMAP server says without a tag is in step`() async throws {
    let server = try ScriptedServer([
      .send("* OK ready\r\n* OK [ALERT] be kind\r\n"), .expect(prefix: "A001"),
      .send("* CAPABILITY IMAP4rev1\r\nA001 OK\r\n* OK Still here\r\n"),
      .expect(prefix: "P001 LOGIN"),
      .send("P001 OK in\r\n"), .expect(prefix: "P999"), .close,
    ])
    let report = try await IncomingSessionTests.signIn(
      "imap", host: "127.0.0.1", port: server.port, .none, password: "secret")
    #expect(report.outcome == .accepted, "\(report)")
  }
}
