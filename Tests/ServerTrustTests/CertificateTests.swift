import Foundation
import MailDiagnosis
import TestSupport
import Testing

@testable import ServerTrust

/// Reading must not depend on what the memory held before: run by `make test-release` on the
/// optimized build, with freed memory overwritten.
@Suite struct CertificateTests {
  @Test(arguments: [
    (CertificateRequest.Key.rsa(2048), "RSA 2048"), (.rsa(4096), "RSA 4096"), (.ec, "EC 256"),
    (.ed25519, "Ed25519"),
  ])
  func `a certificate of every kind of key is read whole, each time`(
    key: CertificateRequest.Key, shown: String
  ) throws {
    let issued = try CertificateAuthority.selfSigned(CertificateRequest(key: key))
    let text = try String(contentsOfFile: issued.certificate, encoding: .utf8)
    for _ in 0..<100 {
      let certificate = try #require(Certificate(pem: text))
      #expect(certificate.sha256 == issued.fingerprint)
      #expect(certificate.pem == text)
      #expect(certificate.details.key == shown)
    }
  }

  @Test(arguments: [
    "", "\n", "\0", "text", "-----BEGIN CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
  ])
  func `what holds no certificate gives none`(text: String) {
    #expect(Certificate(pem: text) == nil)
  }

  @Test func `a certificate cut short anywhere gives none`() throws {
    let issued = try CertificateAuthority.selfSigned(CertificateRequest(key: .rsa(2048)))
    let text = try String(contentsOfFile: issued.certificate, encoding: .utf8)
    let end = try #require(text.firstRange(of: "-----END"))
    for count in 0..<text[..<end.lowerBound].count {
      #expect(Certificate(pem: String(text.prefix(count))) == nil)
    }
  }
}
