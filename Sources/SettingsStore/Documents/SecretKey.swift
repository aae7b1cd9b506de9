/// A key of `secrets.toml`.
public enum SecretKey: String, CaseIterable, Sendable {
  case smtpPassword = "smtp.password"
  /// The host, in ASCII, that the password was given for.
  case smtpPasswordFor = "smtp.password-for"
  case incomingPassword = "incoming.password"
  /// The host, in ASCII, that the password was given for.
  case incomingPasswordFor = "incoming.password-for"
  /// The SMTP server, in ASCII, that the mailbox's password may go to as well.
  case incomingPasswordForSMTP = "incoming.password-for-smtp"
  case clientSecret = "exchange.client-secret"
  case refreshToken = "exchange.refresh-token"
  case accessToken = "exchange.access-token"
  /// When the access token expires.
  case accessTokenExpires = "exchange.access-token-expires"
  /// The `state` of a sign-in that was begun.
  case pendingState = "exchange.pending-state"
  /// The `nonce` of a sign-in that was begun.
  case pendingNonce = "exchange.pending-nonce"
  /// The PKCE verifier of a sign-in that was begun.
  case pendingVerifier = "exchange.pending-verifier"
  /// The account that signed in.
  case account = "exchange.account"

  var path: [String] { TOMLKey.path(rawValue) }
}
