/// Microsoft 365 as the server that mails are handed to, and the application that signs in there.
public struct ExchangeAccount: Equatable, Sendable {
  /// Where the application is registered, and how it signs in.
  public let application: ExchangeApplication
  /// A person's sign-in, or the application's own.
  public let flow: Flow
  /// The user name in XOAUTH2; nil for the flow's default.
  public let user: PlainText?
  /// The SMTP server and how it is connected to.
  public let endpoint: Endpoint

  /// What each of the two flows needs.
  public enum Flow: Equatable, Sendable {
    /// A person signs in once; from then on a refresh token is used.
    case delegated(DelegatedSignIn)
    /// The application signs in by itself and sends from this mailbox: no person, no refresh token.
    case appOnly(mailbox: MailAddress)
  }
}

/// An application that is registered at Microsoft Entra ID.
public struct ExchangeApplication: Equatable, Sendable {
  /// The directory that it is registered in.
  public let tenant: Tenant
  /// The application (client) id.
  public let clientID: ClientID
  /// The sign-in service, which differs between clouds.
  public let authority: Authority
  /// The cloud, which determines the resource that tokens are for.
  public let cloud: ExchangeCloud
  /// What the application authenticates with; nil for a public client.
  public let credential: ClientCredential?
}

/// What an application authenticates with at the token endpoint.
public enum ClientCredential: Equatable, Sendable {
  case secret(Secret)
  /// A certificate whose key signs an assertion (RFC 7523); both are PEM files, the key's of mode
  /// 0600.
  case certificate(AbsolutePath, key: AbsolutePath)
}

/// What a person's sign-in needs.
public struct DelegatedSignIn: Equatable, Sendable {
  /// The application's URL; the redirect goes to `msExchangeAuthCallback.action` there.
  public let appURL: WebAddress
  /// The scopes to ask for, beside those that every sign-in needs.
  public let scopes: Scopes
  /// The IMAP server at which the same token may be tried where SMTP refuses it.
  public let imap: Endpoint
}

extension DelegatedSignIn {
  /// `redirect_uri`: the application's URL with one slash before the callback.
  public var redirectURI: String { Self.redirectURI(appURL) }

  /// The same for the application's URL alone.
  public static func redirectURI(_ appURL: WebAddress) -> String {
    appURL.text.withoutFinalSlashes + "/msExchangeAuthCallback.action"
  }
}

extension ExchangeAccount {
  /// The flow, without what it needs.
  public var kind: ExchangeFlow {
    switch flow {
    case .delegated: .delegated
    case .appOnly: .appOnly
    }
  }
}
