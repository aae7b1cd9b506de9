import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@Suite struct SigningInRefusalTests {
  @Test(arguments: [
    ("535 5.7.8 Error: authentication failed: Invalid format.", true),
    ("535 5.7.8 Error: authentication failed: your password has expired", true),
    ("535 Le mot de passe est invalide, voir la boîte", true), ("535 Неверный пароль", true),
    ("535 5.7.8 Error: authentication failed", false), ("535 Incorrect authentication data", false),
    ("535 Authentication failed: bad username / password", false),
  ])
  func `the server's own reason is told where it says more than failed`(
    raw: String, isTold: Bool
  ) throws {
    let diagnosis = try #require(Recording("AUTH PLAIN", raw, "").observation()).diagnosis
    #expect(diagnosis.id == "auth.rejected")
    #expect(diagnosis.cause.contains("it says") == isTold)
  }

  @Test(arguments: ["502 5.5.1 command not implemented", "503 5.5.1 AUTH not enabled", "500 what?"])
  func `no authentication is not offered where the server offers a sign-in`(raw: String) throws {
    var observation = try #require(Recording("AUTH PLAIN", raw, "auth.not-offered").observation())
    #expect(observation.diagnosis.fixes.map(\.changes) == [["authentication.mode": "none"]])
    observation.capabilitiesInTLS = ["AUTH PLAIN"]
    #expect(observation.diagnosis.id == "auth.not-offered")
    #expect(observation.diagnosis.fixes.isEmpty)
    #expect(!observation.diagnosis.advice.contains { $0.contains("no authentication") })
  }

  @Test(arguments: [
    ("smtp.qq.com", "QQ"), ("smtp.163.com", "NetEase"), ("smtp.naver.com", "Naver"),
    ("mail.gmx.net", "GMX"), ("smtp.web.de", "GMX"), ("smtp.mail.yahoo.com", "Yahoo"),
    ("smtp.mail.me.com", "Apple"),
  ])
  func `what is particular at a provider is told after a refusal`(
    host: String, name: String
  ) throws {
    var observation = try #require(
      Recording("AUTH PLAIN", "535 authentication failed", "").observation())
    observation.attempt.endpoint.host = try HostName(typed: host)
    #expect(observation.diagnosis.advice.contains { $0.contains(name) })
  }

  @Test(arguments: [
    Recording("MAIL", "530 5.7.0 Must issue a STARTTLS command first", "auth.encryption-required"),
    Recording(
      "MAIL",
      "530-5.7.0 Must issue a STARTTLS command first. For more information, go to\n530 5.7.0 https://support.google.com/a/answer/3221692 x - gsmtp",
      "auth.encryption-required"),
    Recording(
      "AUTH PLAIN", "538 5.7.11 Encryption required for requested authentication mechanism",
      "auth.encryption-required"),
    Recording(
      "AUTH PLAIN", "504 5.5.4 Unrecognized authentication type", "auth.encryption-required"),
    Recording("MAIL", "451 5.7.3 STARTTLS is required to send mail", "auth.encryption-required"),
    Recording("MAIL", "550 5.7.10 Encryption required", "auth.encryption-required"),
    Recording("AUTH PLAIN", "503 5.5.1 must use TLS first", "auth.encryption-required"),
  ])
  func `encryption that the server wants is named and offered`(recording: Recording) throws {
    let diagnosis = try #require(recording.observation(encryption: .none, isEncrypted: false))
      .diagnosis
    #expect(diagnosis.id == recording.id)
    #expect(
      diagnosis.fixes.first?.changes == ["smtp.encryption": "tls", "smtp.port": "587"])
  }

  @Test(arguments: [
    Recording(
      "MAIL", "530 5.7.57 Client not authenticated to send mail. [X.outlook.com]", "auth.required",
      mode: .none),
    Recording("MAIL", "530 5.7.1 Client was not authenticated", "auth.required", mode: .none),
    Recording("MAIL", "530 5.7.0 Authentication required", "auth.required", mode: .none),
    Recording(
      "MAIL",
      "530-5.7.0 Authentication Required. For more information, go to\n530 5.7.0 https://support.google.com/mail/?p=WantAuthError x - gsmtp",
      "auth.required", mode: .none),
    Recording(
      "RCPT", "554 5.7.1 <bob@example.net>: Relay access denied", "auth.required", mode: .none),
    Recording(
      "RCPT", "454 4.7.1 <bob@example.net>: Relay access denied", "auth.required", mode: .none),
    Recording("RCPT", "550 relay not permitted", "auth.required", mode: .none),
    Recording(
      "RCPT", "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain", "auth.required",
      mode: .none),
    Recording("RCPT", "550 5.7.1 Unable to relay", "auth.required", mode: .none),
    Recording(
      "RCPT", "550 5.7.1 <bob@example.net>... Relaying denied. Proper authentication required.",
      "auth.required", mode: .none),
    Recording(
      "RCPT", "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
      "auth.required", mode: .none),
    Recording(
      "RCPT", "550 5.7.64 TenantAttribution; Relay Access Denied SMTP.", "auth.required",
      mode: .none),
    Recording(
      "RCPT", "553 5.7.1 <app@example.com>: Sender address rejected: not logged in",
      "auth.required", mode: .none),
    Recording(
      "RCPT", "550 Invalid recipient bob@example.net (#5.1.1)", "recipient.unknown", mode: .none),
    Recording(
      "RCPT", "554 5.7.1 <bob@example.net>: Relay access denied", "incoming.window",
      mode: .incomingFirst),
    Recording("RCPT", "550 relay not permitted", "incoming.window", mode: .incomingFirst),
    Recording("MAIL", "530 5.7.1 Authentication required", "incoming.window", mode: .incomingFirst),
    Recording("RCPT", "550 5.7.1 Access denied", "incoming.window", mode: .incomingFirst),
    Recording("RCPT", "554 5.7.1 <bob@example.net>: Relay access denied", "recipient.refused"),
    Recording("MAIL", "530 5.7.0 Authentication required", "auth.required"),
  ])
  func `a server that does not relay for strangers is named`(recording: Recording) throws {
    let diagnosis = try #require(recording.observation()).diagnosis
    #expect(diagnosis.id == recording.id)
    let offersSignIn = diagnosis.fixes.contains {
      $0.changes == ["authentication.mode": "password"]
    }
    #expect(offersSignIn == (recording.id == "auth.required" && recording.mode == .none))
  }

  @Test func `the full address is offered as user name`() throws {
    let recording = Recording("AUTH PLAIN", "535 5.7.8 no", "auth.rejected")
    var observation = try #require(recording.observation())
    #expect(
      observation.diagnosis.fixes.first?.changes == ["authentication.user": "ada@example.com"])
    #expect(observation.diagnosis.exitStatus == .notPermitted)
    observation.attempt.user = "ada@example.com"
    #expect(observation.diagnosis.fixes == [.typePassword(.smtp)])
    observation.attempt.user = "ada"
    observation.attempt.mode = .incoming
    #expect(observation.diagnosis.fixes.first?.changes == ["incoming.user": "ada@example.com"])
  }

  @Test func `the administrator of Microsoft 365 gets the exact command`() throws {
    let raw =
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."
    var observation = try #require(Recording("AUTH LOGIN", raw, "").observation())
    observation.attempt.user = "ada@example.com"
    #expect(
      observation.diagnosis.advice[0].contains(
        "Set-CASMailbox ada@example.com -SmtpClientAuthenticationDisabled $false"))
    #expect(observation.diagnosis.responsible == .provider)
  }

  @Test func `a passwordless way is offered where passwords are switched off`() throws {
    let raw = "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."
    let diagnosis = try #require(Recording("AUTH LOGIN", raw, "").observation()).diagnosis
    #expect(diagnosis.fixes.map(\.changes) == [["protocol": "exchange"]])
  }
}
