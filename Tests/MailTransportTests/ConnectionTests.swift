import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import SystemAccess
import TestSupport
import Testing

/// What servers do that no server should.
@Suite struct ConnectionTests {
  /// A step of the dialogue at which something happens, and the stage that it belongs to.
  static let steps: [(String, Stage)] = [
    ("greeting", .greeting), ("EHLO", .greeting), ("MAIL", .sender), ("RCPT", .recipient),
    ("DATA", .message),
  ]

  @Test(arguments: steps, [SMTPDialogue.Reply.close, .reset].indices)
  func `a lost connection is told at its stage`(step: (String, Stage), way: Int) async throws {
    let reply = [SMTPDialogue.Reply.close, .reset][way]
    let server = try ScriptedServer(smtp: SMTPDialogue([step.0: reply]))
    let report = try await Sending(server.port).run()
    #expect(report.outcome == .failed)
    #expect(report.failed == step.1, "\(report)")
    let words = ["the connection was closed", "the connection was reset"]
    #expect(words.contains(report.detail(step.1) ?? ""), "\(report)")
  }

  @Test(arguments: [SMTPDialogue.Reply.close, .reset, .silence].indices)
  func `after the final dot the outcome is unknown`(way: Int) async throws {
    let reply = [SMTPDialogue.Reply.close, .reset, .silence][way]
    let server = try ScriptedServer(smtp: SMTPDialogue([".": reply]))
    let report = try await Sending(server.port) { $0.timeout = .seconds(3) }.run()
    #expect(report.outcome == .unknown, "\(report)")
    #expect(report.failed == .message)
  }

  @Test(arguments: steps)
  func `silence ends with the time given`(step: (String, Stage)) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue([step.0: .silence]))
    let start = ContinuousClock.now
    let report = try await Sending(server.port) { $0.timeout = .seconds(2) }.run()
    #expect(report.failed == step.1, "\(report)")
    #expect(start.duration(to: .now) < .seconds(30))
  }

  static let cancelSteps: [String] = [
    "greeting", "EHLO", "STARTTLS", "handshake", "AUTH", "MAIL", "RCPT", "DATA", ".",
  ]

  @Test(arguments: cancelSteps)
  func `cancelling ends within a second at any stage`(step: String) async throws {
    let authority = try await SMTPSessionTests.authority.get()
    let tls = ScriptedTLS(try authority.issue())
    var replies: [String: SMTPDialogue.Reply] = [
      "EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls),
    ]
    if step == "handshake" {
      replies["STARTTLS"] = .steps([.send("220 go\r\n"), .silence])
    } else {
      replies[step] = .silence
    }
    var encrypted = replies
    encrypted["EHLO"] = .ehlo(["AUTH LOGIN"])
    encrypted["STARTTLS"] = nil
    let server = try ScriptedServer(
      smtp: SMTPDialogue(replies, whenEncrypted: encrypted))
    let cancellation = Cancellation()
    let sending = Sending(server.port, .tls, user: "ann") {
      $0.imported = [authority.certificate]
      $0.timeout = .seconds(120)
    }
    let running = Task { try await sending.run(cancellation: cancellation) }
    try await server.waitForCommand(step)
    let began = ContinuousClock.now
    cancellation.cancel()
    let report = try await running.value
    #expect(began.duration(to: .now) < .seconds(5))
    #expect(report.outcome == (step == "." ? .unknown : .cancelled), "\(report)")
  }

  @Test func `cancelling the task cancels the attempt`() async throws {
    let server = try ScriptedServer([.silence])
    let sending = Sending(server.port) { $0.timeout = .seconds(120) }
    let task = Task { try await sending.run() }
    _ = try await server.waitForConnections(1, within: 90)
    task.cancel()
    #expect(try await task.value.outcome == .cancelled)
  }

  @Test(arguments: [
    "+OK POP3 ready\r\n", "* OK IMAP4 ready\r\n", "HTTP/1.1 400 Bad Request\r\n",
    "SSH-2.0-OpenSSH_9.2\r\n", "\u{1b}[31mhello\r\n", "\0\0\0\r\n", "99 low\r\n",
  ])
  func `another service is seen at once`(banner: String) async throws {
    let server = try ScriptedServer([.send(banner), .silence])
    let start = ContinuousClock.now
    let report = try await Sending(server.port) { $0.timeout = .seconds(60) }.run()
    #expect(report.failed == .greeting)
    #expect(report.detail(.greeting)?.hasPrefix("not a mail server: ") == true, "\(report)")
    #expect(start.duration(to: .now) < .seconds(30))
    #expect(!"\(report)".unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
  }

  @Test(
    arguments: [[0x15, 3, 3, 0, 2, 2, 80], [0xFF, 0xFD, 0x18], [0x4A, 0, 0, 0, 0x0B]] as [[UInt8]])
  func `a service that greets without an end of line is none of mail`(
    banner: [UInt8]
  ) async throws {
    let server = try ScriptedServer([.sendRaw(banner), .silence])
    let report = try await Sending(server.port) { $0.timeout = .seconds(3) }.run()
    #expect(report.diagnosis?.id == "greeting.wrong-service", "\(report)")
  }

  @Test(arguments: [
    String(repeating: "a", count: 1000), "220-\(String(repeating: "b", count: 900))\r\n",
    "220-x\r\n", "\0\0\0\0",
  ])
  func `endless talk is cut off`(text: String) async throws {
    for step in ["greeting", "EHLO", "MAIL"] {
      let server = try ScriptedServer(
        smtp: SMTPDialogue([step: .steps([.send("250-"), .repeatForever(text)])]))
      let report = try await Sending(server.port).run()
      #expect(report.outcome == .failed)
      #expect(report.failed == (step == "MAIL" ? .sender : .greeting), "\(report.stages)")
      #expect(report.transcript.count <= 2001)
    }
  }

  @Test func `an EHLO reply without end is named so`() async throws {
    let lines = String(repeating: "250-FOO bar\r\n", count: 500)
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .steps([.send(lines), .repeatForever(lines)])]))
    let report = try await Sending(server.port).run()
    #expect(report.diagnosis?.id == "greeting.endless", "\(report)")
  }

  @Test func `a line of 100 kB and one with NULs are cut off`() async throws {
    for text in ["220 " + String(repeating: "x", count: 100_000) + "\r\n", "22\00 a\r\n"] {
      let server = try ScriptedServer([.send(text), .silence])
      let report = try await Sending(server.port) { $0.timeout = .seconds(8) }.run()
      #expect(report.failed == .greeting, "\(report.stages)")
    }
  }

  @Test func `one byte after another cannot stretch the time given`() async throws {
    let server = try ScriptedServer([
      .drip(String(repeating: "220-slow\r\n", count: 60), milliseconds: 100)
    ])
    let start = ContinuousClock.now
    let report = try await Sending(server.port) { $0.timeout = .seconds(2) }.run()
    #expect(report.failed == .greeting)
    #expect(start.duration(to: .now) < .seconds(30))
  }

  @Test func `control characters of a server reach nobody`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["MAIL": "550 5.1.8 \u{1b}]0;owned\u{7} \u{202e}no\u{9b}31m"]))
    let report = try await Sending(server.port).run()
    #expect(report.failed == .sender)
    let shown = report.transcript.map(\.text) + report.stages.compactMap(\.detail?.text)
    #expect(!shown.joined().unicodeScalars.contains { $0.steersTerminal })
  }

  @Test func `nobody at the port is told`() async throws {
    let report = try await Sending(try FreePort.next()).run()
    #expect(report.failed == .connect)
    #expect(report.detail(.connect) == "connection refused")
  }

  @Test func `IPv6 works by literal and by name`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(), addresses: ["::1"])
    for host in ["[::1]", "::1"] {
      let report = try await Sending(server.port) { $0.host = host }.run()
      #expect(report.outcome == .delivered, "\(report)")
      #expect(report.detail(.connect) == "::1, port \(server.port)")
    }
  }
}

extension ScriptedServer {
  /// Waits until a step of the dialogue has been reached, as far as the server can see it.
  func waitForCommand(_ step: String) async throws {
    switch step {
    case "greeting": _ = try await waitForConnections(1, within: 90)
    case "handshake": _ = try await waitForLine(beginning: "STARTTLS", within: 90)
    case ".": _ = try await waitForLine(beginning: ".", within: 90)
    default: _ = try await waitForLine(beginning: step, within: 90)
    }
  }
}
