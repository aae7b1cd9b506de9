internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// One connection to a server: octets both ways, in the clear until ``startTLS(_:)`` and inside of
/// TLS from then on.
final class Connection {
  let target: Target
  let conversation: Conversation
  let verifier: CertificateVerifier
  private let socket: TCPSocket
  private var tls: TLSClient?

  init(_ socket: TCPSocket, _ target: Target, _ conversation: Conversation) {
    (self.socket, self.target, self.conversation) = (socket, target, conversation)
    verifier = CertificateVerifier(
      host: target.host, port: target.port, imported: target.imported,
      isInspection: target.isInspection)
  }

  /// Takes leave of TLS (RFC 8446 section 6.1) without waiting for anything.
  deinit {
    guard let tls else { return }
    tls.close()
    socket.sendNow(tls.output())
  }

  /// The server's address.
  var peer: HostAddress { socket.peer }
  /// This machine's address, which the server sees where nothing translates addresses in between.
  var localAddress: String? { socket.localAddress }

  /// Sends all of it.
  ///
  /// - Parameters:
  ///   - began: called once the first octet is on its way.
  ///   - whileBlocked: called every second while the server takes nothing.
  func send(
    _ bytes: ArraySlice<UInt8>, _ patience: Patience, began: () -> Void = {},
    whileBlocked: () throws(Interruption) -> Void = {}
  ) throws(Interruption) {
    guard let tls else {
      return try socket.send(Array(bytes), patience, began: began, whileBlocked: whileBlocked)
    }
    try check(tls.write(bytes))
    try socket.send(tls.output(), patience, began: began, whileBlocked: whileBlocked)
  }

  /// What has come, after waiting for it; empty when the server has closed the connection.
  func receive(_ patience: Patience) throws(Interruption) -> [UInt8] {
    while true {
      if let bytes = try receiveNow() { return bytes }
      try socket.waitForBytes(patience, orWake: -1)
    }
  }

  /// What has come already: nil when nothing has, empty when the server has closed the connection.
  ///
  /// Records of TLS that carry nothing to be read, such as session tickets, count as nothing.
  func receiveNow() throws(Interruption) -> [UInt8]? {
    guard let tls else { return try socket.receiveNow() }
    var bytes: [UInt8] = []
    var step = tls.read(into: &bytes)
    while bytes.isEmpty, case .wantsInput = step {
      guard let input = try socket.receiveNow() else { return nil }
      if input.isEmpty { return [] }
      tls.input(input)
      step = tls.read(into: &bytes)
    }
    // OpenSSL answers by itself where the server wants new keys (RFC 8446 section 4.6.3).
    socket.sendNow(tls.output())
    if bytes.isEmpty { try check(step) }
    return bytes
  }

  /// Waits until something comes or `wake` becomes readable; nothing is read.
  func waitForBytes(_ patience: Patience, orWake wake: Int32) throws(Interruption) {
    try socket.waitForBytes(patience, orWake: wake)
  }

  private func check(_ step: TLSClient.Step) throws(Interruption) {
    switch step {
    case .done, .wantsInput, .closed: return
    case .failed(let code, let text): throw failure(code, text)
    }
  }
}

extension Connection {
  /// Runs the handshake; returns only once the server has proved a certificate that is trusted
  /// here.
  func startTLS(_ patience: Patience) throws(Interruption) {
    conversation.tlsBegins()
    let tls = try client()
    try complete(tls, patience)
    self.tls = tls
    if target.isInspection {
      conversation.observation.certificate?.isProven = verifier.isProven
    }
    // What is only looked at ends here, before anything is said inside of TLS.
    guard !target.isInspection, conversation.observation.certificate?.isTrusted == true else {
      throw Interruption(.certificate)
    }
    conversation.tlsStands(tls.session)
  }

  private func client() throws(Interruption) -> TLSClient {
    do throws(TLSUnavailable) {
      return try TLSClient(target.host, verifier) { [conversation] session, inspection in
        conversation.certificateChecked(session, inspection)
      }
    } catch {
      switch error {
      case .missing(let shortage): throw Interruption(.system(shortage))
      case .cannotStart: throw Interruption(.other("OpenSSL cannot start"))
      }
    }
  }

  private func complete(_ tls: TLSClient, _ patience: Patience) throws(Interruption) {
    while true {
      let step = tls.handshake()
      switch step {
      case .done: return try socket.send(tls.output(), patience)
      case .closed: throw Interruption(.closed)
      case .failed(let code, let text):
        // The alert that tells the server why.
        socket.sendNow(tls.output())
        throw failure(code, text)
      case .wantsInput:
        try send(tls.output(), tls, patience)
        let bytes = try socket.receive(patience)
        if bytes.isEmpty { throw Interruption(.closed) }
        tls.input(bytes)
      }
    }
  }

  /// Where the server takes no more, what it has said before may say why.
  private func send(
    _ output: [UInt8], _ tls: TLSClient, _ patience: Patience
  ) throws(Interruption) {
    do throws(Interruption) {
      try socket.send(output, patience)
    } catch {
      if let bytes = try? socket.receiveNow(), !bytes.isEmpty {
        tls.input(bytes)
        try check(tls.handshake())
      }
      throw error
    }
  }

  private func failure(_ code: UInt, _ text: String) -> Interruption {
    conversation.note(text)
    // SSL_R_CERTIFICATE_VERIFY_FAILED: the verdict was ours.
    if code & 0x7F_FFFF == 134, conversation.observation.certificate?.isTrusted == false {
      return Interruption(.certificate)
    }
    // SSL_R_UNEXPECTED_EOF_WHILE_READING: the server closed without a close_notify.
    if code == 0 || code & 0x7F_FFFF == 294 { return Interruption(.closed) }
    return Interruption(.tls(code: code, text: text))
  }
}
