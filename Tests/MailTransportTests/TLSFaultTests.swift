import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport

/// What goes wrong while TLS begins, each checked against what `openssl s_client` says of the same
/// server.
@Suite struct TLSFaultTests {
  /// A port, how it is spoken to, and what has to be found there.
  struct Trial: Sendable, CustomTestStringConvertible {
    let port: String
    let id: String
    /// What s_client says.
    let reference: String
    var encryption = Encryption.ssl

    var testDescription: String { "\(port), \(encryption.text)" }
  }

  // MARK: Postfix

  static let atPostfix = [
    Trial(port: "plain", id: "tls.not-ssl-port", reference: "wrong version number"),
    Trial(
      port: "plain", id: "tls.not-offered", reference: "Didn't find STARTTLS in server response",
      encryption: .tls),
    Trial(port: "tls11", id: "tls.too-old", reference: "alert protocol version"),
    Trial(port: "anonymous", id: "tls.no-common-cipher", reference: "handshake failure"),
    // It completes the handshake and then says in words what it misses.
    Trial(
      port: "client-certificate", id: "tls.client-certificate",
      reference: "No client certificate presented"),
    Trial(
      port: "client-certificate-starttls", id: "tls.client-certificate",
      reference: "No client certificate presented", encryption: .tls),
  ]

  static let postfix = Shared { () -> (CertificateAuthority, PostfixServer) in
    let authority = try CertificateAuthority(name: "Test CA", key: .rsa(2048))
    let ssl = { (options: [String: String]) in PostfixPort(.ssl, options: options) }
    let demanding = [
      "smtpd_tls_req_ccert": "yes", "smtpd_tls_CAfile": authority.certificate,
    ]
    let server = try PostfixServer(
      ports: [
        "plain": .plain,
        "tls11": ssl(["smtpd_tls_mandatory_protocols": "TLSv1.1"]),
        "anonymous": ssl([
          "smtpd_tls_mandatory_protocols": "TLSv1.2", "smtpd_tls_mandatory_ciphers": "high",
          "tls_high_cipherlist": "ADH-AES128-GCM-SHA256:@SECLEVEL=0",
        ]),
        "client-certificate": ssl(demanding),
        "client-certificate-starttls": PostfixPort(.startTLSRequired, options: demanding),
      ], certificate: try authority.issue())
    return (authority, server)
  }

  @Test(arguments: atPostfix)
  func `a fault at a real Postfix is named as OpenSSL names it`(trial: Trial) async throws {
    let (authority, server) = try await Self.postfix.get()
    try await check(trial, server.port(trial.port), trusting: authority)
  }

  // MARK: Servers made for the fault

  /// A plain record with the alert internal_error, as a server sends it whose certificate cannot be
  /// loaded.
  private static let internalError: [UInt8] = [0x15, 3, 3, 0, 2, 2, 80]

  static let scripted = [
    Trial(port: "alert", id: "tls.server-error", reference: "alert internal error"),
    Trial(
      port: "alert", id: "tls.server-error", reference: "alert internal error", encryption: .tls),
    Trial(
      port: "plain text", id: "tls.garbled", reference: "wrong version number", encryption: .tls),
    Trial(port: "reset", id: "tls.closed", reference: "errno=104"),
    Trial(port: "reset", id: "tls.closed", reference: "errno=104", encryption: .tls),
    Trial(port: "name", id: "tls.unknown-name", reference: "unrecognized name"),
    Trial(port: "client", id: "tls.client-certificate", reference: "alert certificate required"),
    Trial(
      port: "old client", id: "tls.no-common-cipher", reference: "alert handshake failure"),
  ]

  @Test(arguments: scripted)
  func `a fault in the handshake is named as OpenSSL names it`(trial: Trial) async throws {
    let authority = try await TrustedDeliveryTests.servers.get().root
    let tls = try await Blocking.run { ScriptedTLS(try authority.issue()) }
    let bad = Self.steps(trial.port, tls, authority)
    let hello: [ScriptStep] = [
      .send("220 scripted.example ESMTP\r\n"), .expect(prefix: "EHLO"),
      .send("250-scripted.example\r\n250 STARTTLS\r\n"), .expect(prefix: "STARTTLS"),
      .send("220 go\r\n"),
    ]
    let server = try ScriptedServer((trial.encryption == .tls ? hello : []) + bad)
    try await check(trial, server.port, trusting: authority)
    #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
  }

  private static func steps(
    _ name: String, _ tls: ScriptedTLS, _ authority: CertificateAuthority
  ) -> [ScriptStep] {
    // What comes before the client has spoken would belong to the reply to STARTTLS. Every
    // ClientHello has a byte 10, a line's end: the number of the extension supported_groups (RFC
    // 8422, section 5.1.1).
    let afterHello = [ScriptStep.readLine]
    switch name {
    case "alert": return afterHello + [.sendRaw(internalError), .close]
    case "plain text": return afterHello + [.send("500 5.5.1 unknown command\r\n"), .close]
    case "reset": return afterHello + [.reset]
    case "name":
      return [.startTLS(ScriptedTLS(tls.certificate) { $0.refusesName = true })]
    default:
      let demanding = ScriptedTLS(tls.certificate) {
        $0.clientAuthority = authority.certificate
        if name == "old client" { $0.maximum = .tls12 }
      }
      return [.startTLS(demanding), .smtp(SMTPDialogue())]
    }
  }

  @Test func `a key exchange that is too small is called weak`() async throws {
    let authority = try await TrustedDeliveryTests.servers.get().root
    let folder = try TemporaryFolder()
    let parameters = folder.file("dh.pem")
    let (leaf, made) = try await Blocking.run {
      (
        try authority.issue(CertificateRequest(key: .rsa(2048))),
        try Command.run(
          "openssl",
          [
            "genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "group:modp_1536", "-out",
            parameters,
          ])
      )
    }
    #expect(made.status == 0, "\(made.errors)")
    let server = try OpenSSLServer([
      "-cert", leaf.certificate, "-key", leaf.key, "-dhparam", parameters, "-tls1_2", "-cipher",
      "DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0",
    ])
    let trial = Trial(port: "dh", id: "certificate.weak", reference: "dh key too small")
    try await check(trial, server.port, trusting: authority)
  }

  private func check(
    _ trial: Trial, _ port: Int, trusting authority: CertificateAuthority
  ) async throws {
    let client = SClient(
      port: port, startTLS: trial.encryption == .tls ? "smtp" : nil,
      trusting: [authority.certificate])
    let reference = try await client.run()
    #expect(reference.contains(trial.reference), "\(reference)")
    let report = try await Sending(port, trial.encryption, user: "ann") {
      $0.imported = [authority.certificate]
    }.run()
    #expect(report.outcome == .failed)
    #expect(report.diagnosis?.id == trial.id, "\(report)")
    #expect(report.authenticated == nil)
  }
}
