import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import ServerTrust
import TestSupport
import Testing

@Suite struct IncomingSessionTests {
  static let password = "pä$$ \"w\\ord\" 100%"

  static let dovecot = Shared { () -> DovecotServer in
    let certificate = try authority.issue(
      CertificateRequest(names: ["localhost"], addresses: ["127.0.0.1", "127.0.0.2"]))
    var ports: [String: DovecotPort] = [:]
    for service in [DovecotPort.Service.imap, .pop3] {
      for security in PortSecurity.allCases {
        ports["\(service.rawValue)-\(security.rawValue)"] = DovecotPort(service, security)
      }
    }
    return try DovecotServer(
      users: ["ann": password], ports: ports, certificate: certificate)
  }

  static let authority: CertificateAuthority = {
    do { return try CertificateAuthority(name: "Mailbox CA") } catch { fatalError("\(error)") }
  }()

  /// A sign-in test at one of Dovecot's ports.
  static func signIn(
    _ service: String, _ security: PortSecurity, _ encryption: Encryption,
    password: String = password
  ) async throws -> DeliveryReport {
    let endpoint = try await dovecot.get().endpoint("\(service)-\(security.rawValue)")
    return try await signIn(
      service, host: endpoint.host, port: endpoint.port, encryption, password: password)
  }

  static func signIn(
    _ service: String, host: String, port: Int, _ encryption: Encryption,
    password: String = password
  ) async throws -> DeliveryReport {
    var draft = Draft()
    draft.incoming.protocol.text = service
    draft.incoming.server.text = host
    draft.incoming.port.text = String(port)
    draft.incoming.encryption.text = encryption.text
    draft.incoming.user.text = "ann"
    draft.incoming.password.type(password)
    let folder = try TemporaryFolder()
    try folder.write(
      "\(host)_\(port).pem", try String(contentsOfFile: authority.certificate, encoding: .utf8))
    let test = IncomingSignIn(
      server: try IncomingServer(draft), trust: TrustStore(folder: folder.path),
      timeout: .seconds(20))
    let report = await test.run(observe: { _ in })
    return withExtendedLifetime(folder) { report }
  }

  @Test(
    arguments: ["imap", "pop3"],
    [
      (PortSecurity.none, Encryption.none), (.none, .none), (.startTLS, .tls),
      (.startTLS, .tlsIfAvailable), (.startTLSRequired, .tls), (.ssl, .ssl),
    ])
  func `a real mailbox server lets in`(
    service: String, way: (PortSecurity, Encryption)
  ) async throws {
    let report = try await Self.signIn(service, way.0, way.1)
    #expect(report.outcome == .accepted, "\(report)")
    #expect((report.tls != nil) == (way.1 != .none))
    #expect(report.authenticated != nil)
    #expect(!"\(report)".contains("w\\ord"))
  }

  @Test(arguments: ["imap", "pop3"])
  func `a wrong password is refused with the server's words`(service: String) async throws {
    let report = try await Self.signIn(service, .startTLS, .tls, password: "nonsense")
    #expect(report.outcome == .failed)
    #expect(report.failed == .authentication)
    #expect(report.authenticated == nil)
    #expect(report.detail(.authentication)?.contains("AUTH") == true, "\(report)")
  }

  @Test(arguments: ["imap", "pop3"])
  func `a server that wants TLS gets no password without`(service: String) async throws {
    let report = try await Self.signIn(service, .startTLSRequired, .none)
    #expect(report.failed == .authentication, "\(report)")
    #expect(!report.transcript.contains { $0.speaker == .client && $0.text.contains("•••") })
  }

  @Test(arguments: ["imap", "pop3"])
  func `without STARTTLS nothing is said`(service: String) async throws {
    let report = try await Self.signIn(service, .none, .tls)
    #expect(report.failed == .encryption, "\(report)")
  }

  @Test func `another service is named`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    for service in ["imap", "pop3"] {
      let report = try await Self.signIn(service, host: "127.0.0.1", port: server.port, .none)
      #expect(report.failed == .greeting)
      #expect(report.detail(.greeting)?.contains("220 scripted.example") == true, "\(report)")
    }
  }

  @Test func `a password in clear is quoted for LOGIN`() async throws {
    let server = try ScriptedServer([
      .send("* OK ready\r\n"), .expect(prefix: "A001 CAPABILITY"),
      .reply("* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"), .expect(prefix: "P001 LOGIN"),
      .send("P001 OK in\r\n"), .expect(prefix: "P999 LOGOUT"), .close,
    ])
    let report = try await Self.signIn(
      "imap", host: "127.0.0.1", port: server.port, .none, password: "a\"b\\c d")
    #expect(report.outcome == .accepted, "\(report)")
    #expect(server.lines.contains(#"P001 LOGIN "ann" "a\"b\\c d""#))
  }

  @Test func `an untagged or foreign OK is no login`() async throws {
    let server = try ScriptedServer([
      .send("* OK ready\r\n"), .expect(prefix: "A001 CAPABILITY"),
      .reply("* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"), .expect(prefix: "P001 LOGIN"),
      .send("* OK in\r\nA001 OK in\r\nP001 NO [AUTHENTICATIONFAILED] no\r\n"), .silence,
    ])
    let report = try await Self.signIn("imap", host: "127.0.0.1", port: server.port, .none)
    #expect(report.failed == .authentication)
    #expect(report.detail(.authentication)?.contains("AUTHENTICATIONFAILED") == true)
    #expect(report.diagnosis?.cause.contains("“NO [AUTHENTICATIONFAILED] no”") == true)
    #expect(report.transcript.count { $0.text.contains("AUTHENTICATIONFAILED") } == 1)
  }
}
