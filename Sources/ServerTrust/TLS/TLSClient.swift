internal import COpenSSL
package import MailDiagnosis
package import MailSettings
internal import SystemAccess

/// OpenSSL's side of one TLS connection; the octets come and go through memory, so that who waits,
/// and for how long, is nobody's business here.
package final class TLSClient {
  /// What a step has come to.
  package enum Step {
    case done
    /// More of the other side is needed.
    case wantsInput
    /// The other side has ended the connection.
    case closed
    case failed(code: UInt, text: String)
  }

  private let context: OpaquePointer
  private let ssl: OpaquePointer
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer
  /// What the context's callbacks lead to.
  private let verifier: CertificateVerifier

  /// The most octets of plain text in one record (RFC 8446 section 5.1).
  private static let record = 16_384

  /// A client that has not begun; `host` is named to the server, `tell` is called once the server's
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
    // An address is no server name (RFC 6066 section 3).
    if host.kind == .name { postern_set_server_name(ssl, host.ascii) }
  }

  deinit {
    SSL_free(ssl)
    SSL_CTX_free(context)
  }

  /// The version and cipher.
  package var session: TLSSession { TLSSession(ssl) }

  /// Goes on with the handshake.
  package func handshake() -> Step { step { SSL_do_handshake(ssl) } }

  /// Makes records of plain text, to be taken by ``output()``.
  package func write(_ bytes: ArraySlice<UInt8>) -> Step {
    guard !bytes.isEmpty else { return .done }
    return bytes.withUnsafeBytes { bytes in
      step { SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count)) }
    }
  }

  /// Reads what has come into `bytes`.
  package func read(into bytes: inout [UInt8]) -> Step {
    var buffer = [UInt8](repeating: 0, count: Self.record)
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

  /// Takes what came from the other side.
  package func input(_ bytes: [UInt8]) { BIO_write(incoming, bytes, Int32(clamping: bytes.count)) }

  /// What has to be sent to the other side.
  package func output() -> [UInt8] {
    let count = BIO_ctrl_pending(outgoing)
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let taken = BIO_read(outgoing, &bytes, Int32(clamping: count))
    return Array(bytes.prefix(Int(max(taken, 0))))
  }

  /// Says in ``output()`` that nothing more will come (close_notify).
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
