public import SystemAccess

/// The state of a set-up's link to Microsoft Exchange, by its files. It holds no token.
public struct LinkStatus: Equatable, Sendable {
  /// Whether mail can be sent: with a refresh token, or by an application that has got its first
  /// token.
  public var isLinked: Bool
  /// The account that signed in; nil for an application alone, or before the sign-in.
  public var account: String?
  /// The directory that issued the tokens.
  public var tenant: String?
  /// The scopes that were granted.
  public var scopes: [String]
  /// When the account was linked.
  public var linkedAt: Moment?
  /// When the access token expires.
  public var accessTokenExpires: Moment?
  /// When the refresh token was last renewed; it ends after 90 days without use.
  public var refreshTokenRenewed: Moment?
  /// Why somebody has to sign in again before mail can be sent; nil where nobody has to.
  public var signInNeeded: SignInNeed?

  /// By default nothing is linked.
  public init(
    isLinked: Bool = false, account: String? = nil, tenant: String? = nil, scopes: [String] = [],
    linkedAt: Moment? = nil, accessTokenExpires: Moment? = nil,
    refreshTokenRenewed: Moment? = nil, signInNeeded: SignInNeed? = nil
  ) {
    (self.isLinked, self.account, self.tenant) = (isLinked, account, tenant)
    (self.scopes, self.linkedAt) = (scopes, linkedAt)
    (self.accessTokenExpires, self.refreshTokenRenewed) = (accessTokenExpires, refreshTokenRenewed)
    self.signInNeeded = signInNeeded
  }
}

/// Since when, and why, somebody has to sign in again.
public struct SignInNeed: Equatable, Sendable {
  /// When the refusal was received.
  public var since: Moment
  /// Microsoft's refusal of the refresh token.
  public var refusal: MicrosoftError

  /// Keeps a refusal with its time.
  public init(since: Moment, refusal: MicrosoftError) {
    (self.since, self.refusal) = (since, refusal)
  }
}
