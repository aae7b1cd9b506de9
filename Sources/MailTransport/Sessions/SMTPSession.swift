internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings
internal import ServerTrust

/// A connection to the SMTP server, from the name to the sign-in; then mails can be sent on it.
final class SMTPSession {
  private let route: SMTPRoute
  private let trust: TrustStore
  private let conversation: Conversation
  private let patience: Patience
  private var dialogue: Dialogue?
  /// The mechanism by which somebody has signed in.
  private(set) var mechanism: String?
  /// The address to connect from, and so the family to stay in: what the incoming mailbox server
  /// has seen.
  var sourceAddress: String?

  private var ladder: Ladder { conversation.ladder }

  init(_ route: SMTPRoute, trust: TrustStore, conversation: Conversation, patience: Patience) {
    self.route = route
    self.trust = trust
    self.conversation = conversation
    self.patience = patience
    conversation.needsExtensions = route.hasCredentials || route.endpoint.encryption.requiresTLS
  }

  /// Connects and signs in.
  func open() throws(Interruption) {
    let target = try target()
    ladder.begin(.connect)
    let dialogue = try Opening(target, conversation, patience).run()
    self.dialogue = dialogue
    try checkEncryption()
    try signIn(dialogue)
  }

  /// Sends one mail; see ``MailTransaction/run(dryRun:)``.
  func send(_ mail: RenderedMail, _ envelope: Envelope, dryRun: Bool) throws(Interruption) {
    guard let dialogue else { throw Interruption(.closed) }
    try MailTransaction(dialogue, mail, envelope).run(dryRun: dryRun)
  }

  /// How a server answered QUIT.
  enum Leave {
    /// As it should, or not at all: nothing depends on that.
    case taken
    /// By a yes that is not QUIT's own 221.
    case otherYes
    /// By what must be the answer to something else: a refusal, or words from before.
    case outOfStep
  }

  /// Takes leave; an answer is waited for only shortly.
  @discardableResult
  func quit() -> Leave {
    defer { close() }
    guard let dialogue, !patience.cancellation.isCancelled else { return .taken }
    do throws(Interruption) {
      try dialogue.checkStep()
    } catch {
      return error.ending.isOutOfStep ? .outOfStep : .taken
    }
    guard let reply = try? dialogue.command("QUIT", name: nil, within: .seconds(1)) else {
      return .taken
    }
    if reply.isPositive { return reply.code == 221 ? .taken : .otherYes }
    return reply.isAboutTheCommandItself || reply.code == 421 ? .taken : .outOfStep
  }

  func close() { dialogue = nil }

  private func target() throws(Interruption) -> Target {
    ladder.begin(.resolve)
    var target = Target(
      route.endpoint, imported: trust.pem(host: route.endpoint.host, port: route.endpoint.port))
    conversation.secondLook = SecondLook(target: target)
    let found = try Resolver.addresses(of: route.endpoint.host, patience: patience)
    target.addresses = try route.endpoint.reachable(among: found)
    if target.chosenSource == nil { keepSource(&target, among: found) }
    ladder.pass(.resolve, route.endpoint.host.detail(target.addresses))
    target.helloName = try LocalName.hello(
      chosen: route.endpoint.helloName, towards: target.addresses.first, patience: patience)
    conversation.observation.attempt.helloName = target.helloName
    conversation.secondLook = SecondLook(target: target)
    return target
  }

  /// An address of another family, or of this machine alone, cannot be kept.
  private func keepSource(_ target: inout Target, among found: [HostAddress]) {
    let family = sourceAddress.map(AddressFamily.init(of:))
    let inFamily = found.filter { family?.contains($0) ?? true }
    target.addresses = inFamily.isEmpty ? found : inFamily
    let reaches =
      !inFamily.isEmpty
      && (sourceAddress.map(SocketAddress.isLoopback) != true
        || inFamily.allSatisfy { SocketAddress.isLoopback($0.text) })
    target.sourceAddress = reaches ? sourceAddress : nil
  }

  /// Success only with TLS that was itself seen to stand, where it was asked for.
  private func checkEncryption() throws(Interruption) {
    let isEncrypted = conversation.observation.isEncrypted
    if isEncrypted { return }
    if !route.endpoint.encryption.requiresTLS, route.hasCredentials {
      try conversation.checkClearText(isAllowed: route.allowsClearTextPassword)
    }
    switch route.endpoint.encryption {
    case .tls, .ssl: throw Interruption(.noSTARTTLS)
    case .tlsIfAvailable: skipEncryption("not available, sent in clear")
    case .none: skipEncryption("none")
    }
  }

  private func skipEncryption(_ detail: String) {
    ladder.skip(.encryption, detail)
    ladder.skip(.certificate)
  }

  private func signIn(_ dialogue: Dialogue) throws(Interruption) {
    guard let login = try login() else { return ladder.skip(.authentication) }
    let mechanism = try SMTPSignIn(dialogue, login).run()
    self.mechanism = mechanism
    ladder.pass(.authentication, "\(login.user), \(mechanism)")
  }

  private func login() throws(Interruption) -> Login? {
    switch route.signIn {
    case .none: return nil
    case .credentials(let credentials):
      ladder.begin(.authentication)
      let password = try credentials.secret(conversation, patience)
      conversation.transcript.learn(password)
      return Login(
        user: credentials.user.text, key: .password(password),
        mechanism: credentials.mechanism, service: .smtp, host: route.endpoint.host.ascii,
        port: Int(route.endpoint.port.number))
    case .token(let token):
      ladder.begin(.authentication)
      conversation.transcript.learn(token.token)
      return Login(
        user: token.user, key: .token(token.token), mechanism: .auto, service: .smtp,
        host: route.endpoint.host.ascii, port: Int(route.endpoint.port.number))
    }
  }
}

/// IPv4 or IPv6.
enum AddressFamily {
  case ipv4
  case ipv6

  init(of address: String) { self = address.contains(":") ? .ipv6 : .ipv4 }

  func contains(_ address: HostAddress) -> Bool { address.isIPv6 == (self == .ipv6) }
}

extension Credentials {
  /// The password, where no command has to be run for it.
  var storedSecret: Secret? {
    guard case .secret(let secret) = password else { return nil }
    return secret
  }

  /// The password, from where it is kept.
  func secret(
    _ conversation: Conversation, _ patience: Patience
  ) throws(Interruption) -> Secret {
    switch password {
    case .secret(let secret): return secret
    case .command(let command):
      if let refusal = conversation.commandRefusal { throw Interruption(.commandExposed(refusal)) }
      return try PasswordCommand.run(command.text, patience: patience)
    }
  }
}
