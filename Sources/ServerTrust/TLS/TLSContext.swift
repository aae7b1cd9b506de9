internal import COpenSSL
package import MailDiagnosis

/// Why this machine can begin no TLS connection.
package enum TLSUnavailable: Error {
  /// OpenSSL cannot be loaded.
  case missing(SystemShortage)
  /// OpenSSL is there and does not begin.
  case cannotStart
}

/// What all TLS connections have in common: TLS 1.2 at least (RFC 8996 forbids what is older), and
/// the roots.
enum TLSContext {
  /// A context of its own for each connection: nothing is resumed that was opened with weaker
  /// demands.
  static func make() throws(TLSUnavailable) -> OpaquePointer {
    if let shortage = Libraries.shortage { throw .missing(shortage) }
    guard let context = SSL_CTX_new(TLS_client_method()) else {
      throw .cannotStart
    }
    postern_require_tls12(context)
    // A second handshake within TLS 1.2 would stop what is being written.
    postern_refuse_renegotiation(context)
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
    loadRoots(context)
    return context
  }

  /// Without any root all servers are unknown, which the look at the certificate says.
  private static func loadRoots(_ context: OpaquePointer) {
    let (file, folder) = SystemRoots.places
    if let file { SSL_CTX_load_verify_file(context, file) }
    if let folder { SSL_CTX_load_verify_dir(context, folder) }
    // A file without certificates in it is no error of the connection's.
    ERR_clear_error()
  }
}

/// What is loaded at its first use, since the program's start would wait for it.
enum Libraries {
  /// Loads OpenSSL, once in a process; why it cannot be used, nil when it can.
  static let shortage: SystemShortage? =
    postern_openssl_fault().map { .library(String(cString: $0)) }
}
