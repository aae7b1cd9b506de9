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
