internal import COpenSSL
internal import MailDiagnosis

extension CertificateFault {
  /// The fault behind one of OpenSSL's verify results.
  init(code: Int32, origin: FaultyCertificate.Origin) {
    self =
      switch code {
      case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSigned
      case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: .unknownRoot
      case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
        X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
        .unknownIssuer
      case X509_V_ERR_CERT_HAS_EXPIRED: origin == .system ? .localRoot : .expired
      case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
      case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: .nameMismatch
      case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK:
        .weak
      case X509_V_ERR_INVALID_PURPOSE, X509_V_ERR_INVALID_CA, X509_V_ERR_INVALID_NON_CA,
        X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
        .purpose
      default: .other
      }
  }
}

extension FaultyCertificate {
  /// What OpenSSL objects to, by the names of the catalogue.
  init(_ objection: CertificateObjection, imported: [Certificate]) {
    let certificate = objection.certificate
    let isImported = imported.contains { $0.isSame(as: certificate) }
    let origin: Origin = isImported ? .imported : objection.isStored ? .system : .server
    self.init(
      fault: CertificateFault(code: objection.code, origin: origin), code: Int(objection.code),
      words: X509_verify_cert_error_string(Int(objection.code)).map { String(cString: $0) } ?? "",
      depth: objection.depth, origin: origin, details: certificate?.details ?? .unreadable)
  }
}

extension CertificateDetails {
  /// Stands for a certificate that OpenSSL could not give.
  fileprivate static let unreadable = CertificateDetails(
    subject: "", issuer: "", names: [], notBefore: 0, notAfter: 0, key: "unknown",
    signature: "unknown", sha256: "", isCA: false, pem: "")
}
