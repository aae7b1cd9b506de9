internal import COpenSSL
internal import Glibc
internal import MailDiagnosis
package import MailSettings

/// Verifies the chain that a server shows: finds every fault, and refuses the chain if there is
/// one.
///
/// OpenSSL stops at the first fault. Here its verification runs to the end, each fault is recorded
/// and passed over, and then it fails if there was any. So one connection shows all faults at once,
/// and sending is exactly as strict as OpenSSL itself. Nothing is sent inside TLS before this has
/// passed.
package final class CertificateVerifier {
  private let server: Endpoint
  private let isInspection: Bool
  private let imported: [Certificate]
  private var objections: [CertificateObjection] = []
  private var tell: (TLSSession, CertificateInspection) -> Void = { _, _ in }
  /// The chain as shown, the server's own certificate first.
  private(set) var chain: [Certificate] = []
  /// Whether the handshake was completed, which proves that the server has the private key and sent
  /// this chain.
  package private(set) var isProven = false

  /// Longer chains are cut: hardly any has more than four certificates, and a hostile server could
  /// fill the memory.
  private static let longestChain = 16

  /// A judge of one server's chain.
  ///
  /// - Parameters:
  ///   - trust: holds the certificates that are trusted here besides the system's roots.
  ///   - isInspection: whether the handshake is completed whatever is found, to prove the chain.
  package init(server: Endpoint, trust: TrustStore?, isInspection: Bool) {
    (self.server, self.isInspection) = (server, isInspection)
    imported = trust?.certificates(for: TrustedServer(host: server.host, port: server.port)) ?? []
  }

  /// Replaces OpenSSL's verification in a context, which must not outlive this object.
  func install(
    in context: OpaquePointer, tell: @escaping (TLSSession, CertificateInspection) -> Void
  ) {
    self.tell = tell
    // Debian's security level: keys of at least 112 bits of security (RSA 2048), no SHA-1
    // signatures.
    if SSL_CTX_get_security_level(context) < 2 { SSL_CTX_set_security_level(context, 2) }
    SSL_CTX_set_cert_verify_callback(
      context,
      { store, userdata in
        guard let store, let userdata else { return 0 }
        let verifier = Unmanaged<CertificateVerifier>.fromOpaque(userdata).takeUnretainedValue()
        return verifier.verify(store) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
    SSL_CTX_set_ex_data(context, Self.index, Unmanaged.passUnretained(self).toOpaque())
    SSL_CTX_set_info_callback(context) { ssl, what, _ in
      guard what & SSL_CB_HANDSHAKE_DONE != 0, let context = SSL_get_SSL_CTX(ssl),
        let userdata = SSL_CTX_get_ex_data(context, CertificateVerifier.index)
      else { return }
      Unmanaged<CertificateVerifier>.fromOpaque(userdata).takeUnretainedValue().isProven = true
    }
  }

  private static let index = postern_context_index()

  private func verify(_ context: OpaquePointer) -> Bool {
    trustImported(context)
    objections = CertificateObjections.collect(context)
    chain = shown(context)
    object(inChainAlone(context))
    object(ownFindings().map { .leaf(of: context, $0) })
    // Faults are told by the result, not by errors that are left in OpenSSL's queue.
    ERR_clear_error()
    let inspection = inspection
    if let ssl = postern_verified_ssl(context) { tell(TLSSession(ssl), inspection) }
    // An inspection completes the handshake whatever was found, to prove the chain. The connection
    // then ends before anything is sent inside TLS.
    if isInspection {
      X509_STORE_CTX_set_error(context, X509_V_ERR_APPLICATION_VERIFICATION)
      return true
    }
    guard inspection.isTrusted else {
      X509_STORE_CTX_set_error(context, objections.first?.code ?? X509_V_ERR_UNSPECIFIED)
      return false
    }
    return true
  }

  /// The faults of the chain alone, checked without dates and strength: with such a fault passed
  /// over, OpenSSL may take an incomplete chain for complete.
  private func inChainAlone(_ context: OpaquePointer) -> [CertificateObjection] {
    guard !objections.isEmpty, let again = X509_STORE_CTX_new() else { return [] }
    defer { X509_STORE_CTX_free(again) }
    X509_STORE_CTX_init(
      again, X509_STORE_CTX_get0_store(context), X509_STORE_CTX_get0_cert(context),
      X509_STORE_CTX_get0_untrusted(context))
    X509_STORE_CTX_set_default(again, "ssl_server")
    X509_STORE_CTX_set_flags(
      again, UInt(X509_V_FLAG_PARTIAL_CHAIN) | UInt(X509_V_FLAG_NO_CHECK_TIME))
    X509_VERIFY_PARAM_set_auth_level(X509_STORE_CTX_get0_param(again), 0)
    return CertificateObjections.collect(again).filter { $0.code != X509_V_ERR_UNSPECIFIED }
  }

  /// Adds the faults that are not known yet.
  private func object(_ more: [CertificateObjection]) {
    objections += more.filter { one in
      !objections.contains { one.repeats($0) }
    }
  }

  /// Adds what is imported for this host and port to the connection's store. Partial chains are
  /// allowed, so that an imported server certificate counts as an anchor; dates, keys and names are
  /// still checked.
  private func trustImported(_ context: OpaquePointer) {
    guard let store = X509_STORE_CTX_get0_store(context) else { return }
    for certificate in imported { X509_STORE_add_cert(store, certificate.pointer) }
    X509_STORE_CTX_set_flags(context, UInt(X509_V_FLAG_PARTIAL_CHAIN))
  }

  private func shown(_ context: OpaquePointer) -> [Certificate] {
    let untrusted = X509_STORE_CTX_get0_untrusted(context)
    let count = min(postern_x509_count(untrusted), Int32(Self.longestChain))
    let sent = (0..<max(count, 0)).compactMap { postern_x509_at(untrusted, $0) }
    let leaf = X509_STORE_CTX_get0_cert(context)
    return (sent.isEmpty ? [leaf].compactMap(\.self) : sent).map(Certificate.init(retaining:))
  }

  /// The faults that Postern checks itself: the host name, and weak keys that OpenSSL's level may
  /// let pass.
  private func ownFindings() -> [Int32] {
    guard let leaf = chain.first else { return [X509_V_ERR_UNSPECIFIED] }
    let isRightName = leaf.matches(server.host)
    let mismatch =
      server.host.kind == .name ? X509_V_ERR_HOSTNAME_MISMATCH : X509_V_ERR_IP_ADDRESS_MISMATCH
    return (isRightName ? [] : [mismatch])
      + (leaf.hasWeakKey ? [X509_V_ERR_EE_KEY_TOO_SMALL] : [])
      + (leaf.hasWeakSignature && !leaf.isSelfIssued ? [X509_V_ERR_CA_MD_TOO_WEAK] : [])
      + (leaf.namesIssuer ? [] : [X509_V_ERR_ISSUER_NAME_EMPTY])
  }

  private var inspection: CertificateInspection {
    let faulty = objections.map { FaultyCertificate($0, imported: imported) }
    var inspection = CertificateInspection(
      server: server, chain: chain.map(\.details), faulty: faulty,
      imported: imported.map(\.details), now: Int64(time(nil)))
    inspection.hasSystemRoots = inspection.isTrusted || SystemRoots.arePresent
    return inspection
  }
}
