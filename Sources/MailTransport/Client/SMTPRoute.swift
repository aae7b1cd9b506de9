internal import MailDiagnosis
internal import MailMessage
internal import MailSettings
internal import ServerTrust

/// Where mails go out, and how to sign in there.
struct SMTPRoute {
  enum SignIn {
    case none
    case credentials(Credentials)
    /// With an access token that has still to be asked for.
    case account(ExchangeAccount)
    case token(BearerToken, for: ExchangeAccount)
  }

  let endpoint: Endpoint
  private let allowsClearTextPassword: Bool
  private var signIn: SignIn
  /// The mailbox server to log in at first.
  let incoming: IncomingServer?
  private let mode: AuthenticationMode
  /// A Unix socket to connect to instead of the endpoint's host and port.
  var socket: String?

  init(_ route: Route) {
    switch route {
    case .smtp(let server): self.init(server)
    case .exchange(let account): self.init(account)
    }
  }

  private init(_ server: SMTPServer) {
    endpoint = server.endpoint
    allowsClearTextPassword = server.allowsClearTextPassword
    switch server.signIn {
    case .none: (signIn, incoming, mode) = (.none, nil, .none)
    case .credentials(let credentials):
      (signIn, incoming, mode) = (.credentials(credentials), nil, .password)
    case .incomingFirst(let server): (signIn, incoming, mode) = (.none, server, .incomingFirst)
    }
  }

  private init(_ account: ExchangeAccount) {
    endpoint = account.endpoint
    (allowsClearTextPassword, incoming, mode) = (false, nil, .password)
    signIn = .account(account)
  }

  /// The connection to make; `seenAddress` is what the incoming mailbox server has seen.
  func request(seenAddress: String?, _ trust: TrustStore) -> ConnectionRequest {
    ConnectionRequest(
      endpoint: endpoint, seenAddress: seenAddress,
      imported: trust.pem(host: endpoint.host, port: endpoint.port),
      purpose: hasCredentials ? .signIn(allowsClearText: allowsClearTextPassword) : .mails,
      socket: socket)
  }
}

/// Signing in.
extension SMTPRoute {
  /// Whether something secret is going to be sent.
  var hasCredentials: Bool {
    switch signIn {
    case .none: false
    case .credentials, .account, .token: true
    }
  }

  /// Whether an access token is asked for before anything else.
  var needsToken: Bool {
    switch signIn {
    case .none, .credentials: false
    case .account, .token: true
    }
  }

  /// What is known from the start that must not be shown, whoever repeats it.
  var secrets: [Secret] {
    switch signIn {
    case .none, .account: []
    case .credentials(let credentials): credentials.storedSecret.map { [$0] } ?? []
    case .token(let token, _): [token.token]
    }
  }

  /// Asks for the access token where one is needed: without it nothing has to be looked up or
  /// connected.
  mutating func obtainToken(
    _ credentials: any CredentialProvider, _ deadline: Deadline
  ) throws(AttemptFailure) -> BearerToken? {
    guard case .account(let account) = signIn else { return nil }
    let token = try credentials.bearer(for: account, deadline)
    signIn = .token(token, for: account)
    return token
  }

  /// Who signs in, with what; nil where nobody does.
  func login(
    _ credentials: any CredentialProvider, _ deadline: Deadline
  ) throws(AttemptFailure) -> Login? {
    switch signIn {
    case .none: nil
    case .credentials(let own):
      Login(
        user: own.user.text, key: .password(try credentials.secret(of: own, deadline)),
        mechanism: own.mechanism, endpoint: endpoint)
    case .account(let account): login(try credentials.bearer(for: account, deadline))
    case .token(let token, _): login(token)
    }
  }

  /// What tries the access token out where it is refused; nil without one.
  func tokenTrial(_ trust: TrustStore) -> TokenTrial? {
    guard case .token(let token, let account) = signIn else { return nil }
    return TokenTrial(token: token, account: account, trust: trust)
  }

  private func login(_ token: BearerToken) -> Login {
    Login(
      user: token.user, key: .token(token.token), mechanism: .auto, endpoint: endpoint)
  }

  /// What a diagnosis is told of a mail's attempt.
  ///
  /// - Parameter recipient: the one that it is about; nil for the first.
  func attempt(_ envelope: Envelope?, recipient: MailAddress?, _ settings: Settings) -> Attempt {
    var attempt = Attempt(
      endpoint, mode: mode, sender: envelope?.sender.text ?? "",
      recipient: (recipient ?? envelope?.recipients.first)?.text ?? "",
      senderMode: settings.senderMode, connectionLimit: settings.connectionLimit?.number)
    switch signIn {
    case .none: break
    case .credentials(let own):
      (attempt.user, attempt.mechanism) = (own.user.text, own.mechanism.text)
    case .account(let account):
      (attempt.isOAuth, attempt.exchange) = (true, ExchangeFacts(account))
    case .token(let token, let account):
      (attempt.user, attempt.isOAuth) = (token.user, true)
      attempt.exchange = ExchangeFacts(account)
    }
    return attempt
  }
}

extension Credentials {
  /// The password, where no command has to be run for it.
  var storedSecret: Secret? {
    guard case .secret(let secret) = password else { return nil }
    return secret
  }
}
