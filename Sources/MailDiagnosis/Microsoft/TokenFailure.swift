public import SystemAccess

/// Why there is no access token.
///
/// The case tells what to do next; Microsoft's words are for people and for its support.
public enum TokenFailure: Error, Equatable, Sendable {
  /// No account is linked, or the one that is belongs to another application or directory.
  case notLinked
  /// A person has to sign in again: the refresh token is refused for good, or has run out.
  case signInNeeded(MicrosoftError)
  /// The token endpoint refuses, and signing in again would not mend it: the secret, the
  /// application, the directory or the permission.
  case refused(MicrosoftError)
  /// The token endpoint is not available now (RFC 6749 `temporarily_unavailable`, 429, 5xx).
  case temporary(MicrosoftError?, retryAfter: Int?)
  /// The answer is not one that a token endpoint gives.
  case malformed(TokenFault)
  /// This machine's clock is ahead of the server's by this many seconds, behind it where negative;
  /// always more than 300 apart.
  case clock(seconds: Int)
  /// The sign-in host cannot be reached by HTTPS.
  case unreachable(host: String, ForeignError)
  /// The certificate or its key cannot be used; the file, and why.
  case unusableKey(path: String, KeyFault)
  /// The set-up's files cannot be read or written.
  case store(ForeignError)
  case timedOut(host: String)
  case cancelled
}

/// What is wrong with the answer of a token endpoint, or with the id_token in it.
public enum TokenFault: Equatable, Sendable {
  /// Not JSON, or without the members of RFC 6749 section 5.1; the HTTP status.
  case notJSON(status: Int)
  case noAccessToken
  case noIDToken
  /// No refresh token: the link would end with the access token.
  case noRefreshToken
  /// The device authorization endpoint gave no code to sign in with.
  case noDeviceCode
  /// The provider's signing keys cannot be read, or are offered without TLS.
  case noKeys
  /// The id_token is not signed by one of the provider's keys.
  case notSigned
  /// `nonce` is not the one that was sent.
  case nonce
  /// `aud` is another application.
  case audience(String)
  /// `iss` is not the issuer of this authority and directory.
  case issuer(String)
  /// `tid` is another directory than the one in the settings.
  case tenant(String)
  /// `exp` was this many seconds ago, though this machine's clock is right.
  case expired(seconds: Int)
  /// `nbf` or `iat` is this many seconds ahead, though this machine's clock is right.
  case notYetValid(seconds: Int)
  /// No claim names an account.
  case noAccount
}

/// Why the file of a certificate or of its key cannot be used.
public enum KeyFault: Error, Equatable, Sendable {
  case missing
  /// Others may read it; its mode.
  case tooOpen(mode: UInt32)
  /// It belongs to another user than this one and root; the owner's user id.
  case foreignOwner(UInt32)
  /// It is a symbolic link, which somebody could point elsewhere.
  case symbolicLink
  /// It is a folder, a device or a pipe.
  case notAFile
  /// Longer than any key or certificate.
  case tooLarge
  case notACertificate
  case notAKey
  case encrypted
  /// Not an RSA key of 2,048 bits or more.
  case notRSA
  /// Key and certificate do not belong together.
  case otherCertificate
  case system(errno: Int32)
}
