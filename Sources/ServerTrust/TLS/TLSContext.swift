internal import COpenSSL
package import MailDiagnosis
internal import SystemAccess

/// Why this machine cannot begin a TLS connection.
package enum TLSUnavailable: Error {
  /// OpenSSL cannot be loaded.
  case missing(SystemShortage)
  /// OpenSSL is loaded but cannot be initialized.
  case cannotStart
}

/// What all TLS connections have in common: at least TLS 1.2, as RFC 8996 demands, and the roots.
enum TLSContext {
  /// Makes a context for one connection, so that no session is resumed that was opened with weaker
  /// demands.
  static func make() throws(TLSUnavailable) -> OpaquePointer {
    if let shortage = Libraries.shortage { throw .missing(shortage) }
    guard let context = SSL_CTX_new(TLS_client_method()) else {
      throw .cannotStart
    }
    postern_require_tls12(context)
    // A renegotiation in TLS 1.2 would interrupt what is being written.
    postern_refuse_renegotiation(context)
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
    loadRoots(context)
    return context
  }

  /// Loads the system's roots; without any, each server's certificate is found to be unknown.
  private static func loadRoots(_ context: OpaquePointer) {
    let (file, folder) = SystemRoots.places
    if let file { SSL_CTX_load_verify_file(context, file) }
    if let folder { SSL_CTX_load_verify_dir(context, folder) }
    // A file without certificates is not an error of the connection.
    ERR_clear_error()
  }
}

/// Libraries that are loaded at their first use, so that the program's start does not wait for
/// them.
package enum Libraries {
  /// Loads OpenSSL on a thread of its own and lets it look up its algorithms, for a connection that
  /// will soon be made.
  package static func prepare() {
    DetachedThread.start {
      guard shortage == nil else { return }
      SSL_CTX_free(SSL_CTX_new(TLS_client_method()))
    }
  }

  /// Loads OpenSSL once in a process; nil when it can be used, else why not.
  static let shortage: SystemShortage? =
    postern_openssl_fault().map { .library(String(cString: $0)) }
}
