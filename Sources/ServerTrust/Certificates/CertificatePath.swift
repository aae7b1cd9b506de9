internal import COpenSSL

/// A chain as a server shows it, verified with one certificate as the only trusted one.
struct CertificatePath {
  /// The certificates, the server's own first.
  let chain: [Certificate]

  /// OpenSSL's verify result for the server's certificate, as strict as for a connection except
  /// that the name is not checked.
  func verifyCode(trusting anchor: Certificate) -> Int32 {
    guard let leaf = chain.first, let store = X509_STORE_new() else { return Self.unspecified }
    defer { X509_STORE_free(store) }
    guard let others = postern_x509_stack() else { return Self.unspecified }
    defer { postern_x509_stack_free(others) }
    for certificate in chain.dropFirst() { postern_x509_push(others, certificate.pointer) }
    X509_STORE_add_cert(store, anchor.pointer)
    guard let context = X509_STORE_CTX_new() else { return Self.unspecified }
    defer { X509_STORE_CTX_free(context) }
    guard X509_STORE_CTX_init(context, store, leaf.pointer, others) == 1 else {
      return Self.unspecified
    }
    X509_STORE_CTX_set_default(context, "ssl_server")
    X509_STORE_CTX_set_flags(context, UInt(X509_V_FLAG_PARTIAL_CHAIN))
    // The same level as for a connection: see CertificateVerifier.
    X509_VERIFY_PARAM_set_auth_level(X509_STORE_CTX_get0_param(context), 2)
    if X509_verify_cert(context) == 1 { return X509_V_OK }
    ERR_clear_error()
    let code = X509_STORE_CTX_get_error(context)
    return code == X509_V_OK ? Self.unspecified : code
  }

  private static let unspecified = X509_V_ERR_UNSPECIFIED

  /// The certificates that may be trusted, best first: the self-signed root, the topmost authority,
  /// the server's own.
  ///
  /// An authority outlives the server's certificate, which is renewed every few months.
  var anchors: [Certificate] {
    let authorities = chain.dropFirst().reversed().filter(\.isCA)
    return authorities.filter(\.isSelfIssued) + authorities.filter { !$0.isSelfIssued }
      + chain.prefix(1)
  }
}
