extension CertificateFault {
  /// The gravest first: those that leave open who the server is, then what importing cannot mend.
  public static let byGravity: [CertificateFault] = [
    .changed, .intercepted, .weak, .purpose, .nameMismatch, .expired, .notYetValid, .localRoot,
    .other, .unknownIssuer, .unknownRoot, .selfSigned,
  ]

  /// Whether importing the server's certificate, or its authority's, mends it.
  public var isMendedByImport: Bool {
    switch self {
    case .selfSigned, .unknownRoot, .unknownIssuer, .changed, .intercepted: true
    case .expired, .notYetValid, .nameMismatch, .weak, .purpose, .localRoot, .other: false
    }
  }

  /// What a diagnosis calls it, whose raw value is the id.
  public var finding: Finding {
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
  /// The certificate fault with the same id; nil for any other finding.
  public var certificateFault: CertificateFault? {
    CertificateFault.allCases.first { $0.finding == self }
  }
}
