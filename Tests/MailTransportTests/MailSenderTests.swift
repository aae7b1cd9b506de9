import Foundation
import MailDiagnosis
import MailDialogue
import MailMessage
import MailSettings
import MailTransport
import TestSupport
import Testing

/// Many mails by one sender, which connects as often as the server needs.
@Suite struct MailSenderTests {
  /// Sends a mail to each group of recipients, one after the other.
  private func send(
    to groups: [[String]], _ server: ScriptedServer
  ) async throws -> [DeliveryReport] {
    let folder = try TemporaryFolder()
    let client = try Sending(server.port, user: "ann").client(folder)
    let system = try MailAddress(typed: "app@example.org")
    let envelopes = try groups.map { group in
      Envelope(sender: system, recipients: try group.map { try MailAddress(typed: $0) })
    }
    let reports = try await Blocking.run {
      let sender = MailSender(client)
      defer { sender.close() }
      return envelopes.map {
        sender.send(RenderedMail(bytes: Array("a: b\r\n".utf8)), envelope: $0)
      }
    }
    return withExtendedLifetime(folder) { reports }
  }

  private let bobs = (1...4).map { ["bob\($0)@example.com"] }

  /// A server that wants a sign-in, with such replies to each MAIL.
  private static func session(_ replies: [String]) -> [ScriptStep] {
    [
      .smtp(
        SMTPDialogue(sequences: [
          "EHLO": [.ehlo(["AUTH PLAIN", "PIPELINING"])], "MAIL": replies.map { .text($0) },
        ]))
    ]
  }

  @Test(arguments: [
    "530 5.7.0 Authentication required", "535 5.7.8 credentials expired",
    "535 5.7.3 credentials expired", "454 4.7.0 Temporary authentication failure", "530 Log in",
  ])
  func `a sign-in that expires between two mails is repeated`(reply: String) async throws {
    let server = try ScriptedServer(
      scripts: [Self.session(["250 ok", "250 ok", reply]), Self.session(["250 ok"])])
    let reports = try await send(to: bobs, server)
    #expect(reports.map(\.outcome) == Array(repeating: .delivered, count: 4), "\(reports)")
    #expect(server.connections.count == 2)
    #expect(server.lines.count { $0.hasPrefix("AUTH") } == 2)
  }

  @Test func `who may have got a mail in a later round is in doubt, with the reason`()
    async throws
  {
    let first = SMTPDialogue(sequences: [
      "EHLO": [.ehlo(["AUTH PLAIN"])],
      "RCPT": [.text("250 ok"), .text("452 4.5.3 too many"), .text("250 ok")],
      ".": [.text("250 ok"), .close],
    ])
    let server = try ScriptedServer([.smtp(first)])
    let reports = try await send(to: [["a@example.com", "b@example.com"]], server)
    let report = try #require(reports.first)
    #expect(report.outcome == .delivered)
    #expect(report.recipients.map(\.outcome) == [.delivered, .unknown])
    #expect(report.recipients.last?.diagnosis?.finding == .dataUnknownOutcome)
  }

  @Test func `it is repeated once for one mail, and not where no mail was taken`() async throws {
    let server = try ScriptedServer(
      scripts: [
        Self.session(["250 ok", "530 5.7.0 no"]), Self.session(["530 5.7.0 no"]),
      ])
    let reports = try await send(to: bobs, server)
    #expect(reports.map(\.outcome) == [.delivered, .failed, .failed, .failed])
    #expect(reports[1].diagnosis?.reply?.code == 530)
    #expect(server.connections.count == 2)
    #expect(server.lines.count { $0.hasPrefix("MAIL") } == 5)
  }

  @Test(arguments: [
    ("LIMITS RCPTDOMAINMAX=1", [["c@c.org", "e@c.org"], ["a@a.org", "b@A.org"], ["d@b.org"]], 3),
    ("LIMITS RCPTDOMAINMAX=2", [["a@a.org", "b@A.org", "c@c.org", "e@c.org"], ["d@b.org"]], 2),
    ("LIMITS RCPTDOMAINMAX=1 RCPTMAX=1", [["a@a.org"], ["b@A.org"], ["c@c.org"], ["e@c.org"]], 3),
    ("LIMITS RCPTDOMAINMAX=0", [["a@a.org", "b@A.org", "c@c.org", "d@b.org", "e@c.org"]], 1),
    ("LIMITS RCPTDOMAINMAX=9", [["a@a.org", "b@A.org", "c@c.org", "d@b.org", "e@c.org"]], 1),
  ])
  func `a session has no more domains of recipients than the server takes`(
    keyword: String, mails: [[String]], sessions: Int
  ) async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN", keyword])]))
    let all = ["a@a.org", "b@A.org", "c@c.org", "d@b.org", "e@c.org"]
    let reports = try await send(to: [all, ["f@b.org"]], server)
    #expect(reports.map(\.outcome) == [.delivered, .delivered], "\(reports)")
    #expect(reports[0].recipients.map(\.outcome) == Array(repeating: .delivered, count: 5))
    #expect(server.connections.count == sessions, "\(server.lines)")
    let mail = server.lines.split { $0.hasPrefix("MAIL") }.map { part in
      part.filter { $0.hasPrefix("RCPT") }.map { String($0.dropFirst(9).dropLast()).lowercased() }
    }
    for group in mails { #expect(mail.contains(group.map { $0.lowercased() }), "\(mail)") }
  }

  @Test(arguments: ["550 5.7.1 not you", "451 4.3.0 busy", "503 5.5.1 order"])
  func `another refusal of a sender ends no session`(reply: String) async throws {
    let server = try ScriptedServer(scripts: [Self.session(["250 ok", reply, "250 ok"])])
    let reports = try await send(to: Array(bobs.prefix(3)), server)
    #expect(reports.map(\.outcome) == [.delivered, .failed, .delivered])
    #expect(server.connections.count == 1)
  }
}
