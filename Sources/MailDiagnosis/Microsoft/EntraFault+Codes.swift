extension EntraFault {
  /// What an error asks for: by its AADSTS number, else by the closer reason and the error.
  public init(_ refusal: MicrosoftError) {
    let number = refusal.code.flatMap { Int($0.filter(\.isNumber)) }
    let known = number.flatMap { number in Self.codes.first { $0.numbers.contains(number) }?.fault }
    self =
      Self(clearWords: refusal.text) ?? known ?? Self(suberror: refusal.suberror)
      ?? Self(words: refusal.text) ?? Self(error: refusal.error)
  }

  /// Numbers that mean several things, of which the text tells which.
  private init?(clearWords text: String) {
    let text = text.lowercased()
    guard text.contains("authentication flow") || text.contains("device code flow") else {
      return nil
    }
    guard text.contains("block") || text.contains("conditional access") else { return nil }
    self = .deviceCodeBlocked
  }

  private init?(suberror: String?) {
    switch suberror?.lowercased() {
    case "bad_token", "token_expired": self = .refreshExpired
    case "consent_required": self = .consentMissing
    case "basic_action", "additional_action": self = .secondFactor
    case "message_only": self = .conditionalAccess
    case "user_password_expired": self = .passwordExpired
    case "protection_policy_required": self = .deviceNotCompliant
    case "device_authentication_failed": self = .deviceNotCompliant
    default: return nil
    }
  }

  /// RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628 section 3.5, OpenID Connect Core section 3.1.2.6.
  private init(error: String) {
    switch error.lowercased() {
    case "invalid_client": self = .secretWrong
    case "unauthorized_client": self = .applicationUnknown
    case "invalid_scope": self = .scopeInvalid
    case "invalid_resource", "invalid_target": self = .resourceUnknown
    case "consent_required": self = .consentMissing
    case "access_denied", "authorization_declined": self = .consentDeclined
    case "interaction_required", "login_required", "account_selection_required":
      self = .interactionNeeded
    case "expired_token", "bad_verification_code", "code_expired": self = .deviceCodeExpired
    case "temporarily_unavailable", "server_error", "slow_down": self = .unavailable
    case "unsupported_grant_type", "unsupported_response_type": self = .flowNotAllowed
    case "invalid_request": self = .malformedRequest
    case "invalid_grant": self = .interactionNeeded
    default: self = .unknown
    }
  }

  /// Words that stand in Microsoft's sentences whatever their number.
  private init?(words text: String) {
    let text = text.lowercased()
    let table: [(EntraFault, [String])] = [
      (.secretExpired, ["secret keys for app", "secret is expired", "secret has expired"]),
      (.secretWrong, ["invalid client secret", "client secret provided"]),
      (.redirectNotRegistered, ["redirect uri", "reply url", "reply address"]),
      (.adminConsentNeeded, ["admin consent", "administrator consent", "needs permission"]),
      (.consentMissing, ["has not consented", "not consented to"]),
      (.secondFactor, ["multi-factor", "multifactor", "strong authentication"]),
      (.conditionalAccess, ["conditional access"]),
      (.sessionRevoked, ["revoked", "password change", "password has been changed"]),
      (.codeUsed, ["already redeemed", "already been redeemed"]),
      (.refreshExpired, ["refresh token has expired", "token has expired due to inactivity"]),
      (.codeExpired, ["code has expired", "code or refresh token has expired"]),
      (.applicationUnknown, ["application with identifier", "was not found in the directory"]),
    ]
    guard let fault = table.first(where: { $0.1.contains(where: text.contains) })?.0 else {
      return nil
    }
    self = fault
  }

  /// Microsoft's documented numbers, by what they ask for.
  private static let codes: [(fault: EntraFault, numbers: Set<Int>)] = [
    (.refreshExpired, [700081, 700082, 700084]),
    (.sessionRevoked, [50173, 50132, 50133, 700003]),
    (.signInFrequency, [70043, 70044]),
    (.codeUsed, [54005]),
    (.codeExpired, [70008, 50089]),
    (.codeForeign, [70000, 700005]),
    (.verifierMismatch, [501481, 50148, 501491]),
    (.deviceCodeExpired, [70018, 70019, 70020]),
    (.secondFactor, [50072, 50074, 50076, 50078, 50079, 50125, 50158, 50203, 53004, 500121]),
    (
      .interactionNeeded,
      [50058, 50127, 50129, 50140, 50143, 16000, 16001, 16002, 16003, 50199, 50085]
    ),
    (.wrongPassword, [50126, 50056, 50064]),
    (.passwordExpired, [50055, 50142, 50144]),
    (.accountLocked, [50053]),
    (.accountDisabled, [50057]),
    (
      .accountUnknown,
      [50020, 50034, 500208, 51004, 50177, 50178, 50107, 50161, 500213, 500212, 90072]
    ),
    (.notAssigned, [50105, 501051]),
    (.deviceNotCompliant, [53000, 53001, 53002, 50005, 50097, 50187, 50155, 53009, 530021]),
    (
      .conditionalAccess,
      [53003, 530031, 530032, 530033, 530034, 53010, 530004, 50131, 530003, 530037]
    ),
    (.deviceCodeBlocked, [530035, 530036]),
    (.riskBlocked, [53011, 530001]),
    (.consentMissing, [65001, 50015, 700083]),
    (.consentDeclined, [65004]),
    (.adminConsentNeeded, [90094, 90093, 90095, 90008, 900941, 65002, 90097]),
    (.applicationUnknown, [70001, 700016, 7000229, 700038]),
    (.applicationDisabled, [7000112]),
    (.applicationMisconfigured, [650056, 65005, 650057, 90009, 500012]),
    (.redirectNotRegistered, [50011, 500113, 500112, 500117, 900971, 500116]),
    (.wrongPlatform, [9002325, 9002326, 9002327, 9002330]),
    (.flowNotAllowed, [70003, 70005, 70007, 700051, 90010, 700054, 900561]),
    (.tenantUnknown, [90002, 900023, 50128, 500021]),
    (.singleTenant, [50194]),
    (.tenantNeeded, [50059, 90019, 90130, 90021]),
    (.tenantBlocked, [5000224, 5000225, 5000813]),
    (.otherCloud, [900432, 900382, 900381, 900439]),
    (.secretWrong, [7000215, 70002]),
    (.secretExpired, [7000222]),
    (.secretMissing, [7000218, 7000216, 700028]),
    (.secretNotAllowed, [700025]),
    (
      .assertionInvalid,
      [
        700027, 700021, 700030, 50012, 50013, 50027, 50017, 7000217, 7000214, 7000219, 7000234,
        7000272, 700213, 700211, 700212, 500031, 500133,
      ]
    ),
    (.assertionAudience, [700023]),
    (.assertionTime, [700024]),
    (.scopeInvalid, [70011, 650053, 28001]),
    (.scopesOfTwoResources, [700022, 28000]),
    (.scopeMissing, [28003, 28002]),
    (.defaultScopeMissing, [1002012]),
    (.resourceUnknown, [500011, 50001]),
    (.resourceDisabled, [500014, 650052, 650051]),
    (
      .malformedRequest,
      [9002313, 900144, 90014, 90013, 90015, 90100, 90023, 900143, 900146, 9002314]
    ),
    (.looping, [50196]),
    (
      .unavailable,
      [90033, 90006, 90012, 90020, 90025, 90036, 90051, 90055, 90056, 50000, 50002, 90022, 81009]
    ),
  ]
}
