import Foundation
import MailDiagnosis
import MailSettings
import MailTransport
import TestSupport
import Testing

/// Servers that keep to the letter of older, or of no, standards.
@Suite struct OldServersTests {
  static let authority = Shared { try CertificateAuthority(name: "Old Root") }

  @Test(arguments: [
    "starttls", "StartTLS", "STARTTLS ", "STARTTLS REQUIRED", "Starttls\t",
  ])
  func `STARTTLS is found in any case`(keyword: String) async throws {
    let authority = try await Self.authority.get()
    let tls = ScriptedTLS(try authority.issue())
    for encryption in [Encryption.tls, .tlsIfAvailable] {
      let server = try ScriptedServer(
        smtp: SMTPDialogue(
          ["EHLO": .ehlo(["size 100000", keyword]), "STARTTLS": .startingTLS("220 go", tls)],
          whenEncrypted: ["EHLO": .ehlo(["auth=plain login"])]))
      let report = try await Sending(server.port, encryption, user: "ann") {
        $0.imported = [authority.certificate]
      }.run()
      #expect(report.outcome == .delivered, "\(report)")
      #expect(report.tls != nil && report.authenticated == "PLAIN")
      #expect(server.lines.contains { $0.contains(" SIZE=") } == false)
    }
  }

  @Test(arguments: ["XSTARTTLS", "STARTTLSX", "START TLS"])
  func `what only resembles STARTTLS is none`(keyword: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo([keyword])]))
    let report = try await Sending(server.port, .tls).run()
    #expect(report.diagnosis?.id == "tls.not-offered")
    #expect(!server.lines.contains("STARTTLS"))
  }

  @Test func `keywords in small letters count in every place`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["size 10240000", "smtputf8", "8bitmime"])]))
    let report = try await Sending(server.port) { $0.recipient = "jörg@example.com" }.run()
    #expect(report.outcome == .delivered, "\(report)")
    #expect(
      server.lines.contains { $0.hasPrefix("MAIL FROM") && $0.contains("SMTPUTF8") })
  }

  // MARK: IMAP

  private func imap(_ answers: [ScriptStep], capabilities: String) throws -> ScriptedServer {
    try ScriptedServer(
      [
        .send("* OK ready\r\n"), .expect(prefix: "A001 CAPABILITY"),
        .send("* CAPABILITY \(capabilities)\r\nA001 OK done\r\n"),
      ] + answers + [.expect(prefix: "P999"), .close])
  }

  private func signIn(_ service: String, _ server: ScriptedServer) async throws -> DeliveryReport {
    try await IncomingSessionTests.signIn(
      service, host: "127.0.0.1", port: server.port, .none, password: "secret")
  }

  static let plain = Data("\0ann\0secret".utf8).base64EncodedString()

  @Test(arguments: [
    "{tag} BAD Error in IMAP command received by server.",
    "{tag} bad expected end of line", "{tag} NO initial response not supported",
  ])
  func `an IMAP server that takes no initial response is asked without`(
    refusal: String
  ) async throws {
    let server = try imap(
      [
        .expect(prefix: "P001 AUTHENTICATE PLAIN \(Self.plain)"), .reply("\(refusal)\r\n"),
        .expect(prefix: "P001 AUTHENTICATE PLAIN"), .send("+ \r\n"), .expect(prefix: Self.plain),
        .send("P001 OK in\r\n"),
      ], capabilities: "IMAP4rev1 SASL-IR AUTH=PLAIN")
    let report = try await signIn("imap", server)
    #expect(report.outcome == .accepted, "\(report)")
  }

  @Test(arguments: ["NO [AUTHENTICATIONFAILED] no", "NO Login failed", "NO [UNAVAILABLE] later"])
  func `a password that IMAP refuses is not tried twice`(refusal: String) async throws {
    let server = try imap(
      [.expect(prefix: "P001 AUTHENTICATE PLAIN"), .reply("{tag} \(refusal)\r\n")],
      capabilities: "IMAP4rev1 SASL-IR AUTH=PLAIN")
    let report = try await signIn("imap", server)
    #expect(report.outcome == .failed)
    #expect(server.lines.count { $0.contains("AUTHENTICATE") } == 1)
  }

  @Test func `a second BAD is the end`() async throws {
    let server = try imap(
      [
        .expect(prefix: "P001 AUTHENTICATE PLAIN "), .reply("{tag} BAD no\r\n"),
        .expect(prefix: "P001 AUTHENTICATE PLAIN"), .reply("{tag} BAD no\r\n"),
      ], capabilities: "IMAP4rev1 SASL-IR AUTH=PLAIN")
    let report = try await signIn("imap", server)
    #expect(report.failed == .authentication, "\(report)")
    #expect(server.lines.count { $0.contains("AUTHENTICATE") } == 2)
  }

  @Test func `a server that has signed somebody in already begins no TLS`() async throws {
    let server = try ScriptedServer([
      .send("* PREAUTH welcome\r\n"), .expect(prefix: "A001"),
      .send("* CAPABILITY IMAP4rev1 STARTTLS\r\nA001 OK\r\n"), .silence,
    ])
    let report = try await IncomingSessionTests.signIn(
      "imap", host: "127.0.0.1", port: server.port, .tls, password: "secret")
    #expect(report.failed == .encryption, "\(report)")
    #expect(server.connections.first?.lines == ["A001 CAPABILITY"])
  }

  @Test func `an IMAP server without CAPABILITY is signed in to by LOGIN`() async throws {
    let server = try ScriptedServer([
      .send("* OK old\r\n"), .expect(prefix: "A001"), .send("A001 BAD what\r\n"),
      .expect(prefix: "P001 LOGIN"), .send("P001 OK in\r\n"), .expect(prefix: "P999"), .close,
    ])
    #expect(try await signIn("imap", server).outcome == .accepted)
  }

  // MARK: POP3

  private func pop3(_ capabilities: String) throws -> ScriptedServer {
    try ScriptedServer([
      .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send(capabilities),
      .expect(prefix: "USER ann"), .send("+OK\r\n"), .expect(prefix: "PASS secret"),
      .send("+OK in\r\n"), .expect(prefix: "QUIT"), .send("+OK bye\r\n"), .close,
    ])
  }

  @Test(arguments: [
    "+OK\r\nTOP\r\nUIDL\r\n.\r\n", "+OK\r\n.\r\n", "-ERR what\r\n",
    "+OK\r\nSASL GSSAPI XOAUTH2\r\n.\r\n", "+OK\r\nuser\r\n.\r\n",
    "+OK list\r\nSTLS\r\nUSER\r\n.\r\n",
  ])
  func `USER and PASS are tried although CAPA does not name them`(
    capabilities: String
  ) async throws {
    let server = try pop3(capabilities)
    let report = try await signIn("pop3", server)
    #expect(report.outcome == .accepted, "\(report)")
    #expect(report.authenticated == "USER")
  }

  @Test func `SASL comes first`() async throws {
    let server = try ScriptedServer([
      .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("+OK\r\nSASL PLAIN\r\n.\r\n"),
      .expect(prefix: "AUTH PLAIN"), .send("+ \r\n"), .expect(prefix: Self.plain),
      .send("+OK in\r\n"), .expect(prefix: "QUIT"), .close,
    ])
    #expect(try await signIn("pop3", server).authenticated == "PLAIN")
  }

  @Test func `where POP3 wants TLS first no password goes out`() async throws {
    let server = try ScriptedServer([
      .send("+OK ready\r\n"), .expect(prefix: "CAPA"), .send("+OK\r\nSTLS\r\nTOP\r\n.\r\n"),
      .silence,
    ])
    let report = try await signIn("pop3", server)
    #expect(report.diagnosis?.id == "incoming.tls-required", "\(report)")
    #expect(server.lines == ["CAPA"])
  }

  // MARK: A firewall in between

  @Test(arguments: [
    ("220 ****************************", ["XXXXXXXA", "SIZE 100"]),
    ("220 **0*2****0****2***0***", ["SIZE 100"]), ("220 a ESMTP", ["XXXXXXXA"]),
    ("220 a ESMTP", ["SIZE 100", "XXXX", "8BITMIME"]), ("220 a ESMTP", ["XXXXXXXXXXXXB"]),
  ])
  func `a firewall that edits SMTP is named`(greeting: String, keywords: [String]) async throws {
    for (encryption, user) in [(Encryption.tls, String?.none), (.none, "ann")] {
      let server = try ScriptedServer(
        smtp: SMTPDialogue(["greeting": .text(greeting), "EHLO": .ehlo(keywords)]))
      let report = try await Sending(server.port, encryption, user: user).run()
      #expect(report.diagnosis?.id == "hello.firewall", "\(report)")
      #expect(!server.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }
  }

  @Test func `a command that a firewall has overwritten is told by the server's echo`() async throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": "500 5.5.1 Command unrecognized: \"XXXX client.example.org\""]))
    let report = try await Sending(server.port, .tls).run()
    #expect(report.diagnosis?.id == "hello.firewall", "\(report)")
  }

  @Test func `behind such a firewall a mail without TLS may well arrive`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["greeting": "220 *********", "EHLO": .ehlo(["XXXXXXXA"])]))
    #expect(try await Sending(server.port).run().outcome == .delivered)
  }

  @Test(arguments: [("RCPT", "550 5.1.1 unknown", "recipient.unknown")])
  func `a clear refusal is not the firewall's`(
    command: String, reply: String, id: String
  ) async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "greeting": "220 *********", "EHLO": .ehlo(["XXXXXXXA"]), command: .text(reply),
      ]))
    #expect(try await Sending(server.port).run().diagnosis?.id == id)
  }

  @Test(arguments: ["220 *** mail.example.com ***", "220 a ESMTP *** no spam ***"])
  func `stars around words are no firewall's`(greeting: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["greeting": .text(greeting)]))
    let report = try await Sending(server.port, .tls).run()
    #expect(report.diagnosis?.id == "tls.not-offered", "\(report)")
  }

  // MARK: The name in EHLO

  @Test(arguments: [
    ("192.0.2.3", "[192.0.2.3]"), ("2001:db8::7", "[IPv6:2001:db8::7]"),
    ("2001:DB8:0::7", "[IPv6:2001:db8::7]"), ("[2001:db8::7]", "[IPv6:2001:db8::7]"),
    ("app.example.com", "app.example.com"), ("bücher.example", "xn--bcher-kva.example"),
  ])
  func `addresses are said in brackets`(typed: String, said: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await Sending(server.port) { $0.values["smtp.hello-name"] = typed }.run()
    #expect(report.outcome == .delivered)
    #expect(server.lines.first == "EHLO \(said)")
  }
}
