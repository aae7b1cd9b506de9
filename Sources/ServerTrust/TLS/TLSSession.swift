internal import COpenSSL
package import MailDiagnosis

/// What OpenSSL says of a TLS session, during its handshake or after.
package struct TLSSession {
  package let version: String
  let cipher: String

  init(_ ssl: UnsafeMutableRawPointer) { self.init(OpaquePointer(ssl)) }

  init(_ ssl: OpaquePointer) {
    version = String(cString: SSL_get_version(ssl))
    cipher = postern_cipher(ssl).map { String(cString: $0) } ?? ""
  }

  /// The facts for a report.
  package func facts(verified: Bool) -> TLSFacts {
    TLSFacts(protocol: version, cipher: cipher, verified: verified)
  }
}
