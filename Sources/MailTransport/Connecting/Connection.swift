internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// One connection to a server: octets both ways, in clear until ``startTLS(_:)`` and inside TLS
/// from then on.
final class Connection {
  let record: ConnectionRecord
  private let socket: TCPSocket
  private var tls: TLSClient?

  init(_ socket: TCPSocket, _ record: ConnectionRecord) {
    (self.socket, self.record) = (socket, record)
  }

  /// Ends the TLS session by a close_notify (RFC 8446 section 6.1) without waiting.
  deinit {
    guard let tls else { return }
    tls.close()
    socket.sendNow(tls.output())
  }

  /// The server's address.
  var peer: HostAddress { socket.peer }
  /// This machine's address on the connection; the server sees it unless something translates
  /// addresses.
  var localAddress: String? { socket.localAddress }

  /// Sends all of it.
  ///
  /// - Parameters:
  ///   - isFollowed: whether more is sent at once.
  ///   - began: called once the first octet is on its way.
  ///   - whileBlocked: called every second while the server takes nothing.
  func send(
    _ bytes: ArraySlice<UInt8>, _ deadline: Deadline, isFollowed: Bool = false,
    began: () -> Void = {}, whileBlocked: () throws(AttemptFailure) -> Void = {}
  ) throws(AttemptFailure) {
    if let tls { try check(tls.write(bytes)) }
    try socket.send(
      tls?.output() ?? Array(bytes), deadline, isFollowed: isFollowed, began: began,
      whileBlocked: whileBlocked)
  }

  /// Waits for octets from the server; empty when it has closed the connection.
  func receive(_ deadline: Deadline) throws(AttemptFailure) -> [UInt8] {
    while true {
      if let bytes = try receiveNow() { return bytes }
      try socket.waitForBytes(deadline, orWake: -1)
    }
  }

  /// Returns what has arrived without waiting: nil for nothing, empty when the server has closed
  /// the connection.
  ///
  /// TLS records without data, such as session tickets, count as nothing.
  func receiveNow() throws(AttemptFailure) -> [UInt8]? {
    guard let tls else { return try socket.receiveNow() }
    var bytes: [UInt8] = []
    var step = tls.read(into: &bytes)
    while bytes.isEmpty, case .wantsInput = step {
      guard let input = try socket.receiveNow() else { return nil }
      if input.isEmpty { return [] }
      tls.input(input)
      step = tls.read(into: &bytes)
    }
    // Sends OpenSSL's own answer where the server wants new keys (RFC 8446 section 4.6.3).
    let answer = tls.output()
    if !answer.isEmpty { socket.sendNow(answer) }
    if bytes.isEmpty { try check(step) }
    return bytes
  }

  /// Waits until something arrives or `wake` becomes readable; nothing is read.
  func waitForBytes(_ deadline: Deadline, orWake wake: Int32) throws(AttemptFailure) {
    try socket.waitForBytes(deadline, orWake: wake)
  }

  private func check(_ step: TLSClient.Step) throws(AttemptFailure) {
    switch step {
    case .done, .wantsInput, .closed: return
    case .failed(let code, let text): throw failure(code, text)
    }
  }
}

extension Connection {
  /// Runs the handshake; returns only when the server's certificate is trusted and proven.
  ///
  /// An inspection ends here, before anything is sent inside TLS: it has succeeded once a chain was
  /// shown, trusted and proven or not.
  func startTLS(_ deadline: Deadline) throws(AttemptFailure) {
    record.tlsBegins()
    let request = record.request
    let verifier = CertificateVerifier(
      server: request.endpoint, trust: request.trust, isInspection: request.isInspection)
    let tls = try client(verifier)
    do throws(AttemptFailure) {
      try complete(tls, deadline)
    } catch {
      guard request.isInspection, record.facts.certificate != nil else { throw error }
      return
    }
    self.tls = tls
    if request.isInspection { return record.chainProven(verifier.isProven) }
    guard record.facts.certificate?.isTrusted == true else { throw AttemptFailure(.certificate) }
    record.tlsStands(tls.session)
  }

  private func client(_ verifier: CertificateVerifier) throws(AttemptFailure) -> TLSClient {
    do throws(TLSUnavailable) {
      return try TLSClient(record.request.endpoint.host, verifier) { [record] session, inspection in
        record.certificateChecked(session, inspection)
      }
    } catch {
      switch error {
      case .missing(let shortage): throw AttemptFailure(.system(shortage))
      case .cannotStart: throw AttemptFailure(.other(.noTLSClient))
      }
    }
  }

  private func complete(_ tls: TLSClient, _ deadline: Deadline) throws(AttemptFailure) {
    while true {
      let step = tls.handshake()
      switch step {
      case .done: return try socket.send(tls.output(), deadline)
      case .closed: throw AttemptFailure(.closed)
      case .failed(let code, let text):
        // The alert that tells the server the reason.
        socket.sendNow(tls.output())
        throw failure(code, text)
      case .wantsInput:
        try send(tls.output(), tls, deadline)
        let bytes = try socket.receive(deadline)
        if bytes.isEmpty { throw AttemptFailure(.closed) }
        tls.input(bytes)
      }
    }
  }

  /// Sends octets; where the server stops reading them, its last reply may say why.
  private func send(
    _ output: [UInt8], _ tls: TLSClient, _ deadline: Deadline
  ) throws(AttemptFailure) {
    do throws(AttemptFailure) {
      try socket.send(output, deadline)
    } catch {
      if let bytes = try? socket.receiveNow(), !bytes.isEmpty {
        tls.input(bytes)
        try check(tls.handshake())
      }
      throw error
    }
  }

  private func failure(_ code: UInt, _ text: String) -> AttemptFailure {
    record.note(.tlsError(text))
    // SSL_R_CERTIFICATE_VERIFY_FAILED: Postern's own verification refused the certificate.
    if code & 0x7F_FFFF == 134, record.facts.certificate?.isTrusted == false {
      return AttemptFailure(.certificate)
    }
    // SSL_R_UNEXPECTED_EOF_WHILE_READING: the server closed without a close_notify.
    if code == 0 || code & 0x7F_FFFF == 294 { return AttemptFailure(.closed) }
    return AttemptFailure(.tls(code: code, text: text))
  }
}
