import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// POP- and IMAP-before-SMTP against a Postfix that relays for nobody who has not just logged in.
///
/// One at a time: who has logged in is known by the client's address, which all tests share.
@Suite(.serialized) struct MailboxFirstTests {
  static let password = "zaunk0enig ä 7"

  struct House: Sendable {
    let authority: CertificateAuthority
    let dovecot: DovecotServer
    let postfix: PostfixServer
  }

  static let house = Shared { () -> House in
    let authority = try CertificateAuthority(name: "Mailbox Root")
    let certificate = try authority.issue()
    let dovecot = try DovecotServer(
      users: ["ann": password],
      ports: Dictionary(
        uniqueKeysWithValues: [DovecotPort.Service.imap, .pop3].flatMap { service in
          PortSecurity.allCases.map {
            ("\(service.rawValue)-\($0.rawValue)", DovecotPort(service, $0))
          }
        }), certificate: certificate, recordsMailboxLogins: true)
    let postfix = try PostfixServer(
      ports: [
        "after": PostfixPort(.startTLS, login: .offered).with {
          $0.requiresMailboxLogin = true
          $0.recordsCommands = true
        }
      ], certificate: certificate, logins: dovecot)
    return House(authority: authority, dovecot: dovecot, postfix: postfix)
  }

  /// A mail with a login before it; without one where `mode` says so.
  private func sending(
    _ house: House, _ service: DovecotPort.Service, _ security: PortSecurity,
    host: String? = nil, recipient: String
  ) -> Sending {
    let mailbox = house.dovecot.endpoint("\(service.rawValue)-\(security.rawValue)")
    let host = host ?? mailbox.host
    let encryption: Encryption =
      switch security {
      case .none: .none
      case .startTLS: .tlsIfAvailable
      case .startTLSRequired: .tls
      case .ssl: .ssl
      }
    return Sending(house.postfix.port("after"), .tls) {
      $0.imported = [house.authority.certificate]
      $0.alsoTrusted = [host.replacing(":", with: "%3A") + "_\(mailbox.port)"]
      $0.recipient = recipient
      $0.incomingPassword = Self.password
      $0.values = [
        "authentication.mode": "incoming-first", "incoming.protocol": service.rawValue,
        "incoming.server": host, "incoming.port": "\(mailbox.port)",
        "incoming.encryption": encryption.text, "incoming.user": "ann",
      ]
    }
  }

  @Test(arguments: [DovecotPort.Service.imap, .pop3], PortSecurity.allCases)
  func `only a login opens the way, and no AUTH is said`(
    service: DovecotPort.Service, security: PortSecurity
  ) async throws {
    let house = try await Self.house.get()
    let recipient = "\(service.rawValue)-\(security.rawValue)@elsewhere.example"
    let sending = sending(house, service, security, recipient: recipient)
    try house.dovecot.forgetMailboxLogins()
    var without = sending
    without.values = ["authentication.mode": "none"]
    let refused = try await without.run()
    #expect(refused.failed == .recipient)
    #expect(refused.diagnosis?.reply?.code == 554)

    var wrong = sending
    wrong.incomingPassword = "zaunk0enig-wrong"
    let said = house.postfix.commands(on: "after").count
    let rejected = try await wrong.run()
    #expect(rejected.failed == .incoming)
    #expect(rejected.diagnosis?.id == "incoming.rejected")
    #expect(house.postfix.commands(on: "after").count == said)

    let sent = try await sending.run()
    #expect(sent.outcome == .delivered, "\(sent)")
    #expect(sent.authenticated == nil)
    #expect(sent.stages.first?.stage == .incoming)
    _ = try await house.postfix.inbox(of: recipient)
    let login = try await house.dovecot.waitForLog(containing: "Login: user=<ann>").last
    #expect(login?.contains("\(service.rawValue)-login") == true)
    #expect(login?.contains(", TLS,") == (security != .none))
    #expect(!house.postfix.commands(on: "after").contains { $0.uppercased().hasPrefix("AUTH") })
  }

  @Test(arguments: [DovecotPort.Service.imap, .pop3])
  func `a mailbox that is reached by IPv6 sends by IPv6`(
    service: DovecotPort.Service
  ) async throws {
    let house = try await Self.house.get()
    try house.dovecot.forgetMailboxLogins()
    let recipient = "\(service.rawValue)-v6@elsewhere.example"
    // 127.0.0.1 is another client: Postfix would refuse it.
    var sending = sending(house, service, .ssl, host: "::1", recipient: recipient)
    sending.host = "::1"
    sending.alsoTrusted.append("%3A%3A1_\(sending.port)")
    let report = try await sending.run()
    #expect(report.outcome == .delivered, "\(report)")
    #expect(report.detail(.connect)?.hasPrefix("::1, ") == true)
    _ = try await house.postfix.inbox(of: recipient)
  }

  @Test func `a mailbox that is reached by IPv4 sends by IPv4`() async throws {
    let house = try await Self.house.get()
    try house.dovecot.forgetMailboxLogins()
    let report = try await sending(
      house, .pop3, .startTLS, host: "127.0.0.1", recipient: "v4@elsewhere.example"
    ).run()
    #expect(report.outcome == .delivered, "\(report)")
    #expect(report.detail(.connect)?.hasPrefix("127.0.0.1, ") == true)
  }

  @Test func `a window that opens late is tried once more`() async throws {
    let house = try await Self.house.get()
    let mailbox = try ScriptedServer(Self.mailbox)
    let recipient = "late@elsewhere.example"
    try house.dovecot.forgetMailboxLogins()
    let opened = Task {
      // The window opens when the first try has been refused: by a login that Postfix learns of
      // only now.
      _ = try await house.postfix.waitForLog(containing: "to=<\(recipient)>")
      let real = self.sending(house, .pop3, .none, recipient: "nobody@elsewhere.example")
      return try await real.signIn().outcome
    }
    let report = try await late(house, mailbox, recipient).run()
    #expect(try await opened.value == .accepted)
    #expect(report.outcome == .delivered, "\(report)")
    let refusals = house.postfix.log().split(separator: "\n")
      .filter { $0.contains("NOQUEUE") && $0.contains("to=<\(recipient)>") }
    #expect(refusals.count == 1)
    _ = try await house.postfix.inbox(of: recipient)
  }

  @Test func `a window that stays shut is told, after two tries`() async throws {
    let house = try await Self.house.get()
    let mailbox = try ScriptedServer(Self.mailbox)
    let recipient = "never@elsewhere.example"
    try house.dovecot.forgetMailboxLogins()
    let report = try await late(house, mailbox, recipient).run()
    #expect(report.failed == .recipient)
    #expect(report.diagnosis?.id == "incoming.window", "\(report)")
    let refusals = house.postfix.log().split(separator: "\n")
      .filter { $0.contains("NOQUEUE") && $0.contains("to=<\(recipient)>") }
    #expect(refusals.count == 2)
    #expect(mailbox.connections.count == 1)
  }

  /// A mailbox that lets in, of which Postfix does not learn.
  private static let mailbox: [ScriptStep] = [
    .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("-ERR unknown\r\n"),
    .expect(prefix: "USER ann"), .send("+OK\r\n"), .expect(prefix: "PASS "), .send("+OK\r\n"),
    .silence,
  ]

  private func late(_ house: House, _ mailbox: ScriptedServer, _ recipient: String) -> Sending {
    var sending = sending(house, .pop3, .none, recipient: recipient)
    sending.values["incoming.server"] = "127.0.0.1"
    sending.values["incoming.port"] = "\(mailbox.port)"
    return sending
  }
}
