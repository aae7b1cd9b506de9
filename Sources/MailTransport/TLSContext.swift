internal import COpenSSL
internal import Glibc
internal import MailDiagnosis

/// What all TLS connections have in common: TLS 1.2 at least (RFC 8996 forbids what is older), and the roots.
enum TLSContext {
  /// A context of its own for each connection: nothing is resumed that was opened with weaker demands.
  static func make() throws(Interruption) -> OpaquePointer {
    if let shortage = Libraries.shortage { throw Interruption(.system(shortage)) }
    guard let context = SSL_CTX_new(TLS_client_method()) else {
      throw Interruption(.other("OpenSSL cannot start"))
    }
    do throws(Interruption) {
      postern_require_tls12(context)
      // A second handshake within TLS 1.2 would stop what is being written.
      postern_refuse_renegotiation(context)
      SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
      try loadRoots(context)
    } catch {
      SSL_CTX_free(context)
      throw error
    }
    return context
  }

  /// `SSL_CERT_FILE` and `SSL_CERT_DIR` name other roots, as they do for OpenSSL's own tools.
  private static func loadRoots(_ context: OpaquePointer) throws(Interruption) {
    let file = getenv("SSL_CERT_FILE").map { String(cString: $0) }
    if let file, SSL_CTX_load_verify_file(context, file) != 1 {
      throw Interruption(.other("SSL_CERT_FILE, \(file), holds no certificates"))
    }
    let folder = getenv("SSL_CERT_DIR").map { String(cString: $0) } ?? SystemRoots.folder
    if let folder {
      SSL_CTX_load_verify_dir(context, folder)
    } else if file == nil {
      // Without any root all servers are unknown, which the look at the certificate says.
      SSL_CTX_load_verify_file(context, SystemRoots.defaultBundle)
    }
  }
}
