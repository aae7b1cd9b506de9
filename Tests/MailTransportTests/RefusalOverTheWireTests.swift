import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// What the rules say of a recorded refusal has to be what the transport reports, when a server
/// sends it at the command at which the provider does.
@Suite struct RefusalOverTheWireTests {
  @Test(arguments: RecordedRefusal.all.filter { $0.client != .token })
  func `a refusal over TCP is named`(refusal: RecordedRefusal) async throws {
    let server = try RefusingServer(refusal)
    let report = try await Sending(
      server.port, user: refusal.client == .signsIn ? "ada" : nil,
      { sending in
        sending.host = "127.0.0.1"
        sending.recipient = "bob@example.net"
        sending.values["system.address"] = "app@example.com"
        if refusal.client == .mailboxFirst { sending.signInAtMailbox(server.mailboxPort) }
      }
    ).run()
    let diagnosis = try #require(report.diagnosis, "\(refusal)")
    #expect(refusal.ids.contains(diagnosis.id), "\(refusal)\n\(report.transcript.map(\.text))")
    withExtendedLifetime(server) {}
  }
}

extension Sending {
  /// By first connecting to a POP3 mailbox.
  fileprivate mutating func signInAtMailbox(_ port: Int) {
    incomingPassword = "correct horse"
    values.merge([
      "authentication.mode": "incoming-first", "incoming.protocol": "pop3",
      "incoming.server": "127.0.0.1", "incoming.port": String(port), "incoming.encryption": "none",
      "incoming.user": "ada",
    ]) { $1 }
  }
}
