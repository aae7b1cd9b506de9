import Foundation
import OutgoingMail
import TestSupport
import Testing

/// A mail to more recipients than the server takes at once.
@Suite struct ManyRecipientsTests {
  static let many = "452 4.5.3 Too many recipients"

  /// Servers that take two recipients of a mail: one says so, the others find out.
  static let servers: [String: SMTPDialogue] = [
    "RCPTMAX": SMTPDialogue(["EHLO": .ehlo(["LIMITS RCPTMAX=2"])]),
    "RCPTMAX and PIPELINING": SMTPDialogue(["EHLO": .ehlo(["PIPELINING", "LIMITS RCPTMAX=2"])]),
    "452": SMTPDialogue(sequences: [
      "RCPT": ["250 ok", "250 ok", .text(many), .text(many), .text(many), "250 ok", "250 ok"]
        + [.text(many), "250 ok"]
    ]),
  ]

  @Test(arguments: servers.keys.sorted(), [false, true])
  func `everybody gets it, whichever way it is sent`(
    server: String, isBlocking: Bool
  ) async throws {
    let server = try ScriptedServer(smtp: try #require(Self.servers[server]))
    let folder = try TemporaryFolder(mode: 0o700)
    let settings =
      "[system]\naddress = \"app@example.org\"\n[smtp]\nserver = \"127.0.0.1\"\nport = \(server.port)\n"
    try Data(settings.utf8).write(to: URL(fileURLWithPath: folder.file("postern.toml")))
    let outgoing = try OutgoingMail(home: folder.path)
    let bobs = try (1...5).map { try MailAddress(typed: "bob\($0)@example.com") }
    let message = MailMessage(
      from: Mailbox(outgoing.settings.systemAddress), to: [Mailbox(address: bobs[0])], subject: "a",
      body: "b", encoding: outgoing.settings.encoding)
    let others = Array(bobs.dropFirst())
    let report =
      isBlocking
      ? try await Blocking.run { try outgoing.send(message, blindCopies: others) }
      : try await outgoing.send(message, blindCopies: others)
    #expect(report.outcome == .delivered)
    #expect(report.recipients.map(\.address) == bobs)
    #expect(report.recipients.allSatisfy { $0.outcome == .delivered }, "\(report.recipients)")
    #expect(server.lines.count { $0 == "DATA" } == 3)
    #expect(server.connections.count == 1)
    #expect(report.stages.count > 3)
  }
}
