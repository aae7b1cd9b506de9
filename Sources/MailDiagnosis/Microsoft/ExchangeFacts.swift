public import MailSettings

/// What a diagnosis is told of a set-up's application and mailbox. Holds no secret.
public struct ExchangeFacts: Equatable, Sendable {
  /// A person's sign-in, or the application's own.
  public let flow: ExchangeFlow
  /// The cloud, which knows the resource.
  public let cloud: ExchangeCloud
  /// The directory as it is set: a GUID, a domain or a word.
  public let tenant: String
  /// The application's (client's) id.
  public let clientID: String
  /// The sign-in host, without a slash at its end.
  public let authority: String
  /// Where the browser is sent back to; nil where nobody signs in.
  public let redirectURI: String?
  /// The scopes of a person's sign-in; empty where nobody signs in.
  public let scopes: [String]
  /// The mailbox that an application sends from; nil where somebody signs in.
  public let mailbox: String?
  /// Whether XOAUTH2 names a user that is set, and not the default of the flow.
  public let hasOwnUser: Bool

  /// The facts of an account.
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

  /// Where an administrator consents to the application for the whole organization.
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

  /// All but unreserved characters as `%20` (RFC 3986 section 2.3).
  fileprivate var percentEncoded: String {
    utf8.map { byte in
      let scalar = Character(UnicodeScalar(byte))
      let isPlain = byte < 0x80 && (scalar.isLetter || scalar.isNumber || "-._~".contains(scalar))
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(scalar) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
