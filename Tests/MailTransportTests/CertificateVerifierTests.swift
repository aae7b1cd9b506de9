import Foundation
import MailDiagnosis
import MailSettings
@testable import MailTransport
import TestSupport
import Testing

@Suite struct CertificateVerifierTests {
  /// A server's certificate, how it is shown, and the faults that a person must be told.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let faults: [CertificateFault]
    var request = CertificateRequest()
    /// Whether the root is imported for the server.
    var isImported = true
    var host = "localhost"
    var change: @Sendable (inout ScriptedTLS) -> Void = { _ in }
  }

  static let weekAgo = Date(timeIntervalSinceNow: -7 * 86_400)

  static let cases: [Case] = [
    Case(testDescription: "good", faults: []),
    Case(testDescription: "unknown root", faults: [.unknownRoot], isImported: false) {
      $0.sendsRoot = true
    },
    Case(testDescription: "unknown issuer", faults: [.unknownIssuer], isImported: false),
    Case(testDescription: "missing intermediate", faults: [.changed, .unknownIssuer]) {
      $0.leavesOutChain = true
    },
    Case(testDescription: "expired", faults: [.expired], request: .expired),
    Case(testDescription: "not yet valid", faults: [.notYetValid], request: .notYetValid),
    Case(
      testDescription: "another name", faults: [.nameMismatch],
      request: CertificateRequest(names: ["mail.example.com"])),
    Case(
      testDescription: "another address", faults: [.nameMismatch],
      request: CertificateRequest(addresses: ["192.0.2.1"]), host: "127.0.0.1"),
    Case(testDescription: "right address", faults: [], host: "127.0.0.1"),
    Case(
      testDescription: "weak key", faults: [.weak], request: CertificateRequest(key: .rsa(1024))),
    Case(
      testDescription: "weak digest", faults: [.weak], request: CertificateRequest(digest: .sha1)),
    Case(
      testDescription: "a client's", faults: [.purpose],
      request: CertificateRequest(purpose: .client)),
    Case(
      testDescription: "everything at once",
      faults: [.weak, .nameMismatch, .expired, .unknownIssuer],
      request: CertificateRequest(
        names: ["mail.example.com"], key: .rsa(1024), from: Date(timeIntervalSinceNow: -9e6),
        until: weekAgo), isImported: false),
    Case(
      testDescription: "a name of many", faults: [],
      request: CertificateRequest(names: (0..<500).map { "host\($0).example.com" } + ["localhost"])),
  ]

  static let authorities = Shared { () -> (CertificateAuthority, CertificateAuthority) in
    let root = try CertificateAuthority(name: "Test Root CA")
    return (root, try root.intermediate(name: "Test Issuing CA"))
  }

  @Test(arguments: cases)
  func `every fault is found, and sending stops as OpenSSL does`(_ trial: Case) async throws {
    let (root, issuing) = try await Self.authorities.get()
    let tls = ScriptedTLS(try issuing.issue(trial.request), trial.change)
    let server = try ScriptedServer(
      smtp: SMTPDialogue([:], whenEncrypted: ["EHLO": .ehlo(["AUTH PLAIN"])]), ssl: tls)
    let imported = trial.isImported ? [root.certificate] : []
    let sending = Sending(server.port, .ssl, user: "ann") {
      $0.imported = imported
      $0.host = trial.host
    }
    let report = try await sending.run()
    let found = try await sending.inspect()
    #expect(found.faults == trial.faults, "\(found.verifyCodes)")
    #expect(found.isTrusted == trial.faults.isEmpty)
    #expect(report.certificate?.faults == trial.faults)
    #expect((report.outcome == .delivered) == trial.faults.isEmpty, "\(report)")
    if let first = trial.faults.first {
      #expect(report.failed == .certificate)
      #expect(report.diagnosis?.id == first.finding.rawValue)
      #expect(!server.lines.contains { $0.hasPrefix("EHLO") || $0.hasPrefix("AUTH") })
    }
    // The reference: s_client with the same trust.
    let reference = try await Blocking.run {
      try Command.run(
        "openssl",
        [
          "s_client", "-connect", "127.0.0.1:\(server.port)", "-verify_return_error",
          "-partial_chain",
          trial.host == "localhost" ? "-verify_hostname" : "-verify_ip", trial.host,
        ] + (imported.first.map { ["-CAfile", $0] } ?? []))
    }
    #expect((reference.status == 0) == trial.faults.isEmpty, "\(reference.output)")
  }

  @Test func `a certificate signed by itself is told so`() async throws {
    let (certificate, server) = try await Blocking.run {
      let certificate = try CertificateAuthority.selfSigned()
      return (certificate, try ScriptedServer(smtp: SMTPDialogue(), ssl: ScriptedTLS(certificate)))
    }
    let found = try await Sending(server.port, .ssl).inspect()
    #expect(found.faults == [.selfSigned])
    #expect(found.verifyCodes == [18])
    #expect(found.chain.map(\.sha256) == [certificate.fingerprint])
  }

  @Test func `the details say what is on the certificate`() async throws {
    let (_, issuing) = try await Self.authorities.get()
    let certificate = try issuing.issue(
      CertificateRequest(
        names: ["mail.example.com", "*.example.org"], addresses: ["192.0.2.7", "2001:db8::7"],
        commonName: "Mail \u{1b}[31m", key: .rsa(2048)))
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: ScriptedTLS(certificate))
    let found = try await Sending(server.port, .ssl).inspect()
    let details = try #require(found.chain.first)
    #expect(details.names == ["mail.example.com", "*.example.org", "192.0.2.7", "2001:db8::7"])
    #expect(details.issuer == "CN=Test Issuing CA")
    #expect(!details.subject.contains("\u{1b}"))
    #expect(details.key == "RSA 2048")
    #expect(details.signature == "ecdsa-with-SHA256")
    #expect(details.sha256 == certificate.fingerprint)
    #expect(!details.isCA)
    #expect(details.notAfter > details.notBefore)
    #expect(found.chain.map(\.isCA) == [false, true])
  }

  @Test func `an inspection says nothing inside of TLS`() async throws {
    let (root, issuing) = try await Self.authorities.get()
    for encryption in [Encryption.ssl, .tls] {
      let tls = ScriptedTLS(try issuing.issue())
      let server = try ScriptedServer(
        smtp: SMTPDialogue(["EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls)]),
        ssl: encryption == .ssl ? tls : nil)
      let sending = Sending(server.port, encryption, user: "ann") {
        $0.imported = [root.certificate]
      }
      #expect(try await sending.inspect().isTrusted)
      let received = try await server.waitUntilClosed()
      #expect(!received.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
      #expect(received.lines.count { $0.hasPrefix("EHLO") } == (encryption == .ssl ? 0 : 1))
    }
  }

  @Test(arguments: [
    ("old", "tls.too-old"), ("client", "tls.client-certificate"), ("name", "tls.unknown-name"),
  ])
  func `a handshake that fails is named`(kind: String, id: String) async throws {
    let (root, issuing) = try await Self.authorities.get()
    let tls = ScriptedTLS(try issuing.issue()) { tls in
      switch kind {
      case "old": (tls.minimum, tls.maximum) = (.tls10, .tls11)
      case "client": tls.clientAuthority = root.certificate
      default: tls.refusesName = true
      }
    }
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: tls)
    let report = try await Sending(server.port, .ssl) { $0.imported = [root.certificate] }.run()
    #expect(report.outcome == .failed)
    #expect(report.diagnosis?.id == id, "\(report.transcript) \(report.stages)")
  }
}

extension Sending {
  /// Looks at the certificate of the same server.
  func inspect() async throws -> CertificateInspection {
    let folder = try TemporaryFolder()
    let trust = try client(folder).trust
    let inspector = CertificateInspector(
      Endpoint(
        host: try HostName(typed: host), port: try MailSettings.Port(typed: String(port)),
        encryption: encryption),
      trust: trust)
    let result = await inspector.inspect(cancellation: Cancellation())
    return try withExtendedLifetime(folder) { try result.get() }
  }
}
