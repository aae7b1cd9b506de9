import Glibc
import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

/// An attempt that ended otherwise than by an SMTP reply, and what it means.
struct EndingCase: CustomTestStringConvertible {
  let id: String
  let observation: Observation

  var testDescription: String { "\(id): \(observation.ending)" }

  init(
    _ id: String, _ stage: Stage, _ ending: Ending, attempt: Attempt = .example(),
    _ adjust: (inout Observation) -> Void = { _ in }
  ) {
    self.id = id
    var observation = Observation(attempt: attempt, stage: stage, ending: ending)
    if ![.resolve, .connect].contains(stage) { observation.bytesReceived = 30 }
    adjust(&observation)
    self.observation = observation
  }
}

extension EndingCase {
  private static func tls(
    _ code: UInt, _ id: String, _ encryption: Encryption = .ssl, text: String = ""
  ) -> EndingCase {
    EndingCase(
      id, .encryption, .tls(code: code, text: text), attempt: .example(encryption: encryption))
  }

  static let reaching: [EndingCase] = [
    EndingCase("system.limit", .resolve, .system(.processes)),
    EndingCase("system.limit", .connect, .system(.files)),
    EndingCase("system.library", .connect, .system(.library("libssl.so.3: not found"))),
    EndingCase("resolve.not-found", .resolve, .unresolved(.noSuchHost)),
    EndingCase("resolve.not-found", .resolve, .unresolved(.noAddress)),
    EndingCase("resolve.not-found", .resolve, .unresolved(.resolverDown)),
    EndingCase("resolve.not-found", .resolve, .unresolved(.other("System error"))),
    EndingCase("resolve.not-found", .resolve, .timedOut),
    EndingCase("connect.refused", .connect, .refused(errno: ECONNREFUSED)),
    EndingCase("connect.refused", .connect, .refused(errno: ENETUNREACH)),
    EndingCase(
      "connect.source-address", .connect, .system(.sourceAddress("192.0.2.7"))),
    EndingCase(
      "connect.source-address", .resolve, .unresolved(.noAddressFor("2001:db8::7"))),
    EndingCase("connect.timeout", .connect, .timedOut),
    EndingCase("greeting.silent", .greeting, .timedOut) { $0.bytesReceived = 0 },
    EndingCase("greeting.closed", .greeting, .closed) { $0.bytesReceived = 0 },
    EndingCase("greeting.closed", .greeting, .reset) { $0.bytesReceived = 0 },
    EndingCase("greeting.wrong-service", .greeting, .wrongService("+OK Dovecot ready.")),
    EndingCase("greeting.wrong-service", .greeting, .wrongService("* OK ready")),
    EndingCase("greeting.wrong-service", .greeting, .wrongService("HTTP/1.1 400 Bad Request")),
    EndingCase("greeting.wrong-service", .greeting, .wrongService("SSH-2.0-OpenSSH_9.2p1")),
    EndingCase("greeting.wrong-service", .greeting, .wrongService("what?")),
    EndingCase("greeting.wrong-service", .greeting, .wrongService("·")) {
      $0.foreignService = .tls
    },
    EndingCase(
      "greeting.wrong-service", .greeting, .reply(Reply(code: 530, lines: ["Please login."]))
    ) {
      $0.greeting = Reply(code: 220, lines: ["(vsFTPd 3.0.3)"])
      $0.lastCommand = "EHLO"
    },
    EndingCase("greeting.endless", .greeting, .endless),
    EndingCase("greeting.endless", .sender, .endless),
    EndingCase("server.malformed", .sender, .malformed("what?")),
    EndingCase("hello.silent", .greeting, .timedOut) { $0.lastCommand = "EHLO localhost" },
    EndingCase("hello.closed", .greeting, .closed) { $0.lastCommand = "EHLO localhost" },
    EndingCase("hello.closed", .greeting, .reset) { $0.greeting = Reply(code: 220, lines: ["x"]) },
  ]

  static let encryption: [EndingCase] = [
    tls(0x0A00_010B, "tls.not-ssl-port"), tls(0x0A00_010B, "tls.garbled", .tls),
    tls(0x0A00_00C6, "tls.not-ssl-port"), tls(0, "tls.not-ssl-port", text: "wrong version number"),
    tls(0x0A00_042E, "tls.too-old"), tls(0x0A00_014D, "tls.too-old"),
    tls(0x0A00_0102, "tls.too-old"), tls(0x0A00_0410, "tls.no-common-cipher"),
    tls(0x0A00_045C, "tls.client-certificate"), tls(0x0A00_0458, "tls.unknown-name"),
    tls(0x0A00_0438, "tls.server-error", text: "tlsv1 alert internal error"),
    tls(0x0A00_018A, "certificate.weak"), tls(0x0A00_0126, "tls.closed"),
    tls(0x0A00_0086, "certificate.other"), tls(0x0A00_0FFF, "unknown", text: "never seen"),
    tls(0x0300_0001, "unknown", text: "another library"),
    EndingCase("tls.not-offered", .encryption, .noSTARTTLS),
    EndingCase("tls.closed", .encryption, .closed), EndingCase("tls.closed", .encryption, .reset),
    EndingCase("tls.silent", .encryption, .timedOut),
    EndingCase("tls.injection", .encryption, .injection),
    EndingCase(
      "tls.no-tls-used", .encryption, .clearTextPassword,
      attempt: .example(encryption: .tlsIfAvailable)),
    EndingCase(
      "tls.no-tls-used", .encryption, .clearTextPassword, attempt: .example(encryption: .none)),
  ]

  static let signingIn: [EndingCase] = [
    EndingCase("auth.not-offered", .authentication, .noAuthentication),
    EndingCase("auth.no-mechanism", .authentication, .noMechanism(["NTLM", "GSSAPI"])),
    EndingCase("auth.kerberos", .authentication, .kerberos),
    EndingCase("auth.oauth-detail", .authentication, .closed) {
      $0.challenge = "{\"status\":\"401\",\"schemes\":\"bearer\"}"
    },
    EndingCase("auth.oauth-detail", .authentication, .reply(Reply(code: 535, lines: ["no"]))) {
      $0.challenge = "{\"status\":\"401\"}"
      $0.lastCommand = "AUTH XOAUTH2"
    },
    EndingCase("auth.password-command", .authentication, .passwordCommand(.status(1, errors: ""))),
  ]

  private static func mailbox(
    _ id: String, _ line: String, _ service: MailService = .imap, isEncrypted: Bool = true,
    _ stage: Stage = .authentication
  ) -> EndingCase {
    let encryption: Encryption = isEncrypted ? .ssl : .none
    let attempt = Attempt.example(
      service: service, port: isEncrypted ? 993 : 143, encryption: encryption)
    return EndingCase(id, stage, .line(line), attempt: attempt) {
      $0.isEncrypted = isEncrypted
      if stage != .greeting { $0.lastCommand = "LOGIN" }
    }
  }

  static let incoming: [EndingCase] = [
    mailbox("incoming.rejected", "NO [AUTHENTICATIONFAILED] Authentication failed."),
    mailbox("incoming.rejected", "NO LOGIN failed.", .imap),
    mailbox("incoming.rejected", "-ERR [AUTH] Authentication failed.", .pop3),
    mailbox("incoming.rejected", "-ERR Logon failure: unknown user name or bad password.", .pop3),
    mailbox("incoming.rejected", "NO LOGIN failed.", .imap, .incoming),
    mailbox(
      "incoming.tls-required",
      "NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.",
      isEncrypted: false),
    mailbox(
      "incoming.tls-required",
      "-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.", .pop3,
      isEncrypted: false),
    mailbox("incoming.tls-required", "* BAD [ALERT] LOGINDISABLED", isEncrypted: false),
    mailbox(
      "auth.app-password",
      "NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)"
    ),
    mailbox("auth.temporary", "NO [UNAVAILABLE] Temporary authentication failure."),
    mailbox("auth.temporary", "-ERR [SYS/TEMP] Temporary system problem", .pop3),
    mailbox("account.permission", "NO [ALERT] Your account is not enabled for IMAP use."),
    mailbox("account.permission", "NO User is authenticated but not connected."),
    mailbox("account.blocked", "-ERR [SYS/PERM] Account is suspended", .pop3),
    mailbox("account.blocked", "NO Ihr Postfach wurde gesperrt"),
    mailbox("auth.app-password", "-ERR please enter your authorization code", .pop3),
    mailbox("auth.app-password", "NO LOGIN Login error or password error"),
    mailbox("auth.m365-basic-disabled", "NO Basic authentication is disabled"),
    mailbox(
      "auth.m365-basic-disabled", "NO This mailbox requires OAuth, modern authentication only"),
    mailbox("auth.temporary", "-ERR unable to lock maildrop", .pop3),
    mailbox("auth.temporary", "-ERR [IN-USE] mailbox already locked by another session", .pop3),
    mailbox("auth.temporary", "NO internal server error"),
    mailbox("auth.temporary", "NO [UNAVAILABLE] System Error (Failure)"),
    mailbox("auth.too-many", "-ERR user account is locked, too many failed logins", .pop3),
    mailbox(
      "incoming.tls-required", "A2 BAD Command received in Invalid state.", isEncrypted: false),
    mailbox(
      "incoming.tls-required", "-ERR Command is not valid in this state.", .pop3,
      isEncrypted: false),
    mailbox("incoming.rejected", "NO Login failed: bad username or password"),
    mailbox("auth.too-many", "NO [LIMIT] Maximum number of connections from user+IP exceeded"),
    mailbox("greeting.too-many", "* BYE Too many connections", .imap, .greeting),
    mailbox("greeting.refused", "-ERR Access denied", .pop3, .greeting),
    mailbox("greeting.temporary", "* BYE Server busy, try again later", .imap, .greeting),
    mailbox("tls.refused", "A1 NO no", .imap, .encryption),
    EndingCase(
      "incoming.tls-required", .authentication, .noAuthentication,
      attempt: .example(service: .imap, port: 143, encryption: .none)),
    EndingCase(
      "auth.not-offered", .authentication, .noAuthentication,
      attempt: .example(service: .imap, port: 993, encryption: .ssl)
    ) { $0.isEncrypted = true },
    EndingCase(
      "connect.refused", .incoming, .refused(errno: ECONNREFUSED),
      attempt: .example(service: .pop3, port: 110)),
    EndingCase(
      "connect.timeout", .incoming, .timedOut, attempt: .example(service: .pop3, port: 110)
    ) { $0.bytesReceived = 0 },
    EndingCase(
      "greeting.silent", .incoming, .timedOut, attempt: .example(service: .pop3, port: 110)
    ) {
      $0.bytesReceived = 0; $0.incomingStep = .greeting
    },
    EndingCase(
      "tls.not-offered", .incoming, .noSTARTTLS, attempt: .example(service: .imap, port: 143)),
    EndingCase(
      "resolve.not-found", .incoming, .unresolved(.noSuchHost), attempt: .example(service: .imap)),
  ]

  static let sending: [EndingCase] = [
    EndingCase("data.connection-lost", .authentication, .closed),
    EndingCase("data.connection-lost", .sender, .reset),
    EndingCase("data.connection-lost", .message, .closed),
    EndingCase("data.connection-lost", .recipient, .timedOut),
    EndingCase("data.unknown-outcome", .message, .unknownOutcome),
    EndingCase("data.too-large", .sender, .tooLarge(limit: 10_240)),
    EndingCase("sender.smtputf8", .sender, .noSMTPUTF8),
    EndingCase("message.encoding", .message, .unencodable(["☃", "語"])),
    EndingCase("exchange.not-linked", .token, .notLinked),
    EndingCase("cancelled", .message, .cancelled),
    EndingCase("unknown", .connect, .other(.system(errno: 12))),
  ]

  static let all = reaching + encryption + signingIn + incoming + sending
}
