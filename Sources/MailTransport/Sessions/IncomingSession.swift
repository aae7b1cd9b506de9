internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// A login at the incoming mailbox server, which stays open until it is closed.
final class IncomingSession {
  let conversation: Conversation
  private let server: IncomingServer
  private let trust: TrustStore
  private let patience: Patience
  private var dialogue: Dialogue?
  /// The mechanism by which somebody has signed in.
  private(set) var mechanism: String?

  /// This machine's address that the server has seen; nil before.
  var sourceAddress: String? { dialogue?.connection.localAddress }

  private var ladder: Ladder { conversation.ladder }

  init(
    _ server: IncomingServer, trust: TrustStore, patience: Patience,
    observe: @escaping (StageResult) -> Void = { _ in }
  ) {
    (self.server, self.trust, self.patience) = (server, trust, patience)
    conversation = Conversation(
      Observation(attempt: Attempt(server), stage: .resolve, ending: .cancelled),
      ladder: Ladder(Stage.signInOrder(ssl: server.endpoint.encryption == .ssl), observe: observe))
    server.credentials.storedSecret.map { conversation.transcript.learn($0) }
  }

  /// Connects and logs in.
  func open() throws(Interruption) {
    ladder.begin(.resolve)
    var target = Target(
      service: server.protocol.service, host: server.endpoint.host, port: server.endpoint.port,
      encryption: server.endpoint.encryption,
      imported: trust.pem(host: server.endpoint.host, port: server.endpoint.port))
    conversation.secondLook = SecondLook(target: target)
    target.addresses = try Resolver.addresses(of: server.endpoint.host, patience: patience)
    conversation.secondLook = SecondLook(target: target)
    ladder.pass(.resolve, server.endpoint.host.detail(target.addresses))
    ladder.begin(.connect)
    let dialogue = try Opening(target, conversation, patience).run()
    self.dialogue = dialogue
    try checkEncryption()
    try signIn(dialogue)
  }

  /// The same guarantees as for SMTP: see ``SMTPSession``.
  private func checkEncryption() throws(Interruption) {
    if conversation.observation.isEncrypted { return }
    if !server.endpoint.encryption.requiresTLS {
      try conversation.checkClearText(isAllowed: server.allowsClearTextPassword)
    }
    switch server.endpoint.encryption {
    case .tls, .ssl: throw Interruption(.noSTARTTLS)
    case .tlsIfAvailable, .none:
      ladder.skip(.encryption, server.endpoint.encryption == .none ? "none" : "not available")
      ladder.skip(.certificate)
    }
  }

  private func signIn(_ dialogue: Dialogue) throws(Interruption) {
    ladder.begin(.authentication)
    let password = try server.credentials.secret(conversation, patience)
    conversation.transcript.learn(password)
    let login = Login(
      user: server.credentials.user.text, key: .password(password),
      mechanism: server.credentials.mechanism, service: server.protocol.service,
      host: server.endpoint.host.ascii, port: Int(server.endpoint.port.number))
    let mechanism =
      switch server.protocol {
      case .imap: try IMAPSignIn(dialogue, login).run()
      case .pop3: try POP3SignIn(dialogue, login).run()
      }
    self.mechanism = mechanism
    ladder.pass(.authentication, "\(login.user), \(mechanism)")
  }

  /// Takes leave; the answer is waited for only shortly.
  func logOut() {
    if let dialogue, !patience.cancellation.isCancelled {
      let limit = Duration.seconds(2)
      switch server.protocol {
      case .imap:
        _ = try? dialogue.line("P999 LOGOUT", tag: "P999", name: nil, within: limit)
      case .pop3: _ = try? dialogue.line("QUIT", name: nil, within: limit)
      }
    }
    dialogue = nil
  }
}

extension Attempt {
  fileprivate init(_ server: IncomingServer) {
    self.init(
      server.endpoint, mode: .password, user: server.credentials.user.text,
      mechanism: server.credentials.mechanism.text)
  }
}

extension HostName {
  /// The name with its addresses, for the ladder: `mail.example.com → 192.0.2.7, 2001:db8::7`.
  func detail(_ addresses: [HostAddress]) -> String {
    let list = addresses.map(\.text).joined(separator: ", ")
    return kind == .name ? "\(text) → \(list)" : list
  }
}
