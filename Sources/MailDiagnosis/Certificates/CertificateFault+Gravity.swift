extension CertificateFault {
  /// The gravest first: who is at the other end at all, then what importing cannot mend.
  public static let byGravity: [CertificateFault] = [
    .changed, .intercepted, .weak, .purpose, .nameMismatch, .expired, .notYetValid, .localRoot,
    .other, .unknownIssuer, .unknownRoot, .selfSigned,
  ]

  /// Whether importing the certificate, or its authority's, mends it.
  public var isMendedByImport: Bool {
    switch self {
    case .selfSigned, .unknownRoot, .unknownIssuer, .changed, .intercepted: true
    case .expired, .notYetValid, .nameMismatch, .weak, .purpose, .localRoot, .other: false
    }
  }

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

  /// The catalogue's entry.
  var finding: Finding {
    switch self {
    case .selfSigned: .certificateSelfSigned
    case .unknownRoot: .certificateUnknownRoot
    case .unknownIssuer: .certificateUnknownIssuer
    case .expired: .certificateExpired
    case .notYetValid: .certificateNotYetValid
    case .nameMismatch: .certificateNameMismatch
    case .weak: .certificateWeak
    case .purpose: .certificatePurpose
    case .changed: .certificateChanged
    case .intercepted: .certificateIntercepted
    case .localRoot: .certificateLocalRoot
    case .other: .certificateOther
    }
  }
}

extension Finding {
  /// The fault of a certificate that this is; nil for any other finding.
  public var certificateFault: CertificateFault? {
    CertificateFault.allCases.first { $0.finding == self }
  }
}
