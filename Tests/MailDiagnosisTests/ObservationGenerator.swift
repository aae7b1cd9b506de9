import Glibc
import MailDiagnosis
import MailDialogue
import MailSettings
import SystemAccess
import TestSupport

/// Observations as they could be made, the odd and the contradictory ones too.
enum ObservationGenerator {
  private static let words = [
    "authentication", "required", "starttls", "relay", "access denied", "helo", "sender", "address",
    "rejected:", "domain not found", "user unknown", "mailbox full", "greylisted", "too many",
    "not owned by", "application-specific", "basic authentication is disabled", "5.7.139", "spam",
    "message size", "throttling", "blocked using", "ptr record", "not verified", "\u{1B}[2J", "☃",
    "smtputf8", "temporary", "login", "credentials were incorrect", "\u{202E}",
  ]
  private static let commands: [String?] = [
    nil, "EHLO x", "HELO x", "STARTTLS", "AUTH PLAIN", "MAIL", "RCPT", "DATA", ".", "QUIT", "LOGIN",
  ]
  private static let hosts: [HostName] = [
    "mail.example.com", "smtp.gmail.com", "smtp.office365.com", "bücher.example", "::1", "x",
    "longlonglonglonglonglonglonglonglonglonglonglong.longlonglonglonglong.example",
  ]
  private static let names =
    hosts.dropLast(2).map(\.text) + ["", String(repeating: "long", count: 60)]
  private static let codes = [
    220, 235, 250, 334, 354, 403, 421, 432, 435, 450, 451, 452, 454, 500, 501, 502, 503, 504, 521,
    523, 525, 530, 534, 535, 538, 550, 551, 552, 553, 554, 599,
  ]

  private static func reply(_ random: inout SeededGenerator) -> Reply {
    let details = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 25, 30, 54, 57, 60, 90, 139, 252, 501, 705]
    let enhanced = EnhancedStatusCode(
      random.pick([4, 5]), random.below(8), random.pick(details))
    let lines = (0...random.below(2)).map { _ in
      (0...random.below(4)).map { _ in random.pick(Self.words) }.joined(separator: " ")
    }
    return Reply(
      code: random.pick(Self.codes), enhanced: random.below(3) == 0 ? nil : enhanced,
      lines: lines.map { $0.printable() })
  }

  private static func ending(_ random: inout SeededGenerator) -> Ending {
    let text = random.pick(Self.words) + " " + random.pick(Self.words)
    switch random.below(24) {
    case 0: return .line(text)
    case 1:
      return .unresolved(
        random.pick([.noSuchHost, .noAddress, .resolverDown, .other(text)]))
    case 2: return .refused(errno: [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH][text.utf8.count % 3])
    case 3: return .timedOut
    case 4: return .closed
    case 5: return .reset
    case 6: return .wrongService(random.pick(["+OK", "* OK", "HTTP/1.0", "SSH-2.0", "220", text]))
    case 7: return .endless
    case 8: return .noSTARTTLS
    case 9: return .clearTextPassword
    case 10: return .tls(code: 0x0A00_0000 + UInt(random.below(1300)), text: text)
    case 11: return .certificate
    case 12: return .injection
    case 13: return .noAuthentication
    case 14: return .noMechanism(["GSSAPI", text])
    case 15: return .kerberos
    case 16: return random.pick([.noSMTPUTF8, .tooLarge(limit: random.below(1 << 30))])
    case 17: return random.pick([.unknownOutcome, .cancelled, .malformed(text)])
    case 18: return .unencodable(Self.words)
    case 19:
      return random.pick([
        .passwordCommand(.status(1, errors: text)), .notLinked,
        .other(.sasl(.wrongChallenge(mechanism: text, standard: text))), .token(token(text)),
      ])
    default: return .reply(reply(&random))
    }
  }

  private static func token(_ text: String) -> TokenFailure {
    text.utf8.count % 2 == 0
      ? .refused(MicrosoftError(error: text, description: text))
      : .unreachable(host: text, .worded(text))
  }

  static func observation(_ random: inout SeededGenerator) -> Observation {
    let attempt = Attempt(
      Endpoint(
        random.pick([.smtp, .smtp, .imap, .pop3]), host: random.pick(Self.hosts),
        port: random.pick([25, 110, 143, 465, 587, 993, 995, 2525]),
        encryption: random.pick(Encryption.allCases)),
      mode: random.pick(AuthenticationMode.allCases),
      user: random.pick([nil, "", "ada", "ada@example.com", "jörg@example.com", "a b\u{1B}"]),
      mechanism: random.pick(["auto", "PLAIN", "GSSAPI"]), isOAuth: random.below(4) == 0,
      sender: random.pick(["", "app@example.com", "jörg@example.com", "x@[192.0.2.1]"]),
      recipient: random.pick(["", "bob@example.net"]), helloName: random.pick(["", "localhost"]),
      connectionLimit: random.pick([nil, 1, 2, 10]))
    var observation = Observation(
      attempt: attempt, stage: random.pick(Stage.allCases), ending: ending(&random))
    observation.lastCommand = random.pick(Self.commands)
    observation.isEncrypted = random.below(2) == 0
    observation.capabilities = random.pick([nil, [], ["STARTTLS", "AUTH PLAIN GSSAPI"]])
    observation.capabilitiesInTLS = random.pick([nil, ["AUTH LOGIN"]])
    observation.challenge = random.pick([nil, "{\"status\":\"401\"}", "Username:"])
    observation.bytesReceived = random.below(2)
    observation.now = Int64(truncatingIfNeeded: random.next() >> 20)
    observation.closeNames = random.pick([[], ["smtp.example.com"], Self.names])
    observation.sameAddressNames = random.pick([[], ["mx.example.com"]])
    observation.alternatives = (0..<random.below(3)).map { _ in
      Alternative(
        port: random.pick([25, 465, 587]), encryption: random.pick(Encryption.allCases),
        isTrusted: random.pick([nil, true, false]))
    }
    if random.below(3) == 0 { observation.certificate = certificate(&random) }
    return observation
  }

  private static func certificate(_ random: inout SeededGenerator) -> CertificateInspection {
    let details = CertificateDetails(
      subject: "x", issuer: random.pick(Self.words), names: random.pick([[], Self.names]),
      notBefore: Int64(truncatingIfNeeded: random.next()),
      notAfter: Int64(truncatingIfNeeded: random.next()), key: "", signature: "",
      sha256: "AB:CD", isCA: false, pem: "")
    let faults = CertificateFault.allCases.filter { _ in random.below(3) == 0 }
    return CertificateInspection(
      server: Endpoint(host: "x", port: .smtp, encryption: .tls),
      chain: random.pick([[], [details]]), faults: faults,
      verifyCodes: random.pick([[], [23], [18]]), imported: random.pick([[], [details]]))
  }
}
