/// Why there is no access token.
///
/// The cases say what to do next; what Microsoft said is for people, and for its support.
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
  /// What came is no answer of a token endpoint: HTML, nothing, or too much.
  case malformed(TokenFault)
  /// This machine's clock is ahead of the server's by so many seconds, or behind it where the
  /// number is negative; more than 300.
  case clock(seconds: Int)
  /// The sign-in host cannot be asked by HTTPS; a whole sentence of why.
  case unreachable(host: String, sentence: String)
  /// The certificate's key, or the certificate, cannot be used: which file, and why.
  case unusableKey(path: String, KeyFault)
  /// The set-up's files cannot be read or written; a whole sentence.
  case store(String)
  case timedOut(host: String)
  case cancelled
}

/// What is wrong with the answer of a token endpoint, or with the id_token in it.
public enum TokenFault: Equatable, Sendable {
  /// Not JSON, or not the members that RFC 6749 section 5.1 demands.
  case notJSON(status: Int)
  case noAccessToken
  case noIDToken
  /// No refresh token: the link would end with the access token.
  case noRefreshToken
  /// What the device authorization endpoint gives is no code to sign in with.
  case noDeviceCode
  /// The provider's keys cannot be read, or are offered without TLS.
  case noKeys
  /// The id_token is not signed, or by none of the provider's keys.
  case notSigned
  /// `nonce` is another one than was sent.
  case nonce
  /// `aud` is another application.
  case audience(String)
  /// `iss` is not the issuer of this authority and directory.
  case issuer(String)
  /// `tid` is another directory than the one that is set.
  case tenant(String)
  /// `exp` is over, by so many seconds, though this machine's clock is right.
  case expired(seconds: Int)
  /// `nbf` or `iat` is so many seconds ahead, though this machine's clock is right.
  case notYetValid(seconds: Int)
  /// It names nobody.
  case noAccount
}

/// Why a certificate's file, or the one of its key, cannot be used.
public enum KeyFault: Error, Equatable, Sendable {
  case missing
  /// Others may read it; its mode.
  case tooOpen(mode: UInt32)
  /// It belongs to somebody else than this user and root; the user's number.
  case foreignOwner(UInt32)
  /// A symbolic link, which somebody could let lead elsewhere.
  case symbolicLink
  /// A folder, a device or a pipe.
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
