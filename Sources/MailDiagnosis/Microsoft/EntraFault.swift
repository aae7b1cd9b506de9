/// Why Microsoft Entra ID refuses, as far as each reason needs its own advice.
public enum EntraFault: Equatable, Sendable, CaseIterable {
  // The earlier sign-in has ended.
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
  // The application's secret or certificate.
  case secretWrong, secretExpired, secretMissing, secretNotAllowed
  case assertionInvalid, assertionAudience, assertionTime
  // The scopes and the resource that are asked for.
  case scopeInvalid, scopesOfTwoResources, scopeMissing, defaultScopeMissing
  case resourceUnknown, resourceDisabled
  case malformedRequest
  // Temporary trouble.
  case looping, unavailable
  /// None of the above: there are only Microsoft's own words.
  case unknown
}

extension EntraFault {
  /// Whether the same request may succeed later with nothing changed.
  public var isTemporary: Bool { self == .looping || self == .unavailable }
}
