internal import MailDiagnosis
internal import SystemAccess

extension ImportRefusal {
  /// What is wrong, and what would be right, in whole sentences.
  public var sentence: String {
    switch self {
    case .notAFingerprint(let text, let digits): Self.wrongFingerprint(text, digits)
    case .otherFingerprint(let text, let server, let shown):
      "No certificate of \(server.printable()) has the fingerprint \(text). It shows "
        + "\(shown.joined(separator: ", ")). Nothing was imported: if you have the fingerprint from "
        + "the server's administrator, somebody may be in between."
    case .nothingShown(let server):
      "\(server.printable()) has shown no certificate. Nothing was imported."
    case .notMended(let faults, let inspection):
      faults.map(inspection.sentence(for:)).joined(separator: " ")
    case .notVerified(let subject, let code):
      "The chain does not verify with \(subject.printable()) (OpenSSL's verify result \(code)), so "
        + "that importing it would not help."
    case .alreadyTrusted(let server, let byImport):
      "\(server.printable()) is trusted already, by "
        + (byImport ? "the certificate imported for it" : "this machine's own roots")
        + ": there is nothing to import."
    }
  }

  private static func wrongFingerprint(_ text: String, _ digits: Int?) -> String {
    let right = "A SHA-256 fingerprint is needed: 64 hexadecimal digits, with or without colons"
    return switch digits {
    case 40: "That has 40 digits, so it is a SHA-1 fingerprint. \(right)."
    case 32: "That has 32 digits, so it is an MD5 fingerprint. \(right)."
    case .some(let digits): "\(right). That has \(digits)."
    case nil: "\(right). There is something else in \"\(text)\"."
    }
  }
}
