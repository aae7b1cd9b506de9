import Foundation
import MailDiagnosis
import MailSettings
import SystemAccess
import TestSupport
import Testing

@testable import MailTransport
import ServerTrust

/// What is wrong with certificates of real servers, each checked against what `openssl s_client`
/// says.
@Suite struct CertificateFaultTests {
  /// A port with a certificate, and what has to be found there.
  struct Trial: Sendable, CustomTestStringConvertible {
    let port: String
    let fault: CertificateFault
    /// OpenSSL's verify result.
    let code: Int
    var host = "localhost"

    var testDescription: String { port }
  }

  static let trials = [
    Trial(port: "self-signed", fault: .selfSigned, code: 18),
    Trial(port: "unknown-root", fault: .unknownRoot, code: 19),
    Trial(port: "unknown-issuer", fault: .unknownIssuer, code: 20),
    Trial(port: "missing-intermediate", fault: .unknownIssuer, code: 20),
    Trial(port: "expired", fault: .expired, code: 10),
    Trial(port: "expired-authority", fault: .expired, code: 10),
    Trial(port: "not-yet-valid", fault: .notYetValid, code: 9),
    Trial(port: "other-name", fault: .nameMismatch, code: 62),
    Trial(port: "other-address", fault: .nameMismatch, code: 64, host: "127.0.0.1"),
    Trial(port: "weak-key", fault: .weak, code: 66),
    Trial(port: "sha1", fault: .weak, code: 68),
    Trial(port: "md5", fault: .weak, code: 68),
    Trial(port: "client-purpose", fault: .purpose, code: 26),
  ]

  static let certificates = Shared { try FaultyCertificates() }
  static let postfix = Shared { () -> (FaultyCertificates, PostfixServer) in
    let faulty = try FaultyCertificates()
    let ports = faulty.byPort.map { ($0, faulty.postfixPort($0, $1)) }
    return (faulty, try PostfixServer(ports: Dictionary(uniqueKeysWithValues: ports)))
  }

  @Test(arguments: trials)
  func `a fault at a real Postfix is named as OpenSSL names it`(trial: Trial) async throws {
    let (faulty, server) = try await Self.postfix.get()
    let port = server.port(trial.port)
    try await check(trial, port, faulty, .ssl)
    #expect(server.commands(on: trial.port).isEmpty)
  }

  @Test(arguments: trials.filter { ["self-signed", "expired", "other-name"].contains($0.port) })
  func `a fault at a real Exim is named as OpenSSL names it`(trial: Trial) async throws {
    let faulty = try await Self.certificates.get()
    let server = try await Blocking.run {
      try EximServer(
        ports: ["ssl": .init(.ssl), "starttls": .init(.startTLSRequired)],
        certificate: faulty.byPort[trial.port])
    }
    try await check(trial, server.port("ssl"), faulty, .ssl)
    try await check(trial, server.port("starttls"), faulty, .tls)
  }

  private func check(
    _ trial: Trial, _ port: Int, _ faulty: FaultyCertificates, _ encryption: Encryption
  ) async throws {
    // Whatever is wrong but the authority: that one is imported then.
    let isMendable = trial.fault.isMendedByImport
    let imported = isMendable ? [] : [faulty.root.certificate]
    let sending = Sending(port, encryption, user: "ann") {
      $0.host = trial.host
      $0.imported = imported
    }
    let reference = try await SClient(
      port: port, host: trial.host, startTLS: encryption == .tls ? "smtp" : nil,
      trusting: imported
    ).verifyCodes()
    #expect(reference.contains(trial.code), "\(reference)")
    let inspection = try await sending.inspect()
    #expect(inspection.faults == [trial.fault], "\(inspection.verifyCodes)")
    #expect(inspection.verifyCodes.contains(trial.code), "\(inspection.verifyCodes)")
    #expect(inspection.isMendedByImport == isMendable)
    let report = try await sending.run()
    #expect(report.outcome == .failed)
    #expect(report.failed == .certificate)
    #expect(report.diagnosis?.id == trial.fault.finding.rawValue, "\(report)")
    #expect(report.certificate?.faults == [trial.fault])
  }

  /// The import says the same, and only what it can mend is imported.
  @Test(arguments: trials)
  func `only what importing mends is imported`(trial: Trial) async throws {
    let (_, server) = try await Self.postfix.get()
    let home = try TemporaryFolder()
    let store = TrustStore(folder: home.file("trust"))
    let port = server.port(trial.port)
    let inspection = try await store.inspect(trial.host, port, .ssl)
    let leaf = try #require(inspection.chain.first)
    guard !trial.fault.isMendedByImport else {
      _ = try store.import(inspection, fingerprint: leaf.sha256)
      #expect(try await store.inspect(trial.host, port, .ssl).isTrusted)
      return
    }
    let error = try #require(throws: TrustStoreError.self) {
      try store.import(inspection, fingerprint: leaf.sha256)
    }
    #expect(
      error
        == .refused(
          .notMended([trial.fault], inspection)))
    #expect(try store.list().isEmpty)
  }

  @Test func `a chain of 100 is bounded and can be imported`() async throws {
    let chain = try await Blocking.run { try LongChain(100) }
    let server = try OpenSSLServer([
      "-cert", chain.leaf, "-cert_chain", chain.others, "-key", chain.key,
    ])
    let home = try TemporaryFolder()
    let store = TrustStore(folder: home.file("trust"))
    let inspection = try await store.inspect("localhost", server.port, .ssl)
    #expect(inspection.chain.count == 16)
    #expect(inspection.faults == [.unknownRoot], "\(inspection.verifyCodes)")
    let leaf = try #require(inspection.chain.first)
    let imported = try store.import(inspection, fingerprint: leaf.sha256)
    #expect(imported.sha256 == inspection.chain.last?.sha256)
    #expect(try await store.inspect("localhost", server.port, .ssl).isTrusted)
  }

  @Test func `a name of 16 kB stays short and harmless in the details`() async throws {
    let long = String(repeating: "a", count: 16_384)
    let request = CertificateRequest(
      names: ["localhost", "\u{1b}]0;x\u{7}\u{202e}\(long)"], addresses: [],
      commonName: "\u{9b}31mlong")
    let leaf = try await Blocking.run { try CertificateAuthority.selfSigned(request) }
    let server = try ScriptedServer(smtp: SMTPDialogue(), ssl: ScriptedTLS(leaf))
    let inspection = try await Sending(server.port, .ssl).inspect()
    let details = try #require(inspection.chain.first)
    #expect(inspection.faults == [.selfSigned])
    #expect(details.names.count == 2)
    let texts = details.names + [details.subject, details.issuer]
    #expect(texts.allSatisfy { $0.count <= 251 })
    #expect(!texts.contains { $0.contains(where: \.steersTerminal) })
    let report = try await Sending(server.port, .ssl).run()
    #expect(report.diagnosis?.id == "certificate.self-signed")
    #expect(!"\(report.stages)\(report.transcript)".contains(long.prefix(1000)))
  }
}
