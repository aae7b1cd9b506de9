import Foundation
import MailDiagnosis
import MailSettings
import MailTransport
import TestSupport
import Testing

@Suite struct DeliveryTests {
  /// The settings for "by first connecting to the incoming mailbox".
  static func incoming(
    _ service: String, host: String = "127.0.0.1", port: Int, password: String
  ) -> [String: String] {
    [
      "authentication.mode": "incoming-first", "incoming.protocol": service,
      "incoming.server": host, "incoming.port": String(port), "incoming.user": "ann",
      "incoming.password-command": "printf '%s\\n' '\(password)'",
    ]
  }

  @Test(arguments: ["imap", "pop3"])
  func `a login at the mailbox opens the way for the mail`(service: String) async throws {
    let (logins, server) = try await Blocking.run {
      let logins = try DovecotServer(
        users: ["ann": "open sesame"],
        ports: ["imap": .init(.imap), "pop3": .init(.pop3)], recordsMailboxLogins: true)
      let port = PostfixPort.plain.with { $0.requiresMailboxLogin = true }
      return (logins, try PostfixServer(ports: ["after": port], logins: logins))
    }
    let endpoint = logins.endpoint(service)
    func send(_ password: String) async throws -> DeliveryReport {
      try await Sending(server.port("after")) {
        $0.values = Self.incoming(
          service, host: endpoint.host, port: endpoint.port, password: password)
        $0.recipient = "\(service)@example.org"
      }.run()
    }
    let refused = try await send("wrong")
    #expect(refused.outcome == .failed)
    #expect(refused.failed == .incoming)
    #expect(refused.detail(.incoming)?.contains("AUTH") == true)
    let sent = try await send("open sesame")
    #expect(sent.outcome == .delivered, "\(sent)\(server.log())")
    #expect(sent.progress == "ppppsssppp")
    #expect(sent.authenticated == nil)
    _ = try await server.inbox(of: "\(service)@example.org")
    #expect(!"\(sent)".contains("open sesame"))
  }

  @Test func `a refusal right after the login is tried once more`() async throws {
    let mailbox = try ScriptedServer([
      .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("-ERR unknown\r\n"),
      .expect(prefix: "USER ann"), .send("+OK\r\n"), .expect(prefix: "PASS secret"),
      .send("+OK\r\n"), .silence,
    ])
    let server = try ScriptedServer(
      scripts: [
        [.smtp(SMTPDialogue(["RCPT": "554 5.7.1 Relay access denied"]))], [.smtp(SMTPDialogue())],
      ])
    let report = try await Sending(server.port) {
      $0.values = Self.incoming("pop3", port: mailbox.port, password: "secret")
    }.run()
    #expect(report.outcome == .delivered, "\(report)")
    #expect(server.connections.count == 2)
  }

  @Test func `what the encoding cannot hold is told before anything is sent`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await Sending(server.port) {
      $0.values = ["system.name": "Überwachung", "message.encoding": "US-ASCII"]
    }.run()
    #expect(report.outcome == .failed)
    #expect(report.detail(.message)?.contains("Ü") == true)
    #expect(report.progress == "--------f")
    #expect(report.diagnosis?.stage == .message)
    #expect(server.connections.isEmpty)
  }
}
