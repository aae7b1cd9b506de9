internal import COpenSSL
internal import MailDiagnosis

extension CertificateFault {
  /// The faults behind OpenSSL's verify results, the gravest first.
  static func faults(of codes: [Int32], hasImported: Bool) -> [CertificateFault] {
    var found = Set(codes.map(fault(of:)))
    let isUnknown = !found.isDisjoint(with: [.selfSigned, .unknownRoot, .unknownIssuer])
    // Once the root is unknown, "unable to verify the first certificate" says nothing more.
    if found.contains(.selfSigned) || found.contains(.unknownRoot) { found.remove(.unknownIssuer) }
    if hasImported, isUnknown { found.insert(.changed) }
    return byGravity.filter(found.contains)
  }

  private static func fault(of code: Int32) -> CertificateFault {
    switch code {
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSigned
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: .unknownRoot
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
      .unknownIssuer
    case X509_V_ERR_CERT_HAS_EXPIRED: .expired
    case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
    case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: .nameMismatch
    case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK: .weak
    case X509_V_ERR_INVALID_PURPOSE, X509_V_ERR_INVALID_CA: .purpose
    default: .other
    }
  }
}
