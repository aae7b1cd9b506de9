import Foundation
import MailDiagnosis
import MailSettings
import TestSupport

@testable import ServerTrust

/// A chain as an inspection brings it, made without a server.
struct Shown {
  let authority: CertificateAuthority
  let leaf: IssuedCertificate
  var inspection: CertificateInspection

  /// A leaf below the authority, with the root at the chain's end unless it is left out.
  init(
    _ request: CertificateRequest = .init(), host: String = "mail.example.com", port: Int = 587,
    authority: CertificateAuthority? = nil, sendsRoot: Bool = true,
    faults: [CertificateFault] = [.unknownRoot]
  ) throws {
    let authority = try authority ?? CertificateAuthority(name: "Private CA")
    self.authority = authority
    leaf = try authority.issue(request)
    inspection = try CertificateInspection(
      server: Endpoint(
        host: try HostName(typed: host), port: try Port(typed: String(port)), encryption: .tls),
      chain: Self.certificates(sendsRoot ? leaf.chainWithRoot : leaf.chain), faults: faults)
    inspection.isProven = true
  }

  /// A file's certificates.
  static func certificates(_ path: String) throws -> [CertificateDetails] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return PEMText.blocks(text).compactMap { Certificate(pem: $0)?.details }
  }
}
