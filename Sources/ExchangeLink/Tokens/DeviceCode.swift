package import MailDiagnosis
package import MailSettings

/// A device authorization response: the codes for a sign-in on another device (RFC 8628 section
/// 3.2).
package struct DeviceCode: Equatable, Sendable {
  /// The code that the person types there; printable.
  package let userCode: String
  /// Where the person types it: an `https` URL without control characters.
  package let verificationURI: String
  /// The code that the token endpoint is asked with.
  package let deviceCode: Secret
  /// When the codes expire.
  package let expires: ContinuousClock.Instant
  /// How long to wait between two polls; 5 s longer after each ``DeviceAnswer/slowDown``.
  package let interval: Duration
  /// The scopes that are asked for.
  package let scopes: [String]

  package init(
    userCode: String, verificationURI: String, deviceCode: Secret,
    expires: ContinuousClock.Instant, interval: Duration, scopes: [String]
  ) {
    (self.userCode, self.verificationURI) = (userCode, verificationURI)
    (self.deviceCode, self.expires, self.interval) = (deviceCode, expires, interval)
    self.scopes = scopes
  }
}

/// What the token endpoint says while somebody signs in on another device (RFC 8628 section 3.5).
package enum DeviceAnswer: Equatable, Sendable {
  case granted(GrantedTokens)
  /// Nobody has signed in yet: ask again after the interval.
  case pending
  /// Nobody has signed in yet: ask again, and wait 5 s longer each time from now on.
  case slowDown
  /// The person has declined.
  case declined(MicrosoftError)
  /// The code has expired, or is not known: a new one is needed.
  case expired(MicrosoftError)
}
