import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

/// Diagnoses of every finding that an attempt can have.
enum DiagnosisExamples {
  /// What servers are known to say, the other ends of an attempt, certificates and tokens.
  static func all() throws -> [Diagnosis] {
    let observations =
      try RecordedRefusal.all.map { try #require($0.observation) }
      + EndingCase.all.map(\.observation) + certificates + others + tokens()
    return observations.map(\.diagnosis)
  }

  /// Each fault of a certificate, at the mail server and at the incoming one.
  private static var certificates: [Observation] {
    CertificateFault.allCases.flatMap { fault in
      [Attempt.example(), .example(service: .imap, port: 993, encryption: .ssl)].map { attempt in
        var observation = Observation(
          attempt: attempt, stage: .certificate, ending: .certificate)
        observation.certificate = CertificateInspection(
          server: attempt.endpoint, chain: [], faults: [fault], verifyCodes: [])
        observation.sameAddressNames = ["mx.example.com"]
        return observation
      }
    }
  }

  private static let others = [
    EndingCase("hello.firewall", .encryption, .noSTARTTLS) {
      $0.greeting = Reply(code: 220, lines: ["****************"])
    },
    EndingCase("limit.connections", .connect, .system(.connections(limit: 1, holders: [7]))),
  ].map(\.observation)

  /// Microsoft Exchange without an access token, and with one that its server does not take.
  private static func tokens() throws -> [Observation] {
    try failures.map { try observation(.token, .token($0)) }
      + claims.map { claims in
        var observation = try observation(
          .authentication,
          .reply(
            Reply(
              code: 535, enhanced: EnhancedStatusCode(5, 7, 3),
              lines: ["5.7.3 Authentication unsuccessful"])))
        observation.lastCommand = "AUTH XOAUTH2"
        observation.token = TokenClaims(token: claims.text)
        observation.now = 1_900_000_000
        return observation
      }
  }

  private static func observation(_ stage: Stage, _ ending: Ending) throws -> Observation {
    var attempt = Attempt(
      Endpoint(host: "smtp.office365.com", port: 587, encryption: .tls), mode: .password,
      user: "app@example.org", isOAuth: true)
    attempt.exchange = try EntraFaultTests.facts(.delegated)
    return Observation(attempt: attempt, stage: stage, ending: ending)
  }

  private static let failures: [TokenFailure] = [
    .notLinked, .clock(seconds: 900), .malformed(.notJSON(status: 200)),
    .unusableKey(path: "/k", .missing),
    .unreachable(host: "login.example", .worded("No route.")),
    .signInNeeded(MicrosoftError(error: "invalid_grant", description: "AADSTS700082: Over.")),
    .refused(MicrosoftError(error: "invalid_client", description: "AADSTS7000215: Wrong.")),
  ]

  /// Tokens for another resource, without the permission, for another user, and that are over.
  private static let claims = [
    token(audience: "https://graph.microsoft.com"), token(scopes: "IMAP.AccessAsUser.All"),
    token(user: "eve@example.org"), token(expires: 1_800_000_000),
  ]

  private static func token(
    audience: String = "https://outlook.office365.com", scopes: String = "SMTP.Send",
    expires: Int = 2_000_000_000, user: String = "app@example.org"
  ) -> FakeToken {
    FakeToken(
      aud: audience, appid: "11111111-2222-3333-4444-555555555555", scp: scopes, exp: expires,
      upn: user)
  }
}
