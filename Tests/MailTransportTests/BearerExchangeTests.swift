import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import ServerTrust
import TestSupport
import Testing

/// Microsoft Exchange: an access token instead of a password.
@Suite struct BearerExchangeTests {
  /// One token, or none.
  private struct Tokens: CredentialProvider {
    let token: BearerToken?

    func password(
      of credentials: Credentials, _ deadline: Deadline
    ) throws(CredentialFailure) -> Secret { throw .notLinked }

    func token(
      for account: ExchangeAccount, _ deadline: Deadline
    ) throws(CredentialFailure) -> BearerToken {
      guard let token else { throw .notLinked }
      return token
    }
  }

  private static func send(
    _ replies: [SMTPDialogue.Reply], token: BearerToken?
  ) async throws -> (DeliveryReport, [String]) {
    let authority = try await SMTPSessionTests.authority.get()
    let tls = ScriptedTLS(try authority.issue())
    let server = try ScriptedServer(
      smtp: SMTPDialogue(
        sequences: ["EHLO": [.ehlo(["STARTTLS"])], "STARTTLS": [.startingTLS("220 go", tls)]],
        whenEncrypted: ["EHLO": [.ehlo(["AUTH LOGIN XOAUTH2"])], "AUTH": replies]))
    var draft = Draft()
    for (key, text) in [
      "protocol": "exchange", "system.address": "app@example.org",
      "exchange.tenant": "example.onmicrosoft.com",
      "exchange.client-id": "11111111-2222-3333-4444-555555555555",
      "exchange.app-url": "https://app.example.org/", "exchange.server": "localhost",
      "exchange.port": String(server.port),
    ] {
      let setting = try #require(Setting.named(key))
      draft[setting] = text
    }
    let folder = try TemporaryFolder()
    let pem = try String(contentsOfFile: authority.certificate, encoding: .utf8)
    try folder.write("localhost_\(server.port).pem", pem)
    let client = MailClient(
      settings: try Settings(draft), trust: TrustStore(folder: folder.path),
      timeout: .seconds(60), credentials: Tokens(token: token))
    let report = await client.sendTest(
      to: try MailAddress(typed: "bob@example.com"), observe: { _ in })
    return (report, server.lines)
  }

  private static let token = BearerToken(user: "app@example.org", token: Secret("eyJ0b2tlbg"))

  @Test func `a token signs in`() async throws {
    let (report, lines) = try await Self.send(["235 2.7.0 ok"], token: Self.token)
    #expect(report.outcome == .delivered, "\(report)")
    #expect(report.authenticated == "XOAUTH2")
    let form = "user=app@example.org\u{1}auth=Bearer eyJ0b2tlbg\u{1}\u{1}"
    #expect(lines.contains("AUTH XOAUTH2 \(Data(form.utf8).base64EncodedString())"))
    #expect(!"\(report)".contains("eyJ0b2tlbg"))
  }

  @Test func `the error behind a challenge is read to its end`() async throws {
    let json = Data(#"{"status":"400","schemes":"bearer"}"#.utf8).base64EncodedString()
    let (report, lines) = try await Self.send(
      [.text("334 \(json)"), "535 5.7.3 Authentication unsuccessful"], token: Self.token)
    #expect(report.failed == .authentication)
    #expect(report.diagnosis?.reply?.code == 535)
    #expect(report.transcript.contains { $0.text.contains(#""status":"400""#) }, "\(report)")
    #expect(!lines.contains { $0.hasPrefix("MAIL") })
  }

  @Test func `without a token nothing is connected`() async throws {
    let (report, lines) = try await Self.send(["235 2.7.0 ok"], token: nil)
    #expect(report.failed == .token)
    #expect(report.progress == "f---------")
    #expect(report.diagnosis?.id == "exchange.not-linked")
    #expect(report.diagnosis?.exitStatus == .notPermitted)
    #expect(lines.isEmpty)
  }

  @Test func `a server that repeats the secret cannot have it shown`() async throws {
    let (report, _) = try await Self.send(
      ["535 5.7.8 your token eyJ0b2tlbg is wrong"], token: Self.token)
    #expect(report.failed == .authentication)
    #expect(!"\(report)".contains("eyJ0b2tlbg"))
  }
}
