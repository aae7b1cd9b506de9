internal import Glibc
internal import MailDiagnosis

extension CertificateInspection {
  /// Whom the certificate is for, by whom, and for how long: `mail.example.com, by Example CA, 61 days left`.
  var summary: String? {
    guard let leaf = chain.first else { return nil }
    let name = leaf.names.first ?? leaf.subject.commonName
    let issuer = leaf.isSelfIssued ? "self-signed" : "by \(leaf.issuer.commonName)"
    return "\(name), \(issuer), \(leaf.timeLeft(now: now > 0 ? now : Int64(time(nil))))"
  }
}

extension String {
  /// The common name of a distinguished name, or the whole where it has none.
  fileprivate var commonName: String {
    guard hasPrefix("CN=") else { return self }
    return String(dropFirst(3).prefix { $0 != "," })
  }
}
