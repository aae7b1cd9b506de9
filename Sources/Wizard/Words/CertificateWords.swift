import MailDiagnosis
import MailSettings
import SystemAccess

/// Words about a server's certificate.
enum CertificateWords {
  static func fetching(elapsed: Int) -> String {
    "Fetching the certificate, \(ElapsedTime(milliseconds: Double(elapsed)).text). Esc cancels."
  }

  static func notImported(_ refusal: ForeignError) -> String {
    "Not imported: \(refusal.error.wholeSentence)"
  }

  static func imported(_ subject: String, _ server: Endpoint) -> String {
    "Imported \(subject) for \(server.host.ascii), port \(server.port)."
  }

  static let trusted = "This certificate is trusted."

  /// The label of the certificate that the faults of the newer one are compared with.
  static let before = "Imported before"

  /// What a certificate of a chain is, the server's own first.
  static func role(_ index: Int, _ certificate: CertificateDetails) -> String {
    index == 0 ? "Server" : (certificate.isSelfIssued ? "Root" : "Issuer")
  }

  static func more(_ count: Int) -> String { "and \(count) more certificates" }

  static let fingerprint = "SHA-256"

  /// A certificate's properties, a label and a value each.
  static func lines(of details: CertificateDetails, now: Int64) -> [(String, String)] {
    [
      ("issued by", details.issuer),
      ("names", details.names.prefix(8).joined(separator: ", ")),
      ("valid", details.validity(now: now)),
      ("key", "\(details.key), \(details.signature)"),
    ]
  }
}
