import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import ServerTrust
import Synchronization
import TestSupport
import Testing

@Suite struct MailClientTests {
  @Test func `a mail in clear goes through every stage`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await Sending(server.port).run()
    #expect(report.outcome == .delivered)
    #expect(report.progress == "pppsssppp")
    #expect(report.tls == nil)
    #expect(report.authenticated == nil)
    #expect(report.diagnosis == nil)
    #expect(report.messageID?.hasSuffix("@example.org>") == true)
    #expect(report.detail(.resolve)?.hasPrefix("localhost → ") == true)
    #expect(report.detail(.connect) == "127.0.0.1, port \(server.port)")
    #expect(report.detail(.greeting) == "scripted.example ESMTP")
    let lines = try await server.waitUntilClosed().lines
    #expect(lines.first == "EHLO client.example.org")
    #expect(lines.contains { $0.hasPrefix("MAIL FROM:<app@example.org> SIZE=") })
    #expect(lines.contains("RCPT TO:<bob@example.com>"))
    #expect(lines.last == "QUIT")
  }

  @Test func `what is said is heard as it is said`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let heard = Mutex<[TranscriptLine]>([])
    let settings = try Sending(server.port).settings()
    let recipient = try MailAddress(typed: "bob@example.com")
    let report = try await Blocking.run {
      MailClient(settings: settings, trust: TrustStore(folder: "/nonexistent")).sendTest(
        to: recipient, hear: { line in heard.withLock { $0.append(line) } })
    }
    #expect(report.outcome == .delivered)
    #expect(heard.withLock { $0 } == report.transcript)
    let commands = report.transcript.filter { $0.speaker == .client }.map(\.text)
    #expect(commands.contains("DATA") && commands.contains("."))
  }

  @Test func `a dry run takes the envelope back`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await Sending(server.port) { $0.dryRun = true }.run()
    #expect(report.outcome == .accepted)
    #expect(report.progress == "pppssspps")
    #expect(report.messageID == nil)
    let lines = try await server.waitUntilClosed().lines
    #expect(lines.suffix(3) == ["RCPT TO:<bob@example.com>", "RSET", "QUIT"])
  }

  @Test(arguments: [Encryption.tls, .tlsIfAvailable, .ssl])
  func `a login goes out inside TLS only`(encryption: Encryption) async throws {
    let authority = try CertificateAuthority(name: "Test CA")
    let tls = ScriptedTLS(try authority.issue())
    let server = try ScriptedServer(
      smtp: SMTPDialogue(
        [
          "EHLO": .ehlo(["STARTTLS"]), "STARTTLS": .startingTLS("220 go", tls),
        ], whenEncrypted: ["EHLO": .ehlo(["AUTH PLAIN LOGIN"])]),
      ssl: encryption == .ssl ? tls : nil)
    let report = try await Sending(server.port, encryption, user: "ann") {
      $0.imported = [authority.certificate]
    }.run()
    #expect(report.outcome == .delivered, "\(report)")
    #expect(report.authenticated == "PLAIN")
    #expect(report.tls?.verified == true)
    #expect(report.tls?.protocol == "TLSv1.3")
    #expect(report.progress == "ppppppppp")
    let received = try await server.waitUntilClosed()
    #expect(received.serverName == "localhost")
    #expect(received.lines.contains { $0.hasPrefix("AUTH PLAIN ") })
    #expect(
      !report.transcript.contains {
        $0.text.contains(Data("\0ann\0correct horse".utf8).base64EncodedString())
      })
  }
}
