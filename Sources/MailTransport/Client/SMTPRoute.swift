public import MailSettings

/// An OAuth 2.0 access token with the user whom it is for.
public struct BearerToken: Equatable, Sendable {
  /// The user principal name of whoever has signed in.
  public let user: String
  /// The token.
  public let token: Secret

  /// A token for a user.
  public init(user: String, token: Secret) {
    self.user = user
    self.token = token
  }
}

/// Where mails go out, and how to sign in there.
struct SMTPRoute {
  enum SignIn {
    case none
    case credentials(Credentials)
    case token(BearerToken)
  }

  let endpoint: Endpoint
  let allowsClearTextPassword: Bool
  let signIn: SignIn
  /// The mailbox server to log in at first.
  let incoming: IncomingServer?
  let mode: AuthenticationMode

  init(_ route: Route, token: BearerToken?) {
    switch route {
    case .smtp(let server): self.init(server)
    case .exchange(let account): self.init(account, token: token)
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

  /// Without a token the attempt fails before it begins: ``Delivery``.
  private init(_ account: ExchangeAccount, token: BearerToken?) {
    endpoint = account.endpoint
    (allowsClearTextPassword, incoming, mode) = (false, nil, .password)
    signIn = .token(token ?? BearerToken(user: "", token: Secret("")))
  }

  /// Whether something secret is going to be sent.
  var hasCredentials: Bool {
    switch signIn {
    case .none: false
    case .credentials, .token: true
    }
  }

  /// What is known from the start that must not be shown, whoever repeats it.
  var secrets: [Secret] {
    switch signIn {
    case .none: []
    case .credentials(let credentials): credentials.storedSecret.map { [$0] } ?? []
    case .token(let token): [token.token]
    }
  }

  /// The user name, for the diagnosis.
  var user: String? {
    switch signIn {
    case .none: nil
    case .credentials(let credentials): credentials.user.text
    case .token(let token): token.user
    }
  }

  /// The mechanism to force, or `auto`.
  var mechanism: String {
    switch signIn {
    case .none, .token: Mechanism.auto.text
    case .credentials(let credentials): credentials.mechanism.text
    }
  }

  /// Whether a token is what signs in.
  var isOAuth: Bool {
    switch signIn {
    case .none, .credentials: false
    case .token: true
    }
  }
}
