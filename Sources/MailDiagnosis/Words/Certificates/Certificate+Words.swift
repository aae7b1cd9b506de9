internal import MailSettings
internal import SystemAccess

extension CertificateCause {
  var sentence: String {
    switch self {
    case .refused(let certificate): certificate.sentence
    case .unreadable(let server, .tooLarge, _):
      "The certificate of \(server.host.shown) comes with a chain of more than 100 kB, which no real one needs."
    case .unreadable(let server, .notProven, _):
      "The server \(server.host.shown) could not prove that its certificate is its own."
    case .unreadable(let server, .missing, _):
      "The server \(server.host.shown) showed no certificate."
    case .unreadable(let server, .malformed, _):
      "The certificate of \(server.host.shown) cannot be read."
    }
  }

  var advice: [String] {
    switch self {
    case .refused(let certificate): certificate.advice
    case .unreadable(_, _, let said):
      [
        "The administrator has to install a proper certificate with its chain, and nothing else.",
        "OpenSSL says: \(said.printable(limit: 120)).",
        "Importing the certificate does not help.",
      ]
    }
  }
}

extension CertificateFault {
  /// The fault in a word or two, to stand behind "it is also".
  public var word: String {
    switch self {
    case .selfSigned: "signed by itself"
    case .unknownRoot: "from a private authority"
    case .unknownIssuer: "from an unknown authority"
    case .expired: "expired"
    case .notYetValid: "not valid yet"
    case .nameMismatch: "made for another name"
    case .weak: "too weak"
    case .purpose: "not made for servers"
    case .changed: "another one than before"
    case .intercepted: "from something in between"
    case .localRoot: "from an authority that has expired here"
    case .other: "refused for another reason"
    }
  }
}
