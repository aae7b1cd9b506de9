import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@Suite struct CertificateDiagnosisTests {
  /// 2024-05-13 noon.
  private let now: Int64 = 1_715_601_600

  private func diagnosis(
    _ faults: [CertificateFault], names: [String] = ["mx.example.com"],
    sameAddress: [String] = [], codes: [Int] = []
  ) -> Diagnosis {
    let details = CertificateDetails(
      subject: "mx.example.com", issuer: "Example CA", names: names, notBefore: now + 86_400 * 2,
      notAfter: now - 86_400 * 12, key: "RSA 2048", signature: "sha256WithRSAEncryption",
      sha256: "AB:CD", isCA: false, pem: "")
    var observation = Observation(
      attempt: .example(), stage: .certificate, ending: .certificate)
    observation.certificate = CertificateInspection(
      server: Endpoint(host: "mail.example.com", port: .submission, encryption: .tls),
      chain: [details], faults: faults, verifyCodes: codes)
    observation.now = now
    observation.sameAddressNames = sameAddress
    return observation.diagnosis
  }

  @Test(arguments: CertificateFault.allCases)
  func `each fault gives its id, and import is offered only where it helps`(fault: CertificateFault)
  {
    let diagnosis = diagnosis([fault])
    #expect(diagnosis.id == fault.finding.rawValue)
    let offersImport = diagnosis.fixes.contains(
      .lookAtCertificate(of: .smtp, at: Attempt.example().endpoint))
    #expect(offersImport == fault.isMendedByImport)
    #expect(diagnosis.advice.contains("Importing the certificate does not help.") != offersImport)
    #expect(diagnosis.exitStatus == .protocol)
  }

  @Test func `every fault has its place in the order`() {
    #expect(Set(CertificateFault.byGravity) == Set(CertificateFault.allCases))
    #expect(CertificateFault.byGravity.count == CertificateFault.allCases.count)
  }

  @Test func `the gravest fault comes first and the others are mentioned`() {
    let diagnosis = diagnosis([.selfSigned, .expired, .nameMismatch])
    #expect(diagnosis.id == "certificate.name-mismatch")
    #expect(diagnosis.cause.contains("also expired and signed by itself"))
    #expect(
      !diagnosis.fixes.contains(
        .lookAtCertificate(of: .smtp, at: Attempt.example().endpoint)))
  }

  @Test func `dates are told in words, by this machine's clock`() {
    let expired = diagnosis([.expired])
    #expect(expired.cause.contains("expired on 2024-05-01, 12 days ago"))
    #expect(expired.advice.contains { $0.contains("clock says 2024-05-13") })
    #expect(diagnosis([.notYetValid]).cause.contains("from 2024-05-15, 2 days from now"))
  }

  @Test func `a name of the certificate that leads to the same address is offered`() {
    let diagnosis = diagnosis([.nameMismatch], sameAddress: ["mx.example.com"])
    #expect(diagnosis.cause.contains("mx.example.com"))
    #expect(diagnosis.fixes.map(\.changes) == [["smtp.server": "mx.example.com"]])
  }

  @Test func `a revoked certificate is called so`() {
    #expect(diagnosis([.other], codes: [23]).cause.contains("revoked"))
  }
}
