extension EntraFault {
  /// Reads an error: its AADSTS number first, then its suberror, its words and its OAuth error.
  public init(_ refusal: MicrosoftError) {
    let number = refusal.code.flatMap { Int($0.filter(\.isNumber)) }
    let known = number.flatMap { number in Self.codes.first { $0.numbers.contains(number) }?.fault }
    self =
      Self(number, clearWords: refusal.text) ?? known ?? Self(suberror: refusal.suberror)
      ?? Self(words: refusal.text) ?? Self(error: refusal.error)
  }

  /// Numbers with several meanings, which the text tells apart.
  private init?(_ number: Int?, clearWords text: String) {
    let text = text.lowercased()
    switch number {
    case 70008 where text.contains("code has expired") && !text.contains("refresh token"):
      self = .codeExpired
    case 50053 where text.contains("malicious"): self = .riskBlocked
    case 700023 where text.contains("scope") && !text.contains("assertion"): self = .scopeInvalid
    case _ where text.contains("authentication flow") || text.contains("device code flow"):
      guard text.contains("block") || text.contains("conditional access") else { return nil }
      self = .deviceCodeBlocked
    default: return nil
    }
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

  /// The OAuth errors of RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628 section 3.5 and OpenID Connect
  /// Core section 3.1.2.6.
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

  /// Words of Microsoft's sentences that tell the fault whatever the number.
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

  /// Microsoft's documented AADSTS numbers by their fault.
  private static let codes: [(fault: EntraFault, numbers: Set<Int>)] = [
    (.refreshExpired, [70008, 700081, 700082, 700084]),
    (.sessionRevoked, [50173, 50132, 50133]),
    (.signInFrequency, [70043, 70044]),
    (.codeUsed, [54005]),
    (.codeExpired, [50089]),
    (.codeForeign, [70000, 700005, 7000012]),
    (.verifierMismatch, [501481, 50147, 50148, 501491]),
    (.deviceCodeExpired, [70018, 70019, 70020, 90119, 90120]),
    (
      .secondFactor,
      [50072, 50074, 50076, 50078, 50079, 50086, 50125, 50158, 50203, 53004, 500121]
    ),
    (
      .interactionNeeded,
      [
        16001, 16002, 160021, 50058, 50085, 50139, 50140, 50143, 50168, 50192, 50199, 51006,
        700020, 9002341,
      ]
    ),
    (.wrongPassword, [50126, 50056, 50064]),
    (.passwordExpired, [50055, 50135, 50142, 50144]),
    (.accountLocked, [50053]),
    (.accountDisabled, [50057, 500571]),
    (
      .accountUnknown,
      [16000, 16003, 50014, 50020, 50034, 500208, 500341, 50107, 50197, 51004, 90072, 90125]
    ),
    (.identityProvider, [20001, 20012, 20033, 40008, 40009, 40010, 40015, 50008, 5000819, 90123]),
    (.identityProvider, [80001, 80002, 80005, 80007, 80010, 80012, 80013, 80014]),
    (.notAssigned, [50105, 501051]),
    (
      .deviceNotCompliant,
      [
        50005, 50097, 50127, 50129, 50155, 50187, 53000, 53001, 53002, 53009, 530003, 530021,
        130007, 130008, 135011, 700003,
      ]
    ),
    (
      .conditionalAccess,
      [
        50131, 50161, 50177, 50178, 53003, 53010, 530004, 530031, 530032, 530033, 530035, 530037,
      ]
    ),
    (.deviceCodeBlocked, [530036]),
    (.riskBlocked, [53011, 530001, 530034]),
    (.tenantRestricted, [50002, 500021, 500022, 500212, 500213]),
    (.consentMissing, [65001, 50015, 90008, 700083]),
    (.consentDeclined, [65004]),
    (.adminConsentNeeded, [90094, 900941, 90093, 90095, 90097, 90099]),
    (.applicationUnknown, [70001, 700011, 700016, 7000229, 700038, 90112]),
    (.applicationDisabled, [7000112, 1000031]),
    (.applicationMisconfigured, [500012, 65002, 65005, 650056, 650057, 90009]),
    (.redirectNotRegistered, [50011, 500112, 500113, 500116, 500117, 70004, 900971]),
    (.wrongPlatform, [9002325, 9002326, 9002327, 9002330]),
    (.flowNotAllowed, [70003, 70005, 70007, 700051, 700054]),
    (.tenantUnknown, [50029, 50049, 50128, 90002, 900023]),
    (.singleTenant, [50194]),
    (.tenantNeeded, [50059, 90019, 90021, 90027, 90124, 90130, 9001023, 9002332]),
    (.tenantBlocked, [5000224, 5000225, 5000813]),
    (.otherCloud, [900381, 900382, 900432, 900439, 90038, 90043, 90051, 1000104]),
    (.secretWrong, [7000215, 70002]),
    (.secretExpired, [7000222]),
    (.secretMissing, [7000216, 7000218, 700028]),
    (.secretNotAllowed, [700025]),
    (
      .assertionInvalid,
      [
        500031, 50012, 50013, 50017, 50027, 50032, 50048, 700021, 700027, 700030, 700211, 700212,
        700213, 7000214, 7000217, 7000219, 7000234, 7000272, 900384,
      ]
    ),
    (.assertionAudience, [700023]),
    (.assertionTime, [500133, 700024]),
    (.scopeInvalid, [28001, 28002, 650053, 70011]),
    (.scopesOfTwoResources, [28000, 700022]),
    (.scopeMissing, [28003]),
    (.defaultScopeMissing, [1002012]),
    (.resourceUnknown, [50001, 500011, 650054]),
    (.resourceDisabled, [500014, 650051, 650052]),
    (
      .malformedRequest,
      [
        50050, 90004, 90005, 90007, 90013, 90014, 900143, 900144, 900146, 90015, 90023, 9002313,
        9002314, 90056, 900561, 90100, 90101, 90102, 901002, 90107, 90117, 90121,
      ]
    ),
    (.looping, [50196]),
    (
      .unavailable,
      [
        50000, 50033, 50087, 50088, 50166, 70012, 90006, 90012, 90024, 90025, 90033, 90036, 90055,
        90090, 90091,
      ]
    ),
  ]
}
