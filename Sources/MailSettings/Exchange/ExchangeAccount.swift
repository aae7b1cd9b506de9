/// Microsoft 365 as the server that mails are handed to, and the application that signs in there.
public struct ExchangeAccount: Equatable, Sendable {
  /// Where the application is registered, and how it signs in.
  public let application: ExchangeApplication
  /// A person's sign-in, or the application's own.
  public let flow: Flow
  /// Who XOAUTH2 names, where it is not the default of the flow.
  public let user: PlainText?
  /// The SMTP server and how it is connected to.
  public let endpoint: Endpoint

  /// What each of the two flows needs.
  public enum Flow: Equatable, Sendable {
    /// A person signs in once, and a refresh token lives on.
    case delegated(DelegatedSignIn)
    /// The application signs in by itself and sends from this mailbox: no person, no refresh token.
    case appOnly(mailbox: MailAddress)
  }
}

/// An application that is registered at Microsoft Entra ID.
public struct ExchangeApplication: Equatable, Sendable {
  /// The directory that it is registered in.
  public let tenant: Tenant
  /// The application's (client's) id.
  public let clientID: ClientID
  /// The sign-in host, other in national clouds.
  public let authority: Authority
  /// The cloud, which knows the resource.
  public let cloud: ExchangeCloud
  /// What the application proves itself with; nil for a public client.
  public let credential: ClientCredential?
}

/// What an application proves itself with.
public enum ClientCredential: Equatable, Sendable {
  case secret(Secret)
  /// A signed assertion (RFC 7523); both are PEM files, the key's of mode 0600.
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
