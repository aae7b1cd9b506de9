internal import COpenSSL
package import MailDiagnosis
package import MailSettings
internal import SystemAccess

/// The client side of one TLS connection. Its records go through memory, so that the caller does
/// all waiting and sending.
package final class TLSClient {
  /// The result of a step.
  package enum Step {
    case done
    /// More input from the server is needed.
    case wantsInput
    /// The server has ended the TLS session.
    case closed
    case failed(code: UInt, text: String)
  }

  private let context: OpaquePointer
  private let ssl: OpaquePointer
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer
  /// Kept alive for the context's callbacks.
  private let verifier: CertificateVerifier

  /// Where plain text is read; a record has 16,384 octets of it at most (RFC 8446 section 5.1).
  private var buffer = [UInt8](repeating: 0, count: 16_384)

  /// Prepares a client. The server is told the name of `host`; `tell` is called once its
  /// certificate was judged.
  package init(
    _ host: HostName, _ verifier: CertificateVerifier,
    tell: @escaping (TLSSession, CertificateInspection) -> Void
  ) throws(TLSUnavailable) {
    let context = try TLSContext.make()
    verifier.install(in: context, tell: tell)
    guard let ssl = SSL_new(context), let incoming = BIO_new(BIO_s_mem()),
      let outgoing = BIO_new(BIO_s_mem())
    else { throw .cannotStart }
    (self.context, self.ssl, self.verifier) = (context, ssl, verifier)
    (self.incoming, self.outgoing) = (incoming, outgoing)
    SSL_set_bio(ssl, incoming, outgoing)
    SSL_set_connect_state(ssl)
    // An address must not be sent as a server name (RFC 6066 section 3).
    if host.kind == .name { postern_set_server_name(ssl, host.ascii) }
  }

  deinit {
    SSL_free(ssl)
    SSL_CTX_free(context)
  }

  /// The version and cipher.
  package var session: TLSSession { TLSSession(ssl) }

  /// Continues the handshake.
  package func handshake() -> Step { step { SSL_do_handshake(ssl) } }

  /// Encrypts plain text into records, which ``output()`` returns.
  package func write(_ bytes: ArraySlice<UInt8>) -> Step {
    guard !bytes.isEmpty else { return .done }
    return bytes.withUnsafeBytes { bytes in
      step { SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count)) }
    }
  }

  /// Decrypts what has come into `bytes`.
  package func read(into bytes: inout [UInt8]) -> Step {
    while true {
      var count: Int32 = 0
      let step = step {
        count = SSL_read(ssl, &buffer, Int32(buffer.count))
        return count
      }
      guard case .done = step else { return step }
      bytes += buffer.prefix(Int(count))
    }
  }

  /// Takes what the server has sent.
  package func input(_ bytes: [UInt8]) { BIO_write(incoming, bytes, Int32(clamping: bytes.count)) }

  /// Returns what has to be sent to the server.
  package func output() -> [UInt8] {
    let count = BIO_ctrl_pending(outgoing)
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let taken = BIO_read(outgoing, &bytes, Int32(clamping: count))
    return Array(bytes.prefix(Int(max(taken, 0))))
  }

  /// Ends the session by a close_notify in ``output()``.
  package func close() { SSL_shutdown(ssl) }

  private func step(_ work: () -> Int32) -> Step {
    ERR_clear_error()
    let result = work()
    if result > 0 { return .done }
    switch SSL_get_error(ssl, result) {
    case SSL_ERROR_WANT_READ: return .wantsInput
    case SSL_ERROR_ZERO_RETURN: return .closed
    default: return failure(ERR_peek_error())
    }
  }

  private func failure(_ code: UInt) -> Step {
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(code, &text, text.count)
    let words = String(
      decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return .failed(code: code, text: words.printable(limit: 200))
  }
}

/// The version and cipher of a TLS session, during its handshake or after.
package struct TLSSession {
  package let version: String
  let cipher: String

  init(_ ssl: UnsafeMutableRawPointer) { self.init(OpaquePointer(ssl)) }

  init(_ ssl: OpaquePointer) {
    version = String(cString: SSL_get_version(ssl))
    cipher = postern_cipher(ssl).map { String(cString: $0) } ?? ""
  }

  /// The session's properties for a report.
  package func facts(verified: Bool) -> TLSFacts {
    TLSFacts(protocol: version, cipher: cipher, verified: verified)
  }
}
