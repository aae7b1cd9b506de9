import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// Servers whose offers or answers are other than usual.
@Suite struct OddOffersTests {
  static let authority = Shared { try CertificateAuthority(name: "Odd Root") }
  static let password = "zaunk0enig odd"
  static let plain = Data("\0ann\0\(password)".utf8).base64EncodedString()

  private func send(
    _ server: ScriptedServer, _ encryption: Encryption = .none, mechanism: String = "auto"
  ) async throws -> DeliveryReport {
    let authority = try await Self.authority.get()
    return try await Sending(server.port, encryption, user: "ann") {
      $0.password = Self.password
      $0.values["authentication.mechanism"] = mechanism
      $0.imported = [authority.certificate]
      $0.dryRun = true
    }.run()
  }

  private func attempts(_ server: ScriptedServer) -> [String] {
    server.lines.filter { $0.uppercased().hasPrefix("AUTH") }
  }

  @Test func `PLAIN goes out with its initial response`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    #expect(try await send(server).authenticated == "PLAIN")
    #expect(attempts(server) == ["AUTH PLAIN \(Self.plain)"])
  }

  @Test(arguments: ["334 ", "334", "334 Z28gb24="])
  func `a server that asks although all was said gets it once more`(question: String) async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [
        "EHLO": [.ehlo(["AUTH PLAIN"])], "AUTH": [.text(question), "235 2.7.0 ok"],
      ]))
    let report = try await send(server)
    #expect(report.authenticated == "PLAIN", "\(report)")
    #expect(attempts(server).count == 1)
    #expect(server.lines.filter { $0 == Self.plain }.count == 1)
  }

  @Test func `a server that takes no initial response is asked without`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [
        "EHLO": [.ehlo(["AUTH PLAIN"])],
        "AUTH": ["501 5.5.4 Syntax: AUTH mechanism", "334 ", "235 2.7.0 ok"],
      ]))
    let report = try await send(server)
    #expect(report.authenticated == "PLAIN", "\(report)")
    #expect(attempts(server) == ["AUTH PLAIN \(Self.plain)", "AUTH PLAIN"])
  }

  @Test func `a second 501 is the end`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"]), "AUTH": "501 5.5.4 Syntax"]))
    let report = try await send(server)
    #expect(report.failed == .authentication)
    #expect(attempts(server).count == 2)
  }

  @Test func `LOGIN waits for both questions`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [
        "EHLO": [.ehlo(["AUTH LOGIN"])],
        "AUTH": ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 2.7.0 ok"],
      ]))
    #expect(try await send(server).authenticated == "LOGIN")
    #expect(attempts(server) == ["AUTH LOGIN"])
    let answers = ["ann", Self.password].map { Data($0.utf8).base64EncodedString() }
    #expect(server.lines.filter(answers.contains) == answers)
  }

  @Test(arguments: [
    (["AUTH=PLAIN LOGIN"], ["PLAIN", "LOGIN"]), (["auth plain login"], ["PLAIN", "LOGIN"]),
    (["AUTH PLAIN LOGIN", "AUTH=PLAIN LOGIN"], ["PLAIN", "LOGIN"]),
    (["AUTH LOGIN PLAIN PLAIN"], ["LOGIN", "PLAIN"]),
    (["AUTH  PLAIN\tLOGIN "], ["PLAIN", "LOGIN"]),
    (["AUTH=LOGIN", "AUTH GSSAPI PLAIN"], ["LOGIN", "GSSAPI", "PLAIN"]),
    (["Auth Plain"], ["PLAIN"]),
  ])
  func `odd lists are read`(keywords: [String], offered: [String]) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(keywords)]))
    let report = try await send(server)
    #expect(report.authenticated == "PLAIN", "\(report)")
    #expect(report.offers == OfferedMechanisms(beforeTLS: offered))
  }

  @Test(arguments: ["AUTH", "AUTHPLAIN", "XAUTH PLAIN"])
  func `what names no mechanism offers none`(keyword: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo([keyword])]))
    let report = try await send(server)
    #expect(report.diagnosis?.id == "auth.not-offered")
    #expect(report.offers == OfferedMechanisms(beforeTLS: []))
    #expect(attempts(server).isEmpty)
  }

  private func startTLS(
    before: [String], inside: [String]
  ) async throws -> ScriptedServer {
    let certificate = try await Self.authority.get().issue()
    return try ScriptedServer(
      smtp: SMTPDialogue(
        [
          "EHLO": .ehlo(["STARTTLS"] + before),
          "STARTTLS": .startingTLS("220 2.0.0 go", ScriptedTLS(certificate)),
        ], whenEncrypted: ["EHLO": .ehlo(inside)]))
  }

  @Test func `what is offered only in TLS is used in TLS`() async throws {
    let server = try await startTLS(before: [], inside: ["AUTH PLAIN"])
    let report = try await send(server, .tls)
    #expect(report.authenticated == "PLAIN", "\(report)")
    #expect(report.offers == OfferedMechanisms(beforeTLS: [], inTLS: ["PLAIN"]))
    #expect(report.offers.sentence == "Sign-in offered: none before TLS; PLAIN in TLS")
  }

  @Test func `what is offered only in TLS is not there without, and TLS is the fix`() async throws {
    let server = try await startTLS(before: [], inside: ["AUTH PLAIN"])
    let report = try await send(server)
    #expect(report.diagnosis?.id == "auth.not-offered")
    #expect(report.diagnosis?.fixes.first?.changes["smtp.encryption"] == "tls")
    #expect(report.offers.sentence == "Sign-in offered: none without TLS")
  }

  @Test func `what is withdrawn in TLS is not used`() async throws {
    let server = try await startTLS(before: ["AUTH PLAIN LOGIN"], inside: [])
    let report = try await send(server, .tls)
    #expect(report.failed == .authentication)
    #expect(report.diagnosis?.id == "auth.not-offered")
    #expect(attempts(server).isEmpty)
    #expect(report.offers == OfferedMechanisms(beforeTLS: ["PLAIN", "LOGIN"], inTLS: []))
  }

  @Test(arguments: ["GSSAPI", "NTLM", "XOAUTH2", "GSSAPI NTLM XOAUTH2 X-EXOTIC"])
  func `mechanisms that Postern does not speak are listed`(list: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH \(list)"])]))
    let report = try await send(server)
    #expect(report.diagnosis?.id == "auth.no-mechanism")
    let cause = try #require(report.diagnosis?.cause)
    let names = list.split(separator: " ").map(String.init)
    for name in names.prefix(3) { #expect(cause.contains(name), "\(cause)") }
    #expect(report.offers == OfferedMechanisms(beforeTLS: names))
    #expect(attempts(server).isEmpty)
  }

  @Test(arguments: ["CRAM-MD5", "NTLM", "XOAUTH2"])
  func `a forced mechanism that is not offered is named`(mechanism: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN LOGIN"])]))
    let report = try await send(server, mechanism: mechanism)
    #expect(report.diagnosis?.id == "auth.no-mechanism")
    let cause = try #require(report.diagnosis?.cause)
    #expect(cause.contains("PLAIN") && cause.contains("and not \(mechanism)"), "\(cause)")
    #expect(attempts(server).isEmpty)
  }

  @Test func `GSSAPI is never chosen by itself, for user@domain neither`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH GSSAPI NTLM PLAIN"])]))
    let report = try await Sending(server.port, user: "ann@example.org") { $0.dryRun = true }.run()
    #expect(report.authenticated == "PLAIN")
    #expect(attempts(server).count == 1)
  }

  @Test(arguments: ["auto", "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-256"])
  func `after a 535 there was one AUTH, on one connection`(mechanism: String) async throws {
    let all = "AUTH PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-1 SCRAM-SHA-256"
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo([all]), "AUTH": "535 5.7.8 no"]))
    let report = try await send(server, mechanism: mechanism)
    #expect(report.diagnosis?.id == "auth.rejected", "\(report)")
    #expect(attempts(server).count == 1)
    #expect(server.connections.count == 1)
  }

  @Test func `the mechanisms are told for a test without sign-in too`() async throws {
    let server = try await startTLS(before: ["AUTH LOGIN"], inside: ["AUTH PLAIN LOGIN"])
    let authority = try await Self.authority.get()
    let report = try await Sending(server.port, .tls) {
      $0.imported = [authority.certificate]
    }.run()
    #expect(report.outcome == .delivered)
    #expect(report.offers == .init(beforeTLS: ["LOGIN"], inTLS: ["PLAIN", "LOGIN"]))
  }

  @Test func `without an answer to EHLO nothing is known of mechanisms`() async throws {
    let server = try ScriptedServer([.send("554 5.7.1 no\r\n"), .close])
    let report = try await send(server)
    #expect(report.offers == OfferedMechanisms())
    #expect(report.offers.sentence == nil)
  }
}
