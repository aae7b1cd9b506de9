import Forms
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import Wizard

/// The certificate of a server, with each thing that can be wrong with it.
@Suite struct CertificatePictureTests {
  private static let day: Int64 = 86_400
  private static let now: Int64 = 1_790_000_000

  private func certificate(
    _ subject: String, by issuer: String, names: [String] = [],
    from: Int64 = -30, to: Int64 = 61, byte: String
  ) -> CertificateDetails {
    CertificateDetails(
      subject: subject, issuer: issuer, names: names, notBefore: Self.now + from * Self.day,
      notAfter: Self.now + to * Self.day, key: "RSA 2048", signature: "sha256WithRSAEncryption",
      sha256: Array(repeating: byte, count: 32).joined(separator: ":"), isCA: names.isEmpty,
      pem: "")
  }

  /// A server's certificate that has a fault.
  private func leaf(with fault: CertificateFault?) -> CertificateDetails {
    let (own, authority) = ("mail.yourdomain.com", "Your Company CA")
    return switch fault {
    case .selfSigned: certificate(own, by: own, names: [own], byte: "AB")
    case .expired: certificate(own, by: authority, names: [own], from: -90, to: -5, byte: "AB")
    case .notYetValid: certificate(own, by: authority, names: [own], from: 3, to: 93, byte: "AB")
    case .nameMismatch:
      certificate("www.hoster.example", by: authority, names: ["www.hoster.example"], byte: "AB")
    case .intercepted: certificate(own, by: "Virus Scanner", names: [own], byte: "AB")
    case .unknownRoot, .unknownIssuer, .weak, .purpose, .changed, .localRoot, .other, nil:
      certificate(own, by: authority, names: [own], byte: "AB")
    }
  }

  private func chain(with fault: CertificateFault?) -> [CertificateDetails] {
    let leaf = leaf(with: fault)
    switch fault {
    case .selfSigned, .unknownIssuer: return [leaf]
    case .unknownRoot, .expired, .notYetValid, .nameMismatch, .weak, .purpose, .changed,
      .intercepted, .localRoot, .other, nil:
      let days: Int64 = fault == .localRoot ? -5 : 900
      return [leaf, certificate(leaf.issuer, by: leaf.issuer, from: -900, to: days, byte: "CD")]
    }
  }

  private func looking(at faults: [CertificateFault]) throws -> Typist {
    let before = certificate(
      "mail.yourdomain.com", by: "Your Company CA", names: ["mail.yourdomain.com"], byte: "EF")
    var inspection = CertificateInspection(
      server: Endpoint(host: "mail.yourdomain.com", port: .submissions, encryption: .tls),
      chain: chain(with: faults.first), faults: faults,
      verifyCodes: faults.contains(.other) ? [50] : [],
      imported: faults.contains(.changed) ? [before] : [])
    inspection.now = Self.now
    var typist = Typist(Example.filled.draft, section: .encryption)
    typist.press(.function(6))
    typist.tell(.inspected(run: try #require(typist.state.work).run, .chain(inspection)))
    return typist
  }

  @Test func `a certificate of an unknown authority, where its import has the focus`() throws {
    let typist = try CertificateTests().shown([.unknownRoot])
    let isSame = try Picture(view(typist.state)).matches("certificate-unknown-root")
    #expect(isSame)
  }

  @Test(arguments: CertificateFault.allCases)
  func `a certificate with a fault, whole`(fault: CertificateFault) throws {
    var typist = try looking(at: [fault])
    typist.tell(.resized(Size(columns: 100, rows: 40)))
    let name = fault.finding.rawValue.replacing(".", with: "-")
    let isSame = try Picture(view(typist.state)).matches("\(name)-100x40")
    #expect(isSame)
  }

  @Test func `a certificate with two faults in a small window`() throws {
    var typist = try looking(at: [.expired, .nameMismatch])
    typist.tell(.resized(Size(columns: 60, rows: 15)))
    let isSame = try Picture(view(typist.state)).matches("certificate-two-faults-60x15")
    #expect(isSame)
  }

  @Test func `a trusted certificate`() throws {
    let typist = try looking(at: [])
    let isSame = try Picture(view(typist.state)).matches("certificate-trusted")
    #expect(isSame)
  }

  @Test func `a certificate that was imported`() throws {
    var typist = try looking(at: [.unknownRoot])
    typist.press(.enter)
    typist.type("CDCDCDCD")
    typist.press(.enter)
    typist.tell(.imported(run: 2, .companyAuthority))
    typist.tell(.inspected(run: 3, .chain(CertificateTests().inspection([]))))
    let isSame = try Picture(view(typist.state)).matches("certificate-imported")
    #expect(isSame)
  }
}
