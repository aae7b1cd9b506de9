/// What is wrong by the words of Microsoft Entra ID, as far as it asks for something of its own.
public enum EntraFault: Equatable, Sendable, CaseIterable {
  // The sign-in has come to its end.
  case refreshExpired, sessionRevoked, signInFrequency
  // The code of a sign-in.
  case codeUsed, codeExpired, codeForeign, verifierMismatch, deviceCodeExpired
  // The person who signs in.
  case secondFactor, interactionNeeded, wrongPassword, passwordExpired
  case accountLocked, accountDisabled, accountUnknown, notAssigned
  case identityProvider
  // The organization's rules.
  case conditionalAccess, deviceNotCompliant, deviceCodeBlocked, riskBlocked
  case tenantRestricted
  case consentMissing, consentDeclined, adminConsentNeeded
  // The application as it is registered.
  case applicationUnknown, applicationDisabled, applicationMisconfigured
  case redirectNotRegistered, wrongPlatform, flowNotAllowed
  case tenantUnknown, singleTenant, tenantNeeded, tenantBlocked, otherCloud
  // What it proves itself with.
  case secretWrong, secretExpired, secretMissing, secretNotAllowed
  case assertionInvalid, assertionAudience, assertionTime
  // What it asks for.
  case scopeInvalid, scopesOfTwoResources, scopeMissing, defaultScopeMissing
  case resourceUnknown, resourceDisabled
  case malformedRequest
  // What passes by itself.
  case looping, unavailable
  /// Nothing that is known: its own words are all there is.
  case unknown
}

extension EntraFault {
  /// Whether the same may work later, with nothing changed here.
  public var isTemporary: Bool { self == .looping || self == .unavailable }
}
