package import MailSettings
package import SystemAccess

/// What a token endpoint has granted (RFC 6749 section 5.1), with what its id_token says.
package struct GrantedTokens: Equatable, Sendable {
  /// For the mail server.
  package let accessToken: Secret
  /// When it was got, and until when it counts.
  package let since: Moment
  package let expires: Moment
  /// For the next access token; nil for the application's own, and where the old one stays.
  package let refreshToken: Secret?
  /// The scopes that were granted; those that were asked for where the endpoint says nothing else.
  package let scopes: [String]
  /// Who has signed in; nil where nobody did just now.
  package let account: String?
  /// The directory that they are from; nil where nothing tells it.
  package let tenant: String?

  package init(
    accessToken: Secret, since: Moment, expires: Moment, refreshToken: Secret?, scopes: [String],
    account: String?, tenant: String?
  ) {
    (self.accessToken, self.since, self.expires) = (accessToken, since, expires)
    (self.refreshToken, self.scopes) = (refreshToken, scopes)
    (self.account, self.tenant) = (account, tenant)
  }
}
