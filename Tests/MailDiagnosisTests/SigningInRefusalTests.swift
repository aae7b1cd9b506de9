import MailDiagnosis
import MailSettings
import Testing

@Suite struct SigningInRefusalTests {
  @Test(arguments: [
    Recording(
      "AUTH PLAIN", "535 5.7.8 Error: authentication failed: authentication failure",
      "auth.rejected"),
    Recording("AUTH PLAIN", "535 Incorrect authentication data", "auth.rejected"),
    Recording("AUTH LOGIN", "535 5.7.8 Authentication credentials invalid", "auth.rejected"),
    Recording("AUTH LOGIN", "535 Authentication Credentials Invalid", "auth.rejected"),
    Recording("AUTH LOGIN", "535 Authentication failed: Bad username / password", "auth.rejected"),
    Recording("AUTH LOGIN", "535 5.7.0 Authentication failed", "auth.rejected"),
    Recording("AUTH LOGIN", "535 Authentication Failed", "auth.rejected"),
    Recording("AUTH LOGIN", "535 5.7.0 (#AUTH005) authentication failure", "auth.rejected"),
    Recording("AUTH CRAM-MD5", "535 Authentication failed", "auth.rejected"),
    Recording("AUTH LOGIN", "550 authentication failed", "auth.rejected"),
    Recording(
      "AUTH PLAIN",
      "454 4.7.0 Temporary authentication failure: Connection lost to authentication server",
      "auth.temporary"),
    Recording("AUTH PLAIN", "435 Unable to authenticate at present", "auth.temporary"),
    Recording(
      "AUTH PLAIN", "451 4.7.0 Temporary server error. Please try again later. PRX2",
      "auth.temporary"),
    Recording(
      "AUTH PLAIN", "421 4.4.2 mail.example.com Error: timeout exceeded", "server.temporary"),
    Recording(
      "AUTH PLAIN", "454 4.7.0 Too many login attempts, please try again later. x - gsmtp",
      "auth.too-many"),
    Recording("AUTH PLAIN", "535 5.7.8 Too many failed login attempts", "auth.too-many"),
    Recording("AUTH PLAIN", "535 5.7.0 (#AUTH005) Too many bad auth attempts", "auth.too-many"),
    Recording(
      "AUTH PLAIN",
      "534-5.7.9 Application-specific password required. Learn more at\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor x - gsmtp",
      "auth.app-password"),
    Recording(
      "AUTH PLAIN",
      "535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials x - gsmtp",
      "auth.app-password"),
    Recording(
      "AUTH PLAIN",
      "534-5.7.14 <https://accounts.google.com/signin/continue> Please log in via\n534-5.7.14 your web browser and then try again.\n534 5.7.14 x - gsmtp",
      "auth.app-password"),
    Recording(
      "AUTH LOGIN",
      "535 Login Fail. Please enter your authorization code to login. More information in http://service.mail.qq.com",
      "auth.app-password"),
    Recording(
      "AUTH LOGIN",
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [X.outlook.com]",
      "auth.m365-smtp-disabled"),
    Recording(
      "AUTH XOAUTH2",
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.",
      "auth.m365-smtp-disabled"),
    Recording(
      "AUTH LOGIN",
      "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [X.outlook.com]",
      "auth.m365-basic-disabled"),
    Recording(
      "AUTH LOGIN", "550 5.7.30 Basic authentication is not supported for Client Submission.",
      "auth.m365-basic-disabled"),
    Recording(
      "MAIL", "550 5.7.30 Basic authentication is not supported for Client Submission.",
      "auth.m365-basic-disabled"),
    Recording(
      "AUTH LOGIN",
      "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.",
      "auth.m365-policy"),
    Recording(
      "AUTH LOGIN",
      "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
      "auth.m365-policy"),
    Recording(
      "AUTH LOGIN", "535 5.7.3 Authentication unsuccessful [X.outlook.com]", "auth.m365-failed"),
    Recording(
      "AUTH LOGIN",
      "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [X]",
      "auth.m365-failed"),
    Recording("AUTH PLAIN", "503 5.5.1 Error: authentication not enabled", "auth.not-offered"),
    Recording("AUTH PLAIN", "503 AUTH command used when not advertised", "auth.not-offered"),
    Recording("AUTH PLAIN", "502 5.5.1 command not implemented", "auth.not-offered"),
    Recording("AUTH PLAIN", "500 5.3.3 Unrecognized command", "auth.not-offered"),
    Recording("AUTH NTLM", "504 5.7.4 Unrecognized authentication type", "auth.no-mechanism"),
    Recording("AUTH PLAIN", "534 5.7.9 Authentication mechanism is too weak", "auth.no-mechanism"),
    Recording("AUTH PLAIN", "525 5.7.13 User account disabled", "sender.blocked"),
    Recording(
      "AUTH PLAIN", "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", "limit.rate"),
    Recording("AUTH PLAIN", "501 5.5.2 Cannot decode", "unknown"),
  ])
  func `a refused sign-in is named`(recording: Recording) throws {
    let diagnosis = try #require(recording.observation()).diagnosis
    #expect(diagnosis.id == recording.id)
    #expect(diagnosis.reply == recording.reply)
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
    #expect(observation.diagnosis.exitCode == .notPermitted)
    observation.attempt.user = "ada@example.com"
    #expect(observation.diagnosis.fixes.isEmpty)
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
