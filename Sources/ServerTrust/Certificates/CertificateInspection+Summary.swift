internal import Glibc
package import MailDiagnosis

extension CertificateInspection {
  /// Whom the certificate is for, by whom, and for how long: `mail.example.com, by Example CA, 61
  /// days left`.
  package var summary: String? {
    guard let leaf = chain.first else { return nil }
    let name = leaf.names.first ?? leaf.subjectName
    let issuer = leaf.isSelfIssued ? "self-signed" : "by \(leaf.issuerName)"
    return "\(name), \(issuer), \(leaf.timeLeft(now: now > 0 ? now : Int64(time(nil))))"
  }
}
