import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import ServerTrust
import TestSupport
import Testing

/// A token that the SMTP server refuses is tried at the IMAP server.
@Suite struct TokenTrialTests {
  /// Any credentials: a token, or why there is none.
  private struct Tokens: CredentialProvider {
    let result: Result<BearerToken, CredentialFailure>

    func password(
      of credentials: Credentials, _ deadline: Deadline
    ) throws(CredentialFailure) -> Secret { throw .notLinked }

    func token(
      for account: ExchangeAccount, _ deadline: Deadline
    ) throws(CredentialFailure) -> BearerToken { try result.get() }
  }

  private static let failed = "535 5.7.3 Authentication unsuccessful [AM3PR05CA0094.outlook.com]"
  private static let policy = "535 5.7.139 Authentication unsuccessful, did not meet the criteria"

  private static let token = FakeToken(
    aud: "https://outlook.office.com", appid: "11111111-2222-3333-4444-555555555555",
    scp: "IMAP.AccessAsUser.All SMTP.Send", exp: 4_000_000_000, upn: "app@example.org"
  ).text

  private static func imap(_ tls: ScriptedTLS, _ answer: String) -> [ScriptStep] {
    [
      .startTLS(tls), .send("* OK ready\r\n"), .expect(prefix: "A001 CAPABILITY"),
      .send("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\nA001 OK done\r\n"),
      .expect(prefix: "P001 AUTHENTICATE XOAUTH2"), .send(answer),
    ]
  }

  private static func draft(_ smtp: Int, _ imap: Int) throws -> Draft {
    var draft = Draft()
    for (key, text) in [
      "protocol": "exchange", "system.address": "app@example.org",
      "exchange.tenant": "example.onmicrosoft.com",
      "exchange.client-id": "11111111-2222-3333-4444-555555555555",
      "exchange.app-url": "https://app.example.org/", "exchange.server": "localhost",
      "exchange.port": String(smtp), "exchange.imap-server": "localhost",
      "exchange.imap-port": String(imap),
    ] {
      draft[try #require(Setting.named(key))] = text
    }
    return draft
  }

  /// Sends with a token that is refused so, while the IMAP server says that.
  private static func send(
    _ reply: String, imap answer: String, trustsIMAP: Bool = true
  ) async throws -> (report: DeliveryReport, imap: [String]) {
    let authority = try await SMTPSessionTests.authority.get()
    let tls = ScriptedTLS(try authority.issue())
    let smtp = try ScriptedServer(
      smtp: SMTPDialogue(
        sequences: ["EHLO": [.ehlo(["STARTTLS"])], "STARTTLS": [.startingTLS("220 go", tls)]],
        whenEncrypted: [
          "EHLO": [.ehlo(["AUTH LOGIN XOAUTH2"])], "AUTH": ["334 ", .text(reply)],
        ]))
    let imap = try ScriptedServer(Self.imap(tls, answer))
    let folder = try TemporaryFolder()
    let pem = try String(contentsOfFile: authority.certificate, encoding: .utf8)
    try folder.write("localhost_\(smtp.port).pem", pem)
    if trustsIMAP { try folder.write("localhost_\(imap.port).pem", pem) }
    let client = MailClient(
      settings: try Settings(try draft(smtp.port, imap.port)),
      trust: TrustStore(folder: folder.path), timeout: .seconds(60),
      credentials: Tokens(
        result: .success(BearerToken(user: "app@example.org", token: Secret(token)))))
    let report = await client.sendTest(
      to: try MailAddress(typed: "bob@example.com"), observe: { _ in })
    return (report, imap.lines)
  }

  @Test func `a token that opens the mailbox by IMAP means that SMTP AUTH is off`() async throws {
    let (report, lines) = try await Self.send(Self.policy, imap: "P001 OK done\r\n")
    #expect(report.failed == .authentication)
    #expect(report.diagnosis?.id == "auth.m365-smtp-disabled")
    #expect(lines.contains { $0.hasPrefix("P001 AUTHENTICATE XOAUTH2") })
    #expect(report.stages.first?.stage == .token)
    #expect(report.stages.first?.detail?.text == "token for app@example.org")
  }

  @Test func `the same at a refusal of the token means another name`() async throws {
    let (report, _) = try await Self.send(Self.failed, imap: "P001 OK done\r\n")
    #expect(report.diagnosis?.id == "exchange.identity")
  }

  @Test func `a token that nobody takes is wrong itself`() async throws {
    let (report, _) = try await Self.send(
      Self.failed, imap: "P001 NO AUTHENTICATE failed.\r\n")
    #expect(report.diagnosis?.id == "auth.m365-failed")
    #expect(report.diagnosis?.cause.contains("Neither SMTP nor IMAP") == true)
  }

  @Test func `a server with another certificate is not given the token`() async throws {
    let (report, lines) = try await Self.send(
      Self.failed, imap: "P001 OK done\r\n", trustsIMAP: false)
    #expect(report.diagnosis?.id == "auth.m365-failed")
    #expect(!lines.contains { $0.hasPrefix("P001") })
  }

  @Test func `no part of the token is shown`() async throws {
    let echo =
      "535 5.7.3 \(Data("user=x\u{1}auth=Bearer \(Self.token)\u{1}\u{1}".utf8).base64EncodedString())"
    let (report, _) = try await Self.send(echo, imap: "P001 NO \(Self.token)\r\n")
    let shown = "\(report)"
    #expect(!shown.contains(Self.token.prefix(40)))
    #expect(!shown.contains(Data(Self.token.utf8).base64EncodedString().dropFirst(8).prefix(40)))
  }

  @Test func `without a token the first stage says why`() async throws {
    let refusal = MicrosoftError(
      error: "invalid_client",
      description: "AADSTS7000222: The provided client secret keys are expired. Trace ID: a-b")
    let client = MailClient(
      settings: try Settings(try Self.draft(587, 993)),
      trust: TrustStore(folder: try TemporaryFolder().path),
      credentials: Tokens(result: .failure(.token(.refused(refusal)))))
    let report = await client.sendTest(
      to: try MailAddress(typed: "bob@example.com"), observe: { _ in })
    #expect(report.failed == .token)
    #expect(report.stages.first?.detail?.text == "invalid_client, AADSTS7000222")
    #expect(report.diagnosis?.id == "exchange.token")
    #expect(report.diagnosis?.microsoft == refusal)
    #expect(report.diagnosis?.cause.contains("expired") == true)
  }
}
