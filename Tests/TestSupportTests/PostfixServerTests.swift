import Foundation
import TestSupport
import Testing

@Suite struct PostfixServerTests {
  static let server = Shared {
    let certificate = try CertificateAuthority.selfSigned()
    return try PostfixServer(
      ports: [
        "plain": .plain.with { $0.recordsCommands = true }, "starttls": .startTLS,
        "required": .startTLSRequired, "ssl": .ssl,
        "small": .plain.with {
          $0.messageSizeLimit = 1000
          $0.discardedKeywords = ["8bitmime"]
        },
        "bounced": PostfixPort(options: [
          "smtpd_recipient_restrictions":
            "check_recipient_access inline:{ { gone@example.org = 550 5.1.1 gone } }, permit"
        ]),
      ], certificate: certificate)
  }

  @Test(arguments: ["plain", "starttls", "required", "ssl"])
  func `mail to any recipient lands in a Maildir`(port: String) async throws {
    let server = try await Self.server.get()
    let tls = ["plain": [], "ssl": ["--tls-on-connect"]][port] ?? ["--tls"]
    let address = "\(port).reader@example.com"
    let result = try await Swaks.send(port: server.port(port), to: address, tls)
    #expect(
      result.status == 0,
      "\(result) \(server.log().split(separator: "\n").filter { $0.contains("postfix/ssl") }.joined(separator: "\n"))"
    )
    let mail = try #require(try await server.inbox(of: address).first)
    let text = String(decoding: mail, as: UTF8.self)
    #expect(text.contains("Subject: greetings"))
    #expect(text.contains("Return-Path: <alice@example.org>"))
    #expect(text.contains("using TLSv1.3") == (port != "plain"))
  }

  @Test func `the server answers on IPv6 too`() async throws {
    let server = try await Self.server.get()
    let result = try await Python.run(
      "import smtplib; print(smtplib.SMTP('::1', \(server.port("plain"))).noop())")
    #expect(result.output.contains("250"), "\(result.errors)")
  }

  @Test func `a port that requires STARTTLS refuses without`() async throws {
    let server = try await Self.server.get()
    let result = try await Swaks.send(port: server.port("required"))
    #expect(result.output.contains("530 5.7.0 Must issue a STARTTLS command first"))
  }

  @Test func `a foreign domain is not relayed to without a login`() async throws {
    let server = try await Self.server.get()
    let result = try await Swaks.send(port: server.port("plain"), to: "x@elsewhere.example")
    #expect(result.output.contains("454 4.7.1") || result.output.contains("554 5.7.1"))
  }

  @Test func `the size limit, hidden keywords and fixed replies hold for their port`() async throws
  {
    let server = try await Self.server.get()
    let small = try await Swaks.send(
      port: server.port("small"), ["--body", String(repeating: "x\n", count: 2000)])
    #expect(small.output.contains("552 5.3.4"))
    #expect(!small.output.contains("8BITMIME"))
    let gone = try await Swaks.send(port: server.port("bounced"), to: "gone@example.org")
    #expect(gone.output.contains("550 5.1.1"))
    #expect(gone.output.contains("8BITMIME"))
  }

  @Test func `the commands that the server saw can be read`() async throws {
    let server = try await Self.server.get()
    _ = try await Swaks.send(port: server.port("plain"), to: "seen@example.net")
    try await server.waitForLog(containing: "RCPT TO:<seen@example.net>")
    let commands = server.commands(on: "plain")
    #expect(commands.contains("MAIL FROM:<alice@example.org>"))
    #expect(commands.contains("RCPT TO:<seen@example.net>"))
    #expect(!commands.contains { $0.contains("Hello.") })
  }

  @Test func `two servers run beside each other, and stop`() async throws {
    let other = try await Blocking.run { try PostfixServer() }
    let shared = try await Self.server.get()
    #expect(try await Swaks.send(port: other.port("plain"), to: "two@example.org").status == 0)
    _ = try await other.inbox(of: "two@example.org")
    #expect(shared.maildirs.mails(of: "two@example.org").isEmpty)
    other.stop()
    #expect(try await Swaks.send(port: other.port("plain")).status != 0)
    #expect(try await Swaks.send(port: shared.port("plain"), to: "still@example.org").status == 0)
  }
}
