internal import MailSettings
internal import SystemAccess

/// OpenSSL's verify results without a finding of their own, in words that follow "The certificate
/// of …".
enum VerifyResult {
  /// What a result (`X509_V_ERR_…`) means; nil where only OpenSSL's own words are known.
  static func words(_ code: Int) -> String? {
    switch code {
    case 4, 7: "has a wrong signature: it was altered, or another key has signed it"
    case 6, 24: "has a key that cannot be read"
    case 13, 14: "has a date that cannot be read"
    case 22: "stands below too many authorities"
    case 23: "is revoked"
    case 25: "has more authorities below it than it allows"
    case 28: "is refused for servers by this machine's own store"
    case 34: "has a critical extension that this machine does not know"
    case 41, 42: "has an extension that cannot be read"
    case 47, 48: "is for a name that an authority above it may not vouch for"
    case 49...53: "has limits on names that this machine does not understand"
    case 76...78: "has a signature of a kind that does not fit its key"
    case 83: "does not name its issuer"
    case 94: "has a key on a curve of its own making"
    default: nil
    }
  }
}

extension FaultyCertificate {
  /// OpenSSL's words and the certificate that they concern, for a transcript.
  public var note: String {
    "certificate \(depth) (\(details.subject)): \(words) (verify result \(code))"
  }

  /// The certificate as the subject of a sentence.
  func subject(host: String) -> String {
    let name = details.subjectName.printable(limit: 60)
    let quoted = name.isEmpty ? "without a name" : "“\(name)”"
    switch (origin, depth) {
    case (.system, _): return "The authority \(quoted) in this machine's own store"
    case (_, 0): return "The certificate of \(host)"
    case (.imported, _): return "The authority \(quoted), imported for \(host),"
    case (.server, _):
      let kind = details.isSelfIssued ? "root authority" : "intermediate authority"
      return "The \(kind) \(quoted) in the chain of \(host)"
    }
  }

  /// What is wrong with it, in words that follow ``subject(host:)``.
  var predicate: String {
    VerifyResult.words(code)
      ?? (words.isEmpty
        ? "was refused (OpenSSL's verify result \(code))"
        : "was refused: \(words.printable(limit: 80)) (OpenSSL's verify result \(code))")
  }
}
