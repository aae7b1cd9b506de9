import Foundation
import MailDiagnosis
import MailSettings
import MailTransport
import ServerTrust
import TestSupport
import Testing

/// Real servers whose certificates no public authority vouches for, before and after an import.
@Suite struct TrustedDeliveryTests {
  /// A Postfix with a private authority, and one that was renewed by another.
  struct Servers: Sendable {
    let root: CertificateAuthority
    let leaf: IssuedCertificate
    let selfSigned: IssuedCertificate
    let postfix: PostfixServer

    init() throws {
      root = try CertificateAuthority(name: "Private Root")
      leaf = try root.intermediate(name: "Private Intermediate").issue()
      selfSigned = try CertificateAuthority.selfSigned()
      let alone = PostfixPort.ssl.with { [selfSigned] in $0.certificate = selfSigned }
      postfix = try PostfixServer(
        ports: [
          "ssl": .ssl, "starttls": .startTLS, "required": .startTLSRequired, "other": .ssl,
          "alone": alone,
        ], certificate: leaf)
    }
  }

  static let servers = Shared { try Servers() }

  private let home: TemporaryFolder
  private let store: TrustStore

  init() throws {
    home = try TemporaryFolder()
    store = TrustStore(folder: home.file("trust"))
  }

  private func send(
    _ port: Int, _ encryption: Encryption, host: String = "localhost",
    to recipient: String = "bob@example.com"
  ) async throws -> DeliveryReport {
    let sending = Sending(port, encryption) { $0.host = host }
    let client = MailClient(
      settings: try sending.settings(), trust: store, timeout: .seconds(20))
    let address = try MailAddress(typed: recipient)
    return await client.sendTest(to: address) { _ in }
  }

  private func inspect(
    _ port: Int, _ encryption: Encryption
  ) async throws -> CertificateInspection {
    try await store.inspect("localhost", port, encryption)
  }

  @Test(arguments: [
    ("ssl", Encryption.ssl), ("starttls", .tls), ("starttls", .tlsIfAvailable), ("required", .tls),
  ])
  func `a private authority's server delivers once it is imported`(
    port: String, encryption: Encryption
  ) async throws {
    let servers = try await Self.servers.get()
    let number = servers.postfix.port(port)
    let recipient = "\(port)-\(encryption.text)@example.org"
    let before = try await send(number, encryption, to: recipient)
    #expect(before.outcome == .failed)
    #expect(before.failed == .certificate)
    #expect(before.certificate?.faults == [.unknownIssuer], "\(before)")
    let inspection = try await inspect(number, encryption)
    #expect(inspection.isProven)
    let imported = try store.import(inspection, fingerprint: servers.leaf.fingerprint)
    #expect(imported.subject == "CN=Private Intermediate")
    let after = try await send(number, encryption, to: recipient)
    #expect(after.outcome == .delivered, "\(after)")
    #expect(after.tls?.verified == true)
    _ = try await servers.postfix.inbox(of: recipient)
    #expect(servers.postfix.maildirs.mails(of: recipient).count == 1)
  }

  @Test func `what a failed mail has shown can be imported with its authority`() async throws {
    let servers = try await Self.servers.get()
    let number = servers.postfix.port("starttls")
    let shown = try #require(try await send(number, .tls).certificate)
    #expect(shown.isProven)
    let imported = try store.import(shown, fingerprint: servers.leaf.fingerprint)
    #expect(imported.subject == "CN=Private Intermediate")
  }

  /// It breaks the handshake off after its certificate, as one does that has no key for it.
  @Test func `a server that does not complete the handshake proves nothing`() async throws {
    let authority = try CertificateAuthority(name: "Private Root")
    let leaf = try authority.issue()
    let tls = ScriptedTLS(leaf) {
      $0.sendsRoot = true
      $0.maximum = .tls12
      $0.clientAuthority = authority.certificate
    }
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: tls)
    for shown in [
      try await inspect(server.port, .ssl), try await send(server.port, .ssl).certificate,
    ] {
      let shown = try #require(shown)
      #expect(shown.chain.map(\.sha256) == [leaf.fingerprint, authority.fingerprint])
      #expect(!shown.isProven)
      let imported = try store.import(shown, fingerprint: leaf.fingerprint)
      #expect(imported.sha256 == leaf.fingerprint)
    }
  }

  @Test func `a self-signed certificate is trusted once it is imported`() async throws {
    let servers = try await Self.servers.get()
    let number = servers.postfix.port("alone")
    let before = try await send(number, .ssl)
    #expect(before.certificate?.faults == [.selfSigned], "\(before)")
    _ = try store.import(
      try await inspect(number, .ssl), fingerprint: servers.selfSigned.fingerprint)
    #expect(try await send(number, .ssl).outcome == .delivered)
    let again = try await inspect(number, .ssl)
    #expect(again.isTrusted)
    #expect(
      throws: TrustStoreError.refused(
        .alreadyTrusted(server: "localhost:\(number)", byImport: true))
    ) {
      try store.import(again, fingerprint: servers.selfSigned.fingerprint)
    }
  }

  @Test func `another port and another host stay untrusted`() async throws {
    let servers = try await Self.servers.get()
    let number = servers.postfix.port("ssl")
    _ = try store.import(
      try await inspect(number, .ssl), fingerprint: servers.leaf.fingerprint)
    let other = try await send(servers.postfix.port("other"), .ssl)
    #expect(other.certificate?.faults == [.unknownIssuer], "\(other)")
    let address = try await send(number, .ssl, host: "127.0.0.1")
    #expect(address.certificate?.faults == [.unknownIssuer], "\(address)")
    #expect(try await send(number, .ssl).outcome == .delivered)
  }

  @Test func `what is removed is trusted no longer`() async throws {
    let servers = try await Self.servers.get()
    let number = servers.postfix.port("ssl")
    let inspection = try await inspect(number, .ssl)
    _ = try store.import(inspection, fingerprint: servers.leaf.fingerprint)
    try store.remove(
      host: try HostName(typed: "localhost"), port: try MailSettings.Port(typed: String(number)))
    #expect(try await send(number, .ssl).failed == .certificate)
  }

  @Test func `a file that others may change does not count when sending`() async throws {
    let servers = try await Self.servers.get()
    let number = servers.postfix.port("ssl")
    _ = try store.import(
      try await inspect(number, .ssl), fingerprint: servers.leaf.fingerprint)
    chmod(home.file("trust/localhost_\(number).pem"), 0o666)
    #expect(try await send(number, .ssl).failed == .certificate)
  }

  /// Not even what trusts the old certificate's authority lets a new one of another pass.
  @Test(arguments: [Encryption.ssl, .tls, .tlsIfAvailable])
  func `a swapped certificate stops everything`(encryption: Encryption) async throws {
    let old = try CertificateAuthority(name: "Private Root")
    let new = try CertificateAuthority(name: "Private Root")
    let leaf = (try old.issue(), try new.issue())
    let server = try ScriptedServer(
      scripts: [
        script(leaf.0, encryption), script(leaf.0, encryption), script(leaf.1, encryption),
      ])
    let first = try await inspect(server.port, encryption)
    _ = try store.import(first, fingerprint: leaf.0.fingerprint)
    let sent = try await send(server.port, encryption)
    #expect(sent.outcome == .delivered, "\(sent)")
    let report = try await send(server.port, encryption)
    #expect(report.outcome == .failed)
    #expect(report.diagnosis?.id == "certificate.changed", "\(report)")
    let inspection = try #require(report.certificate)
    #expect(inspection.faults.first == .changed)
    #expect(inspection.imported.map(\.sha256) == [old.fingerprint])
    #expect(inspection.chain.map(\.sha256) == [leaf.1.fingerprint, new.fingerprint])
    let received = try await server.waitUntilClosed(connection: 2)
    #expect(!received.lines.contains { $0.hasPrefix("MAIL") || $0.hasPrefix("AUTH") })
    let again = try await inspect(server.port, encryption)
    _ = try store.import(again, fingerprint: leaf.1.fingerprint)
    #expect(try await send(server.port, encryption).outcome == .delivered)
  }

  private func script(_ leaf: IssuedCertificate, _ encryption: Encryption) -> [ScriptStep] {
    let tls = ScriptedTLS(leaf) { $0.sendsRoot = true }
    guard encryption != .ssl else { return [.startTLS(tls), .smtp(SMTPDialogue())] }
    return [
      .smtp(
        SMTPDialogue(
          ["EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls)],
          whenEncrypted: ["EHLO": .ehlo([])]))
    ]
  }
}

extension TrustStore {
  /// Looks at a server's certificate on loopback.
  func inspect(
    _ host: String, _ port: Int, _ encryption: Encryption
  ) async throws -> CertificateInspection {
    let inspector = CertificateInspector(
      Endpoint(
        host: try HostName(typed: host), port: try MailSettings.Port(typed: String(port)),
        encryption: encryption),
      trust: self)
    let result = await inspector.inspect(cancellation: Cancellation())
    return try result.get()
  }
}
