import Forms
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import Wizard

@Suite struct CertificateTests {
  private static let day: Int64 = 86_400
  private static let now: Int64 = 1_790_000_000

  private func details(_ subject: String, by issuer: String, isCA: Bool, byte: String)
    -> CertificateDetails
  {
    CertificateDetails(
      subject: subject, issuer: issuer, names: isCA ? [] : ["mail.yourdomain.com"],
      notBefore: Self.now - 30 * Self.day, notAfter: Self.now + 61 * Self.day, key: "RSA 2048",
      signature: "sha256WithRSAEncryption",
      sha256: Array(repeating: byte, count: 32).joined(separator: ":"), isCA: isCA, pem: "")
  }

  private func server() throws -> Endpoint {
    Endpoint(
      host: try HostName(typed: "mail.yourdomain.com"), port: .submissions, encryption: .ssl)
  }

  func inspection(_ faults: [CertificateFault]) -> CertificateInspection {
    var inspection = CertificateInspection(
      server: Endpoint(host: "mail.yourdomain.com", port: .submissions, encryption: .tls),
      chain: [
        details("mail.yourdomain.com", by: "Your Company CA", isCA: false, byte: "AB"),
        details("Your Company CA", by: "Your Company CA", isCA: true, byte: "CD"),
      ], faults: faults)
    inspection.now = Self.now
    return inspection
  }

  func shown(_ faults: [CertificateFault]) throws -> Typist {
    var typist = Typist(Example.filled.draft, section: .encryption)
    typist.press(.function(6))
    let work = try #require(typist.state.work)
    typist.tell(.inspected(run: work.run, .chain(inspection(faults))))
    return typist
  }

  @Test func `a key fetches the certificate as the form says`() throws {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.press(.alt("6"))
    let host = try HostName(typed: "mail.yourdomain.com")
    let server = Endpoint(host: host, port: .submissions, encryption: .ssl)
    #expect(typist.effects == [.inspect(run: 1, server)])
    #expect(typist.screen.contains("Fetching the certificate"))
    typist.press(.escape)
    #expect(typist.effects.last == .cancel(run: 1))
  }

  @Test func `a test asked for meanwhile stops the look instead of being dropped`() throws {
    var typist = Typist(Example.filled.draft, section: .testEmail)
    typist.type("admin@example.com")
    typist.press(.function(6), .function(5))
    let sent = try #require(typist.effects.last)
    #expect(typist.effects.dropFirst().first == .cancel(run: 1))
    #expect(
      sent
        == .sendTest(
          run: 2, try Settings(typist.state.draft), to: try MailAddress(typed: "admin@example.com"))
    )
    typist.press(.function(5))
    #expect(typist.effects.count == 3)
    #expect(typist.screen.contains("Wait for the end"))
  }

  @Test func `without a server's name it goes to where that is set`() {
    var typist = Typist(section: .encryption)
    typist.press(.function(6))
    #expect(typist.effects.isEmpty)
    #expect(typist.state.screen?.id == .server)
  }

  @Test func `every certificate of the chain can be reached`() throws {
    var typist = try shown([.unknownRoot])
    typist.focus(.certificate(.certificate, 1))
    #expect(typist.screen.contains("CD:CD"))
  }

  @Test(arguments: [Size(columns: 60, rows: 15), Size(columns: 40, rows: 10)])
  func `what is typed of the fingerprint stays in sight in a small window`(size: Size) throws {
    var typist = try shown([.unknownRoot])
    typist.tell(.resized(size))
    typist.press(.enter)
    typist.type("CDCDCDCD")
    #expect(typist.screen.contains("Fingerprint: CDCDCDCD_"))
    #expect(typist.screen.contains("CD:CD:CD:CD"))
    typist.press(.backspace, .enter)
    #expect(typist.screen.contains("! Type at least 8 digits"))
  }

  @Test func `importing wants a part of the fingerprint, and there is no default yes`() throws {
    var typist = try shown([.unknownRoot])
    #expect(typist.state.focus == .importCertificate(.certificate))
    typist.press(.enter, .enter)
    #expect(typist.effects.count == 1)
    #expect(typist.screen.contains("Type at least 8 digits"))
    typist.type("00:11:22:33")
    typist.press(.enter)
    #expect(typist.effects.count == 1)
    #expect(typist.screen.contains("not the fingerprint"))
    typist.press(.control("u"))
    typist.type("cdcdcdcd")
    typist.press(.enter)
    let whole = Array(repeating: "CD", count: 32).joined(separator: ":")
    #expect(
      typist.effects.last
        == .importCertificate(run: 2, inspection([.unknownRoot]), fingerprint: whole))
  }

  @Test func `after an import the certificate is looked at again`() throws {
    var typist = try shown([.selfSigned])
    typist.press(.enter)
    typist.type("ABABABAB")
    typist.press(.enter)
    typist.tell(.imported(run: 2, .companyAuthority))
    #expect(typist.screen.contains("Imported Your Company CA for mail.yourdomain.com, port 465."))
    typist.tell(.inspected(run: 3, .chain(inspection([]))))
    #expect(typist.screen.contains("This certificate is trusted."))
  }

  @Test(arguments: [CertificateFault.expired, .notYetValid, .nameMismatch, .weak, .purpose, .other])
  func `what importing cannot mend offers no import and says why`(fault: CertificateFault) throws {
    var typist = try shown([fault, .selfSigned])
    typist.tell(.resized(Size(columns: 160, rows: 40)))
    #expect(!typist.screen.contains("Import the certificate"))
    #expect(typist.screen.contains("importing does"))
  }

  @Test func `a certificate refused by a test is shown already`() throws {
    var typist = Typist(Example.filled.draft, section: .testEmail)
    typist.type("admin@example.com")
    typist.press(.enter)
    let diagnosis = Diagnosis.some(
      .certificateUnknownRoot, at: .certificate,
      fixes: [.lookAtCertificate(of: .smtp, at: try server())])
    let report = DeliveryReport(
      outcome: .failed, stages: [StageResult(stage: .certificate, state: .failed)],
      diagnosis: diagnosis, certificate: inspection([.unknownRoot]))
    typist.tell(.finished(run: 1, report, time: "14:05"))
    typist.press(.enter)
    #expect(typist.state.screen?.id == .encryption)
    typist.focus(.importCertificate(.certificate))
    #expect(typist.screen.contains("[ Import the certificate ]"))
  }
  /// A test that failed for the certificate, led to the certificate, and there to the import.
  private func imported() throws -> Typist {
    var typist = Typist.testing()
    try typist.fail(
      with: .some(
        .certificateUnknownRoot, at: .certificate,
        fixes: [.lookAtCertificate(of: .smtp, at: try server())]),
      certificate: inspection([.unknownRoot]))
    typist.press(.enter, .enter)
    typist.type("cdcdcdcd")
    typist.press(.enter)
    return typist
  }

  @Test func `the test that led to an import is repeated by itself`() throws {
    var typist = try imported()
    let run = try #require(typist.state.work).run
    typist.tell(.imported(run: run, .companyAuthority))
    guard case .sendTest? = typist.effects.last else {
      Issue.record("nothing was sent: \(typist.effects.count) effects")
      return
    }
    #expect(typist.state.screen?.id == .testEmail)
    #expect(typist.screen.contains("✓ Imported Your Company CA for mail.yourdomain.com,"))
    #expect(!typist.screen.contains("A private authority."))
    try typist.deliver()
    #expect(!view(typist.state).cells.joined().contains { $0.style == .trouble })
  }

  @Test func `a refused import sends nothing and says why beside the certificate`() throws {
    var typist = try imported()
    let run = try #require(typist.state.work).run
    let count = typist.effects.count
    typist.tell(.imported(run: run, .refused(.fullDisk)))
    #expect(typist.effects.count == count)
    #expect(typist.state.screen?.id == .encryption)
    #expect(typist.screen.contains("! Not imported: Cannot write"))
  }

  @Test func `after a change of the form an import repeats no old test`() throws {
    var typist = try imported()
    let run = try #require(typist.state.work).run
    typist.state.draft.message.encoding.text = "UTF-8"
    typist.tell(.imported(run: run, .companyAuthority))
    guard case .inspect? = typist.effects.last else {
      Issue.record("it was not looked at again")
      return
    }
    typist.tell(.inspected(run: try #require(typist.state.work).run, .chain(inspection([]))))
    #expect(typist.state.focus == .sendAgain(.test))
    #expect(typist.screen.contains("[ Send again ]"))
  }

  @Test func `what is shown of a certificate goes away with the server that it was about`() throws {
    var typist = try shown([.unknownRoot])
    #expect(typist.screen.contains("Signed by an authority"))
    typist.state.draft.smtp.port.text = "587"
    #expect(!typist.screen.contains("Signed by an authority"))
    #expect(!Blocks(typist.state).items.contains(.importCertificate(.certificate)))
  }

  @Test func `a fix beside it looks again by the same key, and can be taken back`() throws {
    var typist = Typist(Example.filled.draft, section: .encryption)
    typist.press(.function(6))
    typist.tell(.inspected(run: 1, .failed(.wrongPort)))
    #expect(typist.screen.contains("[ Use TLS on port 587 and look again ]"))
    typist.press(.enter)
    guard case .inspect(_, let target)? = typist.effects.last else {
      Issue.record("it was not looked at again")
      return
    }
    #expect(target.port == .submission)
    typist.tell(.inspected(run: 2, .chain(inspection([.unknownRoot]))))
    #expect(typist.screen.contains("✓ Port is now 587."))
  }

  @Test func `only after an import it is said that something was written`() throws {
    var typist = Typist(Example.filled.draft, isFirstRun: true)
    for _ in 0..<20 where typist.state.page != .summary { typist.press(.pageDown) }
    #expect(typist.screen.contains("Nothing was written before."))
    typist.state.hasImported = true
    #expect(!typist.screen.contains("Nothing was written"))
    #expect(typist.screen.contains("imported certificate is stored already"))
  }
}
