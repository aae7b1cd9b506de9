import MailDiagnosis
import MailSettings
import Testing

/// What Microsoft Entra ID says, and what it asks for.
@Suite struct EntraFaultTests {
  @Test(arguments: [
    ("invalid_client", "AADSTS7000215: Invalid client secret provided.", EntraFault.secretWrong),
    (
      "invalid_client", "AADSTS7000222: The provided client secret keys are expired.",
      .secretExpired
    ),
    (
      "invalid_client",
      "AADSTS7000218: The request body must contain: 'client_assertion' or 'client_secret'.",
      .secretMissing
    ),
    (
      "invalid_client", "AADSTS700025: Client is public so neither 'client_assertion' …",
      .secretNotAllowed
    ),
    ("unauthorized_client", "AADSTS700016: Application with identifier 'x'", .applicationUnknown),
    ("invalid_request", "AADSTS90002: Tenant 'x' not found.", .tenantUnknown),
    ("invalid_request", "AADSTS50194: Application is not multi-tenant.", .singleTenant),
    ("invalid_grant", "AADSTS65001: The user has not consented", .consentMissing),
    ("access_denied", "AADSTS65004: User declined to consent", .consentDeclined),
    ("invalid_grant", "AADSTS90094: An administrator must consent", .adminConsentNeeded),
    ("invalid_grant", "AADSTS700082: The refresh token has expired", .refreshExpired),
    ("invalid_grant", "AADSTS50173: The provided grant has expired", .sessionRevoked),
    ("invalid_grant", "AADSTS70043: sign-in frequency checks", .signInFrequency),
    ("invalid_grant", "AADSTS54005: OAuth2 Authorization code was already redeemed", .codeUsed),
    ("invalid_grant", "AADSTS70008: The provided authorization code has expired", .codeExpired),
    ("invalid_grant", "AADSTS501481: The Code_Verifier does not match", .verifierMismatch),
    ("invalid_grant", "AADSTS50076: you must use multi-factor authentication", .secondFactor),
    ("invalid_grant", "AADSTS50126: Error validating credentials", .wrongPassword),
    ("invalid_grant", "AADSTS50053: The account is locked", .accountLocked),
    ("invalid_grant", "AADSTS50105: not assigned to a role", .notAssigned),
    ("invalid_grant", "AADSTS53003: blocked by Conditional Access policies", .conditionalAccess),
    (
      "access_denied",
      "AADSTS53003: The device code flow is blocked by Conditional Access.", .deviceCodeBlocked
    ),
    ("invalid_request", "AADSTS50011: The redirect URI 'x' does not match", .redirectNotRegistered),
    ("invalid_scope", "AADSTS70011: The provided value is not valid", .scopeInvalid),
    ("invalid_scope", "AADSTS1002012: the scope is not valid", .defaultScopeMissing),
    ("invalid_request", "AADSTS28000: more than one resource", .scopesOfTwoResources),
    ("invalid_resource", "AADSTS500011: The resource principal", .resourceUnknown),
    (
      "invalid_client", "AADSTS700027: Client assertion contains an invalid signature",
      .assertionInvalid
    ),
    ("invalid_client", "AADSTS700024: not within its valid time range", .assertionTime),
    ("invalid_request", "AADSTS9002313: Invalid request. Request is malformed", .malformedRequest),
    ("invalid_grant", "AADSTS50196: The server terminated an operation", .looping),
    ("temporarily_unavailable", "AADSTS90033: A transient error has occurred.", .unavailable),
    ("invalid_request", "AADSTS9999999: Something quite new", .malformedRequest),
    ("invalid_client", "The client secret has expired, says somebody else", .secretExpired),
    ("something_new", "", .unknown),
  ])
  func `each of Microsoft's numbers is understood`(
    error: String, description: String, fault: EntraFault
  ) {
    #expect(EntraFault(MicrosoftError(error: error, description: description)) == fault)
  }

  @Test(arguments: [
    ("bad_token", EntraFault.refreshExpired), ("consent_required", .consentMissing),
    ("basic_action", .secondFactor), ("user_password_expired", .passwordExpired),
  ])
  func `the closer reason tells where no number does`(reason: String, fault: EntraFault) {
    let refusal = MicrosoftError(error: "invalid_grant", suberror: reason)
    #expect(EntraFault(refusal) == fault)
  }

  @Test(arguments: EntraFault.allCases)
  func `everything has a sentence, and something to do`(fault: EntraFault) throws {
    let refusal = MicrosoftError(error: "invalid_grant", code: "AADSTS1", text: "No.")
    let sentence = fault.sentence(refusal)
    #expect(sentence.first?.isUppercase == true && sentence.hasSuffix(".") && sentence.count < 200)
    #expect(sentence.contains("not known here") == (fault == .unknown))
    for facts in [nil, try Self.facts(.delegated), try Self.facts(.appOnly)] {
      let advice = fault.advice(refusal, facts)
      if facts?.flow != .appOnly { #expect(!advice.isEmpty) }
      for line in advice { #expect(line.first?.isUppercase == true && line.count <= 400) }
    }
  }

  @Test func `a redirect URI that is not registered is shown to be copied`() throws {
    let advice = EntraFault.redirectNotRegistered.advice(
      MicrosoftError(error: "invalid_request"), try Self.facts(.delegated))
    #expect(
      advice.first?.hasSuffix("https://app.example.org/msExchangeAuthCallback.action") == true)
  }

  @Test func `who has to consent is given the whole link`() throws {
    let advice = EntraFault.adminConsentNeeded.advice(
      MicrosoftError(error: "invalid_grant"), try Self.facts(.delegated))
    let link =
      "https://login.microsoftonline.com/example.onmicrosoft.com/v2.0/adminconsent?client_id="
      + "11111111-2222-3333-4444-555555555555&scope=https%3A%2F%2Foutlook.office.com"
    #expect(advice.first?.contains(link) == true, "\(advice)")
    #expect(advice.contains { $0.contains("SMTP.Send alone") })
  }

  static func facts(_ flow: ExchangeFlow) throws -> ExchangeFacts {
    var draft = Draft()
    for (key, text) in [
      "protocol": "exchange", "system.address": "app@example.org",
      "exchange.flow": flow.rawValue, "exchange.tenant": "example.onmicrosoft.com",
      "exchange.client-id": "11111111-2222-3333-4444-555555555555",
      "exchange.app-url": "https://app.example.org/", "exchange.mailbox": "app@example.org",
    ] {
      draft[try #require(Setting.named(key))] = text
    }
    draft.exchange.clientSecret.type("s3cret")
    return ExchangeFacts(try ExchangeAccount(draft))
  }
}
