internal import HTTPSClient
internal import MailDiagnosis
package import MailSettings
package import SystemAccess

/// What a token endpoint has granted (RFC 6749 section 5.1), with what its id_token says.
package struct GrantedTokens: Equatable, Sendable {
  /// For the mail server.
  package let accessToken: Secret
  /// When it was got, and when it expires.
  package let since: Moment
  package let expires: Moment
  /// For the next access token; nil for app-only tokens, and where the old one stays.
  package let refreshToken: Secret?
  /// The scopes that were granted; those that were asked for where the endpoint names none.
  package let scopes: [String]
  /// Who has signed in; nil where nobody did just now.
  package let account: String?
  /// The account's directory (`tid`); nil where it is not known.
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

/// A token endpoint's successful answer (RFC 6749 section 5.1).
struct TokenAnswer {
  let accessToken: Secret
  /// The access token's lifetime in seconds.
  let expiresIn: Int
  let refreshToken: Secret?
  /// Nil where the answer names none: then those that were asked for are granted.
  let scopes: [String]?
  let idToken: String?

  /// The lifetime where `expires_in` is missing, in seconds; Microsoft's usual one.
  private static let usualTime = 3_600
  /// The longest lifetime that is believed, in seconds.
  private static let longestTime = 30 * 86_400
  /// In bytes; Microsoft's tokens have some 2 kB.
  private static let longestToken = 65_536

  init(_ members: LenientMembers) throws(TokenFailure) {
    let kind = members.text("token_type")?.lowercased() ?? "bearer"
    guard kind == "bearer", let token = Self.token(members.text("access_token")) else {
      throw .malformed(.noAccessToken)
    }
    accessToken = token
    let seconds = members.number("expires_in") ?? 0
    expiresIn = seconds > 0 ? min(seconds, Self.longestTime) : Self.usualTime
    refreshToken = Self.token(members.text("refresh_token"))
    idToken = members.text("id_token")
    scopes = Self.scopes(members.text("scope"))
  }

  /// The scopes, without those that are not in visible ASCII (RFC 6749 section 3.3).
  private static func scopes(_ text: String?) -> [String]? {
    let scopes = String(decoding: (text ?? "").utf8.prefix(4_096), as: UTF8.self)
      .split(separator: " ").map(String.init)
      .filter { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
    return scopes.isEmpty ? nil : scopes
  }

  /// A token that fits into a header field or an SMTP command: visible ASCII (RFC 6749 appendix A).
  private static func token(_ text: String?) -> Secret? {
    guard let text, !text.isEmpty, text.utf8.count <= longestToken,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return Secret(text)
  }
}
