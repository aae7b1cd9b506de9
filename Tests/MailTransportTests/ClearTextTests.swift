import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport

/// A password without TLS: never to another machine unless somebody has allowed it.
@Suite struct ClearTextTests {
  static let elsewhere: [(Encryption, String, Bool)] = [
    (.none, "AUTH PLAIN", false), (.none, "AUTH CRAM-MD5", false), (.none, "STARTTLS", false),
    (.tlsIfAvailable, "AUTH PLAIN LOGIN", false), (.none, "AUTH PLAIN", true),
    (.tlsIfAvailable, "AUTH PLAIN", true),
  ]

  @Test(arguments: elsewhere)
  func `another machine gets a password in clear only with leave`(
    encryption: Encryption, offer: String, isAllowed: Bool
  ) async throws {
    let address = try OwnAddress.routable()
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo([offer])]), addresses: [address])
    let report = try await Sending(server.port, encryption, user: "ann") {
      $0.host = address
      $0.values["smtp.allow-clear-text-password"] = String(isAllowed)
    }.run()
    #expect((report.outcome == .delivered) == isAllowed, "\(report)")
    if isAllowed {
      try await server.waitForLine(beginning: "AUTH")
    } else {
      #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
      #expect(report.failed == .encryption)
      #expect(report.diagnosis?.id == "tls.no-tls-used")
    }
  }

  @Test(arguments: [Encryption.none, .tlsIfAvailable])
  func `a server on this machine needs no leave`(encryption: Encryption) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    let report = try await Sending(server.port, encryption, user: "ann").run()
    #expect(report.outcome == .delivered, "\(report)")
    #expect(report.authenticated == "PLAIN")
  }

  @Test func `without a sign-in there is nothing to keep back`() async throws {
    let address = try OwnAddress.routable()
    let server = try ScriptedServer(smtp: SMTPDialogue(), addresses: [address])
    let report = try await Sending(server.port) { $0.host = address }.run()
    #expect(report.outcome == .delivered, "\(report)")
  }

  @Test(arguments: ["imap", "pop3"], [false, true])
  func `the incoming mailbox's password needs leave of its own`(
    service: String, isAllowed: Bool
  ) async throws {
    let address = try OwnAddress.routable()
    let script: [ScriptStep] =
      service == "imap"
      ? [
        .send("* OK ready\r\n"), .expect(prefix: ""),
        .reply("* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"), .silence,
      ]
      : [.send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("+OK\r\nUSER\r\n.\r\n"), .silence]
    let server = try ScriptedServer(script, addresses: [address])
    let report = try await Sending(25) {
      $0.timeout = .seconds(2)
      $0.values = [
        "authentication.mode": "incoming-first", "incoming.protocol": service,
        "incoming.server": address, "incoming.port": String(server.port), "incoming.user": "ann",
        "smtp.allow-clear-text-password": "true",
        "incoming.allow-clear-text-password": String(isAllowed),
      ]
      $0.incomingPassword = "correct horse"
    }.signIn()
    // With leave it goes on to what this server does not answer.
    #expect((report.diagnosis?.id == "tls.no-tls-used") == !isAllowed, "\(report)")
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.9.8.7", true), ("::1", true), ("::ffff:127.0.0.1", true),
    ("192.0.2.1", false), ("::", false), ("::2", false), ("128.0.0.1", false), ("fe80::1", false),
  ])
  func `only loopback addresses stay on this machine`(address: String, isLocal: Bool) {
    #expect(SocketAddress.isLoopback(address) == isLocal)
  }
}
