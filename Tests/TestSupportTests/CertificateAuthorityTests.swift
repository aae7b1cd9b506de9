import Foundation
import TestSupport
import Testing

@Suite struct CertificateAuthorityTests {
  @Test func `a leaf below an intermediate verifies against the root`() async throws {
    let root = try CertificateAuthority(name: "Test Root")
    let leaf = try root.intermediate(name: "Test Intermediate").issue()
    let result = try await Command.run(
      "openssl",
      [
        "verify", "-CAfile", root.certificate, "-untrusted", leaf.chain, "-verify_hostname",
        "localhost", "-purpose", "sslserver", leaf.certificate,
      ])
    #expect(result.status == 0, "\(result.errors)")
    let chain = try String(contentsOfFile: leaf.chain, encoding: .utf8)
    #expect(chain.components(separatedBy: "BEGIN CERTIFICATE").count == 3)
  }

  @Test(arguments: [
    (CertificateRequest.expired, "certificate has expired"),
    (CertificateRequest.notYetValid, "certificate is not yet valid"),
    (CertificateRequest(purpose: .client), "unsuitable certificate purpose"),
    (CertificateRequest(names: ["other.example"], addresses: []), "hostname mismatch"),
    (CertificateRequest(key: .rsa(1024)), "EE certificate key too weak"),
    (CertificateRequest(digest: .sha1), "CA signature digest algorithm too weak"),
    (CertificateRequest(digest: .md5), "CA signature digest algorithm too weak"),
  ])
  func `a faulty certificate has the fault asked for`(
    request: CertificateRequest, fault: String
  ) async throws {
    let root = try CertificateAuthority(name: "Test Root", key: .rsa(2048))
    let leaf = try root.issue(request)
    let result = try await Command.run(
      "openssl",
      [
        "verify", "-CAfile", root.certificate, "-auth_level", "2", "-verify_hostname", "localhost",
        "-purpose", "sslserver", leaf.certificate,
      ])
    #expect(result.status != 0)
    #expect(result.errors.lowercased().contains(fault.lowercased()))
  }

  @Test func `a certificate can sign itself`() async throws {
    let leaf = try CertificateAuthority.selfSigned(.init(key: .rsa(2048)))
    let result = try await Command.run("openssl", ["verify", leaf.certificate])
    #expect(result.errors.contains("error 18"))
  }

  @Test func `the fingerprint is that of the DER form`() async throws {
    let leaf = try CertificateAuthority.selfSigned()
    let der = try await Command.run(
      "openssl", ["x509", "-in", leaf.certificate, "-outform", "DER"])
    let sum = try await Command.run("sha256sum", input: der.outputData)
    let hex = leaf.fingerprint.replacingOccurrences(of: ":", with: "").lowercased()
    #expect(sum.output.hasPrefix(hex))
    #expect(leaf.fingerprint.count == 95)
  }
}
