package import MailDiagnosis
package import MailSettings

/// A sign-in on another device that has been asked for (RFC 8628 section 3.2).
package struct DeviceCode: Equatable, Sendable {
  /// What the person types there; printable.
  package let userCode: String
  /// Where the person types it: an `https` URL without control characters.
  package let verificationURI: String
  /// What the token endpoint is asked with.
  package let deviceCode: Secret
  /// When it ends.
  package let expires: ContinuousClock.Instant
  /// How long to wait between two questions; 5 s longer after each ``DeviceAnswer/slowDown``.
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
  /// The same, and ask less often: 5 s longer from now on.
  case slowDown
  /// The person has said no.
  case declined(MicrosoftError)
  /// The code has ended, or is not known: a new one is needed.
  case expired(MicrosoftError)
}
