public import SystemAccess

/// The link of a set-up to Microsoft Exchange, as it lies in the set-up's files: no token is in it.
public struct LinkStatus: Equatable, Sendable {
  /// Whether there is something to send with: a refresh token, or the application's first token.
  public var isLinked: Bool
  /// The signed-in account; nil where none has signed in, as with the application alone.
  public var account: String?
  /// The directory that the tokens are from.
  public var tenant: String?
  /// The scopes that were granted.
  public var scopes: [String]
  /// When somebody signed in.
  public var linkedAt: Moment?
  /// Until when the access token counts.
  public var accessTokenExpires: Moment?
  /// When the refresh token was last replaced by a new one; unused for 90 days it ends.
  public var refreshTokenRenewed: Moment?
  /// Why nothing can be sent before somebody signs in again; nil where it can.
  public var signInNeeded: SignInNeed?

  /// A status with its parts; without any, nothing is linked.
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
  /// When the refusal came.
  public var since: Moment
  /// The refusal.
  public var refusal: MicrosoftError

  /// A need with its parts.
  public init(since: Moment, refusal: MicrosoftError) {
    (self.since, self.refusal) = (since, refusal)
  }
}
