public import MailSettings
internal import SystemAccess

/// The settings of Microsoft Exchange that a diagnosis needs. It holds no secret.
public struct ExchangeFacts: Equatable, Sendable {
  /// Whether a person signs in, or the application alone.
  public let flow: ExchangeFlow
  /// The Microsoft cloud, which determines the token's resource.
  public let cloud: ExchangeCloud
  /// The directory in the settings: a GUID, a domain, or a word such as `common`.
  public let tenant: String
  /// The application's (client's) id.
  public let clientID: String
  /// The sign-in host, without a slash at its end.
  public let authority: String
  /// The redirect URI of a person's sign-in; nil for an application alone.
  public let redirectURI: String?
  /// The scopes of a person's sign-in; empty for an application alone.
  public let scopes: [String]
  /// The mailbox that the application sends from; nil for a person's sign-in.
  public let mailbox: String?
  /// Whether the user that XOAUTH2 names is set, and not the flow's default.
  public let hasOwnUser: Bool

  /// Takes the facts from an account.
  public init(_ account: ExchangeAccount) {
    let application = account.application
    (flow, cloud, hasOwnUser) = (account.kind, application.cloud, account.user != nil)
    (tenant, clientID) = (application.tenant.text, application.clientID.text)
    authority = application.authority.text.withoutSlash
    switch account.flow {
    case .delegated(let signIn):
      (redirectURI, scopes, mailbox) = (signIn.redirectURI, signIn.scopes.list, nil)
    case .appOnly(let box): (redirectURI, scopes, mailbox) = (nil, [], box.text)
    }
  }

  /// The address where an administrator consents to the application for the whole organization.
  public var adminConsentURL: String {
    let base = "\(authority)/\(tenant.percentEncoded)"
    guard let redirectURI else {
      return "\(base)/adminconsent?client_id=\(clientID.percentEncoded)"
    }
    return "\(base)/v2.0/adminconsent?client_id=\(clientID.percentEncoded)"
      + "&scope=\(scopes.joined(separator: " ").percentEncoded)"
      + "&redirect_uri=\(redirectURI.percentEncoded)"
  }
}

extension String {
  fileprivate var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
