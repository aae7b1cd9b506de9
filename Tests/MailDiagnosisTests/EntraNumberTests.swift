import MailDiagnosis
import MailSettings
import Testing

/// Numbers of Microsoft Entra ID that mean several things, or that come seldom.
@Suite struct EntraNumberTests {
  private static func fault(_ number: Int, _ words: String = "…") -> EntraFault {
    EntraFault(
      MicrosoftError(error: "invalid_grant", description: "AADSTS\(number): \(words)"))
  }

  @Test(arguments: [
    (
      70008, "The provided authorization code or refresh token has expired",
      EntraFault.refreshExpired
    ),
    (70008, "The refresh token has expired due to inactivity.", .refreshExpired),
    (70008, "The provided authorization code has expired.", .codeExpired),
    (50053, "You've tried to sign in too many times with an incorrect password.", .accountLocked),
    (50053, "Sign-in was blocked: an IP address with malicious activity.", .riskBlocked),
    (700023, "Client assertion audience claim does not match Realm issuer.", .assertionAudience),
    (700023, "The provided value for the input parameter 'scope' isn't valid.", .scopeInvalid),
    (53003, "Access has been blocked by Conditional Access policies.", .conditionalAccess),
    (530035, "Access has been blocked by security defaults.", .conditionalAccess),
    (
      53003, "Blocked by Conditional Access: the authentication flows policy.", .deviceCodeBlocked
    ),
  ])
  func `one number's meaning is told by its text`(
    number: Int, words: String, fault: EntraFault
  ) {
    #expect(Self.fault(number, words) == fault)
  }

  @Test(arguments: [
    (EntraFault.tenantNeeded, [9_001_023, 90124, 90130, 9_002_332]),
    (.otherCloud, [90038, 90043, 90051, 900_432, 1_000_104]),
    (.tenantRestricted, [50002, 500_021, 500_022, 500_212, 500_213]),
    (.accountUnknown, [16000, 16003, 50014, 50034, 51004]),
    (.deviceNotCompliant, [50129, 53000, 530_003, 700_003]),
    (.identityProvider, [20001, 40008, 80001, 80014]),
    (.applicationUnknown, [70001, 700_011, 700_016, 90112]),
    (.redirectNotRegistered, [50011, 70004, 900_971]),
    (.scopeInvalid, [28002, 70011]),
    (.assertionInvalid, [50012, 50013, 50048, 700_027, 900_384]),
    (.assertionTime, [500_133, 700_024]),
    (.malformedRequest, [90056, 900_561, 9_002_313, 90014]),
    (.unavailable, [50033, 50087, 90006, 90024, 90033, 90055, 90090]),
    (.deviceCodeExpired, [70018, 70019, 90119, 90120]),
  ])
  func `numbers of one kind ask for the same`(fault: EntraFault, numbers: [Int]) {
    for number in numbers { #expect(Self.fault(number) == fault, "\(number)") }
  }

  @Test(arguments: [50000, 90033, 90055, 50196])
  func `only what passes by itself is temporary`(number: Int) {
    #expect(Self.fault(number).isTemporary)
    #expect(!Self.fault(50002).isTemporary && !Self.fault(90051).isTemporary)
  }

  @Test(arguments: EntraFault.allCases)
  func `an application is never told to sign in as a person`(fault: EntraFault) throws {
    let refusal = MicrosoftError(error: "invalid_grant", code: "AADSTS1", text: "No.")
    let facts = try EntraFaultTests.facts(.appOnly)
    let advice = fault.advice(refusal, facts)
    #expect(!advice.isEmpty)
    #expect(!advice.contains { $0.hasPrefix("Sign in") || $0.contains("redirect URI") })
    #expect(!fault.fixes(facts).contains(.signInAgain))
  }
}
