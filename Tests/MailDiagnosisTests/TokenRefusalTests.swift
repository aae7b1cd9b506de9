import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

/// Why there is no access token, and why a server refuses one.
@Suite struct TokenRefusalTests {
  private static let graph = "https://graph.microsoft.com"
  private static let exchange = "https://outlook.office365.com"

  private static func claims(
    audience: String = exchange, scopes: [String] = [], roles: [String] = [],
    expires: Int = 2_000_000_000, user: String? = nil,
    application: String = "11111111-2222-3333-4444-555555555555"
  ) throws -> TokenClaims {
    let token = FakeToken(
      aud: audience, appid: application, scp: scopes.joined(separator: " "), roles: roles,
      exp: expires, upn: user, oid: "99999999-2222-3333-4444-555555555555")
    return try #require(TokenClaims(token: token.text))
  }

  private static func diagnosis(
    _ flow: ExchangeFlow, _ reply: String, _ claims: TokenClaims?,
    imap: IMAPTrial = .notTried, at command: String = "AUTH XOAUTH2"
  ) throws -> Diagnosis {
    var attempt = Attempt(
      Endpoint(.smtp, host: "smtp.office365.com", port: 587, encryption: .tls), mode: .password,
      user: "app@example.org", isOAuth: true, sender: "app@example.org",
      recipient: "bob@example.com")
    attempt.exchange = try EntraFaultTests.facts(flow)
    var parser = ReplyParser()
    guard case .reply(let parsed) = parser.feed(Array("\(reply)\r\n".utf8)).first else {
      throw Unparsed()
    }
    var observation = Observation(
      attempt: attempt, stage: command.hasPrefix("AUTH") ? .authentication : .message,
      ending: .reply(parsed))
    observation.lastCommand = command
    (observation.token, observation.imapTrial, observation.now) = (claims, imap, 1_900_000_000)
    return Diagnosis(observation)
  }

  private struct Unparsed: Error {}

  private static let failed = "535 5.7.3 Authentication unsuccessful [AM3PR05CA0094.outlook.com]"
  private static let policy =
    "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria"
  private static let storeDriver =
    "430 4.2.0 STOREDRV; mailbox logon failure; Cannot open mailbox /o=ExchangeLabs"

  @Test func `a token for Graph is named`() throws {
    let claims = try Self.claims(audience: Self.graph, scopes: ["SMTP.Send"])
    for flow in ExchangeFlow.allCases {
      #expect(try Self.diagnosis(flow, Self.failed, claims).id == "exchange.resource")
    }
    // Whatever server says no: nothing takes it.
    let other = try Self.diagnosis(.delegated, "535 5.7.8 Error: authentication failed", claims)
    #expect(other.id == "exchange.resource")
  }

  @Test func `a missing permission is named, and that it counts only after a while`() throws {
    let claims = try Self.claims(scopes: ["IMAP.AccessAsUser.All"], user: "app@example.org")
    let delegated = try Self.diagnosis(.delegated, Self.failed, claims)
    #expect(delegated.id == "exchange.permission")
    #expect(delegated.advice.contains { $0.contains("15 to 30 minutes") })
    let none = try Self.diagnosis(.appOnly, Self.failed, try Self.claims())
    #expect(none.id == "exchange.permission")
    #expect(none.advice.contains { $0.contains("App-RBAC") })
    let other = try Self.diagnosis(.appOnly, Self.failed, try Self.claims(roles: ["Mail.Send"]))
    #expect(other.cause.contains("Mail.Send"))
  }

  @Test func `another user than the token's is named`() throws {
    let claims = try Self.claims(scopes: ["SMTP.Send"], user: "eve@example.org")
    let diagnosis = try Self.diagnosis(.delegated, Self.failed, claims)
    #expect(diagnosis.id == "exchange.identity")
    #expect(diagnosis.cause.contains("app@example.org") && diagnosis.cause.contains("eve@"))
  }

  @Test(arguments: [failed, policy, storeDriver])
  func `an application with its right lacks that of the mailbox`(reply: String) throws {
    let claims = try Self.claims(roles: ["SMTP.SendAsApp"])
    let diagnosis = try Self.diagnosis(.appOnly, reply, claims)
    #expect(diagnosis.id == "exchange.mailbox-permission")
    let lines = diagnosis.advice.joined(separator: "\n")
    #expect(lines.contains("-ObjectId '99999999-2222-3333-4444-555555555555'"))
    #expect(lines.contains("Add-MailboxPermission -Identity 'app@example.org'"))
  }

  @Test func `the store driver's refusal is no greylisting at any command`() throws {
    let claims = try Self.claims(roles: ["SMTP.SendAsApp"])
    let diagnosis = try Self.diagnosis(.appOnly, Self.storeDriver, claims, at: "DATA")
    #expect(diagnosis.id == "exchange.mailbox-permission")
  }

  @Test func `the same token at the IMAP server tells what SMTP does not`() throws {
    let claims = try Self.claims(scopes: ["SMTP.Send"], user: "app@example.org")
    let off = try Self.diagnosis(.delegated, Self.policy, claims, imap: .accepted)
    #expect(off.id == "auth.m365-smtp-disabled")
    #expect(off.advice.contains { $0.contains("Set-CASMailbox -Identity 'app@example.org'") })
    #expect(off.advice.contains { $0.contains("three states") })
    let name = try Self.diagnosis(.delegated, Self.failed, claims, imap: .accepted)
    #expect(name.id == "exchange.identity")
    let both = try Self.diagnosis(.delegated, Self.failed, claims, imap: .refused("P001 NO"))
    #expect(both.id == "auth.m365-failed" && both.cause.contains("Neither SMTP nor IMAP"))
    let untried = try Self.diagnosis(.delegated, Self.policy, claims)
    #expect(untried.id == "auth.m365-policy")
  }

  @Test func `a token that is over means a wrong clock`() throws {
    let claims = try Self.claims(scopes: ["SMTP.Send"], expires: 1_899_990_000)
    #expect(try Self.diagnosis(.delegated, Self.failed, claims).id == "exchange.clock")
  }

  @Test func `what Microsoft says outright goes before all that is guessed`() throws {
    let claims = try Self.claims(audience: Self.graph)
    let reply =
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant"
    #expect(try Self.diagnosis(.delegated, reply, claims).id == "auth.m365-smtp-disabled")
  }

  @Test(arguments: [
    (TokenFailure.notLinked, "exchange.not-linked", MailDiagnosis.ExitStatus.notPermitted),
    (.signInNeeded(refusal), "exchange.sign-in-needed", .notPermitted),
    (.refused(refusal), "exchange.token", .notPermitted),
    (.temporary(nil, retryAfter: 30), "exchange.token", .temporary),
    (.temporary(refusal, retryAfter: nil), "exchange.token", .temporary),
    (.malformed(.notJSON(status: 200)), "exchange.token", .notPermitted),
    (.clock(seconds: 900), "exchange.clock", .notPermitted),
    (.unreachable(host: "login.example", .worded("no route")), "exchange.token", .temporary),
    (.unusableKey(path: "/k", .missing), "exchange.token", .notPermitted),
    (.store(.worded("the file secrets.toml is damaged")), "exchange.token", .notPermitted),
    (.timedOut(host: "login.example"), "exchange.token", .temporary),
  ])
  func `without a token it is said why`(
    failure: TokenFailure, id: String, status: MailDiagnosis.ExitStatus
  ) throws {
    var attempt = Attempt(
      Endpoint(.smtp, host: "smtp.office365.com", port: 587, encryption: .tls), isOAuth: true)
    attempt.exchange = try EntraFaultTests.facts(.delegated)
    let diagnosis = Diagnosis(
      Observation(attempt: attempt, stage: .token, ending: .token(failure)))
    #expect(diagnosis.id == id)
    #expect(diagnosis.exitStatus == status)
    #expect(diagnosis.stage == .token)
    #expect(diagnosis.cause.hasSuffix(".") && !diagnosis.advice.isEmpty)
    switch failure {
    case .signInNeeded, .refused, .temporary(.some, _): #expect(diagnosis.microsoft == Self.refusal)
    default: #expect(diagnosis.microsoft == nil)
    }
  }

  private static let refusal = MicrosoftError(
    error: "invalid_grant",
    description: """
      AADSTS70043: The refresh token has expired due to sign-in frequency checks. Trace ID: a-b \
      Correlation ID: c-d Timestamp: 2026-11-25 10:00:00Z
      """)

  @Test func `all of Microsoft's words can be quoted`() {
    for part in ["invalid_grant", "AADSTS70043", "a-b", "c-d", "2026-11-25 10:00:00Z"] {
      #expect(Self.refusal.quote.contains(part))
    }
  }
}
