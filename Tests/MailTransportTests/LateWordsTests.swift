import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// What servers say late: behind the handshake, within the message, before they close.
@Suite struct LateWordsTests {
  static let authority = Shared { try CertificateAuthority(name: "Late Root") }

  private func send(
    _ server: ScriptedServer, _ encryption: Encryption, dryRun: Bool = false,
    change: (inout Sending) -> Void = { _ in }
  ) async throws -> DeliveryReport {
    let authority = try await Self.authority.get()
    return try await Sending(server.port, encryption) {
      $0.imported = [authority.certificate]
      $0.dryRun = dryRun
      $0.timeout = .seconds(4)
      change(&$0)
    }.run()
  }

  private func tls() async throws -> ScriptedTLS {
    ScriptedTLS(try await Self.authority.get().issue())
  }

  @Test func `silence behind SSL's handshake is the greeting's`() async throws {
    let server = try ScriptedServer([.startTLS(try await tls()), .silence])
    let report = try await send(server, .ssl)
    #expect(report.failed == .greeting, "\(report)")
    #expect(report.diagnosis?.id == "greeting.silent")
    #expect(report.stages.first { $0.stage == .certificate }?.state == .passed)
  }

  @Test func `silence behind STARTTLS is EHLO's`() async throws {
    let server = try ScriptedServer([
      .send("220 a\r\n"), .expect(prefix: "EHLO"), .send("250-a\r\n250 STARTTLS\r\n"),
      .expect(prefix: "STARTTLS"), .send("220 go\r\n"), .startTLS(try await tls()), .silence,
    ])
    let report = try await send(server, .tls)
    #expect(report.failed == .greeting, "\(report)")
    #expect(report.diagnosis?.id == "hello.silent")
    #expect(report.stages.first { $0.stage == .certificate }?.state == .passed)
  }

  @Test(arguments: [false, true])
  func `a server that wants a client's certificate is named whenever it says so`(
    startTLS: Bool
  ) async throws {
    let authority = try await Self.authority.get()
    let demanding = ScriptedTLS(try authority.issue()) {
      $0.clientAuthority = authority.certificate
    }
    let hello: [ScriptStep] = [
      .send("220 a\r\n"), .expect(prefix: "EHLO"), .send("250-a\r\n250 STARTTLS\r\n"),
      .expect(prefix: "STARTTLS"), .send("220 go\r\n"),
    ]
    let server = try ScriptedServer((startTLS ? hello : []) + [.startTLS(demanding), .silence])
    let report = try await send(server, startTLS ? .tls : .ssl)
    #expect(report.diagnosis?.id == "tls.client-certificate", "\(report)")
    #expect(report.failed == .encryption, "\(report.stages)")
  }

  /// What comes instead of an answer to RSET or QUIT.
  static let farewells: [SMTPDialogue.Reply] = [
    .close, .reset, "421 4.4.2 closing", "502 5.5.2 what?", "554 5.5.1 no", .silence,
  ]

  @Test(arguments: farewells.indices, ["RSET", "QUIT"])
  func `a dry run is told by the recipient alone`(index: Int, command: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue([command: Self.farewells[index]]))
    let report = try await send(server, .none, dryRun: true) { $0.timeout = .seconds(20) }
    #expect(report.outcome == .accepted, "\(report)")
    #expect(report.diagnosis == nil)
  }

  @Test(arguments: [0, 1, 2, 3, 5])
  func `a delivered mail stays delivered however the server takes leave`(index: Int) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["QUIT": Self.farewells[index]]))
    #expect(try await send(server, .none).outcome == .delivered)
  }

  /// A line of 12,288 octets, the most that RFC 4954 section 4 speaks of.
  private static let longSecret = String(repeating: "x", count: 9_000)

  @Test func `long answers go out whole, and not as initial response`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [
        "EHLO": [.ehlo(["AUTH PLAIN"])], "AUTH": ["334 ", "235 2.7.0 in"],
      ]))
    let report = try await Sending(server.port, user: "ann") { $0.password = Self.longSecret }.run()
    #expect(report.authenticated == "PLAIN", "\(report)")
    let answer = Data("\0ann\0\(Self.longSecret)".utf8).base64EncodedString()
    #expect(answer.utf8.count > 12_000)
    let lines = try await server.waitUntilClosed().lines
    #expect(lines.contains("AUTH PLAIN") && lines.contains(answer))
  }

  @Test(arguments: [100, 1_500, 9_213])
  func `a challenge of 12,288 octets is answered as a short one`(octets: Int) async throws {
    let challenge = [UInt8](repeating: UInt8(ascii: "c"), count: octets)
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [
        "EHLO": [.ehlo(["AUTH CRAM-MD5"])],
        "AUTH": [.text("334 \(Data(challenge).base64EncodedString())"), "235 2.7.0 in"],
      ]))
    let report = try await Sending(server.port, user: "ann") { $0.password = "tanstaaf" }.run()
    #expect(report.authenticated == "CRAM-MD5", "\(report)")
    let file = try TemporaryFolder()
    try Data(challenge).write(to: URL(fileURLWithPath: file.file("challenge")))
    let digest = try await Blocking.run {
      try Command.run(
        "openssl", ["dgst", "-md5", "-hmac", "tanstaaf", "-r", file.file("challenge")])
    }
    let expected = "ann \(digest.output.prefix(32))"
    #expect(server.lines.contains(Data(expected.utf8).base64EncodedString()))
  }

  @Test func `a refusal within a large message is read, although writing fails`() async throws {
    let server = try ScriptedServer([
      .send("220 a\r\n"), .expect(prefix: "EHLO"), .send("250 a\r\n"), .expect(prefix: "MAIL"),
      .send("250 ok\r\n"), .expect(prefix: "RCPT"), .send("250 ok\r\n"), .expect(prefix: "DATA"),
      .send("354 go\r\n"), .readLine, .send("552 5.3.4 too large\r\n"), .close,
    ])
    let envelope = try Large.envelope()
    let folder = try TemporaryFolder()
    let report = try await Sending(server.port).client(folder).send(
      Large.mail(megabytes: 12), envelope: envelope, observe: { _ in })
    #expect(report.outcome == .failed, "\(report.stages)")
    #expect(report.diagnosis?.reply?.code == 552, "\(report.stages)")
  }

  @Test func `a server that refuses and takes no more is not waited for`() async throws {
    let server = try ScriptedServer([
      .send("220 a\r\n"), .expect(prefix: "EHLO"), .send("250 a\r\n"), .expect(prefix: "MAIL"),
      .send("250 ok\r\n"), .expect(prefix: "RCPT"), .send("250 ok\r\n"), .expect(prefix: "DATA"),
      .send("354 go\r\n"), .pause(milliseconds: 1_500), .send("452 4.3.1 disk full\r\n"),
      .pause(milliseconds: 600_000),
    ])
    let folder = try TemporaryFolder()
    let report = try await Sending(server.port) { $0.timeout = .seconds(400) }.client(folder).send(
      Large.mail(megabytes: 12), envelope: try Large.envelope(), observe: { _ in })
    #expect(report.diagnosis?.reply?.code == 452, "\(report.stages)")
  }

  @Test func `cancelled while the server takes no more is cancelled, not unknown`() async throws {
    let server = try ScriptedServer([
      .send("220 a\r\n"), .expect(prefix: "EHLO"), .send("250 a\r\n"), .expect(prefix: "MAIL"),
      .send("250 ok\r\n"), .expect(prefix: "RCPT"), .send("250 ok\r\n"), .expect(prefix: "DATA"),
      .send("354 go\r\n"), .pause(milliseconds: 600_000),
    ])
    let cancellation = Cancellation()
    let folder = try TemporaryFolder()
    let client = try Sending(server.port) { $0.timeout = .seconds(600) }.client(folder)
    let envelope = try Large.envelope()
    let running = Task {
      await client.send(
        Large.mail(megabytes: 12), envelope: envelope, cancellation: cancellation,
        observe: { _ in })
    }
    try await server.waitForLine(beginning: "DATA", within: 90)
    cancellation.cancel()
    let report = await running.value
    #expect(report.outcome == .cancelled, "\(report.stages)")
    withExtendedLifetime(folder) {}
  }
}
