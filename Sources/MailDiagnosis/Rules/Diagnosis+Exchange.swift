public import MailSettings

/// There is no access token: `exchange.not-linked`, `exchange.sign-in-needed`, `exchange.token` …
extension Observation {
  /// Microsoft Exchange is chosen, and nobody has signed in there yet.
  var notLinked: Diagnosis {
    diagnose(
      .exchangeNotLinked, .you, .exchange(.notLinked(attempt.exchange?.flow)),
      fixes: [.signInAgain])
  }

  /// Why there is no access token.
  func noToken(_ failure: TokenFailure) -> Diagnosis {
    switch failure {
    case .notLinked: notLinked
    case .cancelled: cancelled
    case .signInNeeded(let refusal): refused(.exchangeSignInNeeded, refusal)
    case .refused(let refusal): refused(.exchangeToken, refusal)
    case .temporary(let refusal?, _): refused(.exchangeToken, refusal, isTemporary: true)
    case .temporary(nil, let seconds):
      token(.provider, .unavailable(retryAfter: seconds), isTemporary: true)
    case .malformed(let fault): token(.unknown, .malformed(fault), fixes: fault.fixes)
    case .clock(let seconds):
      diagnose(.exchangeClock, .you, .exchange(.clock(seconds: seconds)))
    case .unreachable(let host, let error):
      token(
        .network, .unreachable(host: host, error),
        fixes: [.open(.changeAuthority, FormPlace(.exchange, .exchangeAuthority))],
        isTemporary: true)
    case .unusableKey(let path, let fault):
      token(
        .you, .unusableKey(path: path, fault),
        fixes: [.open(.changeKey, FormPlace(.exchange, .exchangeClientKey))])
    case .store(let error): token(.you, .store(error))
    case .timedOut(let host): token(.network, .timedOut(host: host), isTemporary: true)
    }
  }

  private func token(
    _ responsible: Diagnosis.Responsible, _ cause: ExchangeCause, fixes: [Fix] = [],
    isTemporary: Bool = false
  ) -> Diagnosis {
    diagnose(
      .exchangeToken, responsible, .exchange(cause), fixes: fixes, isTemporary: isTemporary)
  }

  private func refused(
    _ finding: Finding, _ refusal: MicrosoftError, isTemporary: Bool = false
  ) -> Diagnosis {
    let fault = EntraFault(refusal)
    let isClock = fault == .assertionTime
    return Diagnosis(
      finding: isClock ? .exchangeClock : finding, stage: stage,
      reason: .exchange(.refused(fault, refusal, attempt.exchange)),
      responsible: fault.responsible, fixes: fault.fixes(attempt.exchange), microsoft: refusal,
      isTemporary: isTemporary || fault.isTemporary && finding == .exchangeToken)
  }
}

extension TokenFault {
  fileprivate var fixes: [Fix] {
    switch self {
    case .notJSON, .noAccessToken, .noDeviceCode, .noKeys, .notSigned, .issuer:
      [.open(.changeAuthority, FormPlace(.exchange, .exchangeAuthority))]
    case .audience: [.open(.changeClientID, FormPlace(.exchange, .exchangeClientID))]
    case .tenant: [.signInAgain, .open(.changeTenant, FormPlace(.exchange, .exchangeTenant))]
    case .noIDToken, .noRefreshToken, .nonce, .expired, .notYetValid, .noAccount: [.signInAgain]
    }
  }
}

extension EntraFault {
  /// Who can mend it.
  public var responsible: Diagnosis.Responsible {
    switch self {
    case .refreshExpired, .sessionRevoked, .signInFrequency, .codeUsed, .codeExpired, .codeForeign,
      .verifierMismatch, .deviceCodeExpired, .secondFactor, .interactionNeeded, .wrongPassword,
      .passwordExpired, .accountUnknown, .applicationUnknown, .redirectNotRegistered,
      .wrongPlatform, .flowNotAllowed, .tenantUnknown, .singleTenant, .tenantNeeded, .otherCloud,
      .secretWrong, .secretExpired, .secretMissing, .secretNotAllowed, .assertionInvalid,
      .assertionAudience, .assertionTime, .scopeInvalid, .scopesOfTwoResources, .scopeMissing,
      .defaultScopeMissing, .deviceCodeBlocked, .consentDeclined, .consentMissing:
      .you
    case .accountLocked, .accountDisabled, .notAssigned, .conditionalAccess, .deviceNotCompliant,
      .riskBlocked, .identityProvider, .tenantRestricted, .adminConsentNeeded, .applicationDisabled,
      .applicationMisconfigured,
      .tenantBlocked, .resourceUnknown, .resourceDisabled, .looping, .unavailable:
      .provider
    case .malformedRequest, .unknown: .unknown
    }
  }

  /// Fixes, best first.
  public func fixes(_ facts: ExchangeFacts?) -> [Fix] {
    let isAppOnly = facts?.flow == .appOnly
    switch self {
    case .refreshExpired, .sessionRevoked, .signInFrequency, .codeUsed, .codeExpired, .codeForeign,
      .verifierMismatch, .deviceCodeExpired, .secondFactor, .interactionNeeded, .wrongPassword,
      .passwordExpired, .deviceCodeBlocked, .consentDeclined, .conditionalAccess,
      .deviceNotCompliant, .accountLocked, .notAssigned:
      return isAppOnly ? [] : [.signInAgain]
    case .accountUnknown:
      return (isAppOnly ? [] : [.signInAgain])
        + [.open(.changeTenant, FormPlace(.exchange, .exchangeTenant))]
    case .consentMissing, .adminConsentNeeded:
      return [.open(.giveConsent, FormPlace(.exchange))]
    case .applicationUnknown:
      return [
        .open(.changeClientID, FormPlace(.exchange, .exchangeClientID)),
        .open(.changeTenant, FormPlace(.exchange, .exchangeTenant)),
      ]
    case .tenantUnknown, .singleTenant, .tenantNeeded:
      return [.open(.changeTenant, FormPlace(.exchange, .exchangeTenant))]
    case .otherCloud: return [.open(.chooseCloud, FormPlace(.exchange, .exchangeCloud))]
    case .redirectNotRegistered, .wrongPlatform:
      return [.open(.showRegistration, FormPlace(.exchange, .exchangeAppURL))]
    case .secretWrong, .secretExpired, .secretMissing, .secretNotAllowed:
      return [.typePassword(.exchange)]
    case .assertionInvalid, .assertionAudience:
      return [.open(.changeKey, FormPlace(.exchange, .exchangeClientCertificate))]
    case .scopeInvalid, .scopesOfTwoResources, .scopeMissing:
      return isAppOnly ? [] : [.change(.useDefaultScopes, [.exchangeScopes: ""])]
    case .resourceUnknown, .defaultScopeMissing:
      return [.open(.chooseCloud, FormPlace(.exchange, .exchangeCloud))]
    case .accountDisabled, .riskBlocked, .identityProvider, .tenantRestricted, .applicationDisabled,
      .applicationMisconfigured,
      .flowNotAllowed, .tenantBlocked, .assertionTime, .resourceDisabled, .malformedRequest,
      .looping, .unavailable, .unknown:
      return []
    }
  }
}
