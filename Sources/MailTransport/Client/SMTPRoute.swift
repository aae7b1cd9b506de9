internal import MailDiagnosis
internal import MailMessage
internal import MailSettings
internal import ServerTrust

/// The server that mails are handed to, and how to sign in there.
struct SMTPRoute {
  enum SignIn {
    case none
    case credentials(Credentials)
    /// By an access token that has not been obtained yet.
    case account(ExchangeAccount)
    case token(BearerToken, for: ExchangeAccount)
  }

  let endpoint: Endpoint
  private let allowsClearTextPassword: Bool
  private var signIn: SignIn
  /// The mailbox server to sign in at first.
  let incoming: IncomingServer?
  private let mode: AuthenticationMode
  /// A Unix socket to connect to in place of the endpoint's host and port.
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

  /// The connection to make; `seenAddress` is this machine's address that the mailbox server has
  /// seen.
  func request(seenAddress: String?, _ trust: TrustStore) -> ConnectionRequest {
    ConnectionRequest(
      endpoint: endpoint, seenAddress: seenAddress, trust: trust,
      purpose: hasCredentials ? .signIn(allowsClearText: allowsClearTextPassword) : .mails,
      socket: socket)
  }
}

/// Signs in.
extension SMTPRoute {
  /// Whether a password or token is going to be sent.
  var hasCredentials: Bool {
    switch signIn {
    case .none: false
    case .credentials, .account, .token: true
    }
  }

  /// Whether an access token has to be obtained first.
  var needsToken: Bool {
    switch signIn {
    case .none, .credentials: false
    case .account, .token: true
    }
  }

  /// The secrets that are known from the start, to be kept out of transcripts.
  var secrets: [Secret] {
    switch signIn {
    case .none, .account: []
    case .credentials(let credentials): credentials.storedSecret.map { [$0] } ?? []
    case .token(let token, _): [token.token]
    }
  }

  /// Obtains the access token where one is needed, before anything is looked up or connected to.
  mutating func obtainToken(
    _ credentials: any CredentialProvider, _ deadline: Deadline
  ) throws(AttemptFailure) -> BearerToken? {
    guard case .account(let account) = signIn else { return nil }
    let token = try credentials.bearer(for: account, deadline)
    signIn = .token(token, for: account)
    return token
  }

  /// The user and the password or token to sign in with; nil without a sign-in.
  func login(
    _ credentials: any CredentialProvider, _ deadline: Deadline
  ) throws(AttemptFailure) -> Login? {
    switch signIn {
    case .none: nil
    case .credentials(let own):
      Login(
        user: own.user.text, credential: .password(try credentials.secret(of: own, deadline)),
        mechanism: own.mechanism, endpoint: endpoint)
    case .account(let account): login(try credentials.bearer(for: account, deadline))
    case .token(let token, _): login(token)
    }
  }

  /// The trial for an access token that is refused; nil without a token.
  func tokenTrial(_ trust: TrustStore) -> TokenTrial? {
    guard case .token(let token, let account) = signIn else { return nil }
    return TokenTrial(token: token, account: account, trust: trust)
  }

  private func login(_ token: BearerToken) -> Login {
    Login(
      user: token.user, credential: .token(token.token), mechanism: .auto, endpoint: endpoint)
  }

  /// Describes the attempt for a diagnosis.
  ///
  /// - Parameter recipient: the recipient that it concerns; nil for the first.
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
  /// The stored password; nil where a command prints it.
  var storedSecret: Secret? {
    guard case .secret(let secret) = password else { return nil }
    return secret
  }
}
