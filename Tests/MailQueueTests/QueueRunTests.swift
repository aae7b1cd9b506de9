import Foundation
import Glibc
import MailDiagnosis
import MailSettings
import MailTransport
import SystemAccess
import TestSupport
import Testing

@testable import MailQueue

/// What a run makes of the mails that wait.
@Suite struct QueueRunTests {
  private static let postfix = Shared { try PostfixServer() }
  private static let gone = "451 4.3.0 later"

  private func refusing(_ replies: [String: SMTPDialogue.Reply]) throws -> ScriptedServer {
    try ScriptedServer(smtp: SMTPDialogue(replies))
  }

  @Test func `what waits arrives once the server is there, over one connection`() async throws {
    var house = try QueueHouse(port: try FreePort.next())
    for number in 0..<5 {
      let kept = try #require(
        try house.handIn(.sample("mail \(number)"), to: ["run\(number)@example.com"]))
      #expect(kept.diagnosis?.id == "connect.refused")
    }
    #expect(try house.queue.list().waiting.count == 5)
    let server = try await Self.postfix.get()
    house.port = server.port("plain")
    house.clock.move(60)
    var ends: [QueueEvent.End] = []
    let result = try house.run(observe: { ends.append($0.end) })
    #expect(ends == Array(repeating: .delivered, count: 5))
    #expect(result.delivered == 5 && result.waiting == 0 && result.nextDue == nil)
    for number in 0..<5 {
      let mail = try await server.inbox(of: "run\(number)@example.com")
      #expect(try ParsedMail(try #require(mail.first)).header("Subject") == "mail \(number)")
    }
    #expect(house.names() == [".state"] && house.names(".state").isEmpty)
  }

  @Test func `one connection serves all mails of a run`() async throws {
    let server = try refusing([:])
    let house = try QueueHouse(port: server.port)
    for _ in 0..<4 {
      _ = try house.queue.add(.sample(), .to(["bob@example.com"]), MailOrigin(sender: nil))
    }
    #expect(try house.run().delivered == 4)
    #expect(server.connections.count == 1)
    #expect(server.lines.count { $0.hasPrefix("MAIL FROM:<app@example.org>") } == 4)
  }

  @Test func `a mail is tried after 1, 2, 4 … minutes, then hourly`() throws {
    let server = try refusing(["RCPT": "450 4.2.0 greylisted, try again"])
    let house = try QueueHouse(port: server.port)
    _ = try house.handIn()
    var waits: [Int] = []
    for _ in 0..<9 {
      let due = try #require(try house.queue.nextDue()).seconds
      waits.append((due - house.clock.now) / 60)
      house.clock.move(due - house.clock.now - 1)
      #expect(try house.run().deferred == 0, "not before its time")
      house.clock.move(1)
      #expect(try house.run().deferred == 1)
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    let mail = try #require(try house.queue.list().waiting.first)
    #expect(mail.tries == 10 && mail.lastDiagnosis?.id == "recipient.greylisted")
    #expect(mail.lastDiagnosis?.reply?.raw == "450 4.2.0 greylisted, try again")
  }

  @Test func `a server that is away is called once for all mails`() throws {
    let house = try QueueHouse(port: try FreePort.next())
    for _ in 0..<5 {
      _ = try house.queue.add(.sample(), .to(["bob@example.com"]), MailOrigin(sender: nil))
    }
    let result = try house.run()
    #expect(result.deferred == 1 && result.waiting == 5)
    #expect(result.pause?.isOfTheSetUp == false)
    #expect(result.nextDue == house.clock.now + 60)
    let list = try house.queue.list()
    #expect(list.waiting.map(\.tries) == [1, 0, 0, 0, 0])
    #expect(list.waiting.allSatisfy { $0.lastDiagnosis?.id == "connect.refused" })
    #expect(list.waiting.allSatisfy { $0.nextTry?.seconds == house.clock.now + 60 })
    // During the pause nobody calls.
    #expect(try house.run().deferred == 0)
    house.clock.move(60)
    #expect(try house.run().nextDue == house.clock.now + 120)
  }

  @Test func `a refused sign-in is tried once, until the pause is over or the settings change`()
    throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "EHLO": .ehlo(["AUTH PLAIN"]), "AUTH": "535 5.7.8 authentication failed",
      ]))
    var house = try QueueHouse(port: server.port)
    house.values = ["authentication.mode": "password", "authentication.user": "alice"]
    let kept = try #require(try house.handIn())
    #expect(kept.diagnosis?.id == "auth.rejected")
    #expect(house.queue.pause(mark: "1")?.isOfTheSetUp == true)
    for _ in 0..<3 { _ = try house.handInWhilePaused() }
    #expect(try house.run().deferred == 0)
    #expect(server.lines.count { $0.hasPrefix("AUTH") } == 1)
    // Other settings: at once.
    #expect(house.queue.pause(mark: "2") == nil)
    #expect(try house.run(mark: "2").deferred == 1)
    #expect(server.lines.count { $0.hasPrefix("AUTH") } == 2)
    house.clock.move(60)
    #expect(try house.run(mark: "2").deferred == 1)
    #expect(server.lines.count { $0.hasPrefix("AUTH") } == 3)
    #expect(try house.queue.list().waiting.count == 4)
    #expect(try house.queue.list().failed.isEmpty)
  }

  @Test func `what waits for the way is due as soon as it is open`() async throws {
    var house = try QueueHouse(port: try FreePort.next())
    _ = try house.handIn()
    house.clock.move(60)
    _ = try house.run()
    #expect(try house.queue.nextDue()?.seconds == house.clock.now + 120)
    house.queue.endPause()
    #expect(try #require(try house.queue.nextDue()).seconds <= house.clock.now)
    house.port = try refusing([:]).port
    #expect(house.port > 0)
  }

  @Test func `a mail that waits with a final refusal for one goes on for the others`() async throws
  {
    let server = try ScriptedServer(scripts: [
      [
        .smtp(
          SMTPDialogue([
            "RCPT TO:<ann": "450 4.2.0 later", "RCPT TO:<eve": "550 5.1.1 no such user",
          ]))
      ], [.smtp(SMTPDialogue())],
    ])
    let house = try QueueHouse(port: server.port)
    let kept = try #require(
      try house.handIn(to: ["bob@example.com", "ann@example.com", "eve@example.com"]))
    #expect(kept.waiting.map(\.text) == ["ann@example.com"])
    #expect(kept.refused.map(\.text) == ["eve@example.com"])
    let list = try house.queue.list()
    #expect(list.failed.map(\.recipients) == [["eve@example.com"]])
    #expect(list.failed.first?.lastDiagnosis?.id == "recipient.unknown")
    #expect(list.waiting.map(\.recipients) == [["ann@example.com"], ["alice@example.com"]])
    house.clock.move(60)
    #expect(try house.run().delivered == 2)
    #expect(server.lines.count { $0.hasPrefix("RCPT TO:<bob") } == 1, "nobody gets it twice")
    #expect(server.lines.contains { $0.hasPrefix("MAIL FROM:<>") })
  }

  @Test func `what the server refuses for good moves to failed, and its sender is told`() throws {
    let server = try refusing(["RCPT TO:<bob": "550 5.1.1 no such user"])
    let house = try QueueHouse(port: server.port)
    let id = try house.queue.add(
      .sample(), .to(["bob@example.com"]),
      MailOrigin(sender: try MailAddress(typed: "alice@example.com")))
    var events: [QueueEvent] = []
    let result = try house.run(observe: { events.append($0) })
    #expect(result.failed == 1 && result.delivered == 1 && result.waiting == 0)
    #expect(events.map(\.end) == [.failed, .delivered])
    #expect(events.first?.notification == events.last?.id)
    #expect(server.lines.count { $0.hasPrefix("RCPT TO:<alice@example.com>") } == 1)
    let failed = try #require(try house.queue.list().failed.first)
    #expect(failed.id == id && failed.recipients == ["bob@example.com"])
    #expect(house.names() == ["failed"] && house.names("failed") == [".state", id.text])
  }

  @Test(arguments: [nil, "alice@example.com"])
  func `nobody is told of a notification's failure, or where nobody has sent`(sender: String?)
    throws
  {
    let server = try refusing(["RCPT": "550 5.1.1 no such user"])
    let house = try QueueHouse(port: server.port)
    _ = try house.queue.add(
      .sample(), .to(["bob@example.com"]),
      MailOrigin(sender: try sender.map { try MailAddress(typed: $0) }))
    let result = try house.run()
    #expect(result.failed == (sender == nil ? 1 : 2) && result.waiting == 0)
    let failed = try house.queue.list().failed
    #expect(failed.map(\.isNotification) == (sender == nil ? [false] : [false, true]))
    #expect(server.lines.count { $0.hasPrefix("MAIL FROM:<>") } == (sender == nil ? 0 : 1))
  }

  @Test func `a server that is gone for two days costs a mail once, and its sender knows`()
    async throws
  {
    var house = try QueueHouse(port: try FreePort.next())
    let kept = try #require(try house.handIn(to: ["bob@example.com", "ann@example.com"]))
    var tries = 1
    while house.clock.now < 1_795_000_000 + 172_800 {
      house.clock.move(max(1, try #require(try house.queue.nextDue()).seconds - house.clock.now))
      let result = try house.run()
      tries += result.deferred + result.failed
      if result.failed == 0 { #expect(try house.queue.list().failed.isEmpty) }
    }
    #expect(tries > 40 && tries < 60)
    let list = try house.queue.list()
    #expect(list.failed.map(\.id) == [kept.id])
    #expect(list.failed.first?.recipients == ["bob@example.com", "ann@example.com"])
    #expect(list.waiting.map(\.isNotification) == [true])
    let server = try await Self.postfix.get()
    house.port = server.port("plain")
    house.clock.move(3_600)
    #expect(try house.run().delivered == 1)
    let told = try ParsedMail(try #require(try await server.inbox(of: "alice@example.com").last))
    #expect(told.text.contains("did not get through"))
    #expect(told.text.contains("ann@example.com"))
  }

  @Test func `a mail whose fate is unknown is tried again, and says so`() throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(sequences: [".": [.close, "250 2.0.0 ok"]]))
    let house = try QueueHouse(port: server.port)
    _ = try #require(try house.handIn())
    let waiting = try #require(try house.queue.list().waiting.first)
    #expect(waiting.mayHaveArrived && waiting.lastDiagnosis?.id == "data.unknown-outcome")
  }

  @Test func `a mail that breaks every session does not hold up the others`() throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["RCPT TO:<bob": .close]))
    let house = try QueueHouse(port: server.port)
    for name in ["bob", "ann", "eve"] {
      _ = try house.queue.add(
        .sample(), .to(["\(name)@example.com"]), MailOrigin(sender: nil))
    }
    let result = try house.run()
    #expect(result.delivered == 2 && result.deferred == 1)
  }

  @Test func `two runs at once send no mail twice`() async throws {
    let server = try refusing([:])
    let house = try QueueHouse(port: server.port)
    for number in 0..<20 {
      _ = try house.queue.add(
        .sample("\(number)"), .to(["n\(number)@example.com"]), MailOrigin(sender: nil))
    }
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 { group.addTask { try await Blocking.run { try house.run().delivered } } }
      return try await group.reduce(0, +)
    }
    #expect(counts == 20)
    let asked = server.lines.filter { $0.hasPrefix("RCPT") }
    #expect(asked.count == 20 && Set(asked).count == 20)
  }

  @Test func `a mail that is being sent can be neither deleted nor tried by others`() throws {
    let house = try QueueHouse(port: 1)
    let id = try house.queue.add(.sample(), .to(["bob@example.com"]), MailOrigin(sender: nil))
    let held = try #require(try house.queue.folders()?.waiting.mails.openLocked(id.text))
    #expect(throws: QueueError.underWay(id)) { try house.queue.delete(id) }
    #expect(try house.run(.one(id)).locked == 1)
    withExtendedLifetime(held) {}
  }

  @Test func `a cancelled run leaves the rest as it was`() throws {
    let server = try refusing(["MAIL": .silence])
    let house = try QueueHouse(port: server.port)
    for _ in 0..<3 {
      _ = try house.queue.add(.sample(), .to(["bob@example.com"]), MailOrigin(sender: nil))
    }
    let cancellation = Cancellation()
    Thread.detachNewThread {
      usleep(300_000)
      cancellation.cancel()
    }
    let begun = ContinuousClock.now
    #expect(try house.run(cancellation: cancellation).waiting == 3)
    #expect(ContinuousClock.now - begun < .seconds(5))
    #expect(try house.queue.list().waiting.allSatisfy { $0.tries == 0 && $0.lastDiagnosis == nil })
  }

  @Test func `what was given up can wait again, and be deleted`() throws {
    let refusal = SMTPDialogue(["RCPT TO:<bob": "550 5.1.1 no such user"])
    let server = try ScriptedServer(scripts: [[.smtp(refusal)], [.smtp(SMTPDialogue())]])
    let house = try QueueHouse(port: server.port)
    let ids = try (0..<2).map { _ in
      try house.queue.add(.sample(), .to(["bob@example.com"]), MailOrigin(sender: nil))
    }
    #expect(try house.run(.one(ids[0])).failed == 1)
    house.clock.move(400_000)
    try house.queue.revive(ids[0])
    #expect(try house.queue.list().failed.isEmpty)
    #expect(try house.run(.one(ids[0])).delivered == 1)
    try house.queue.delete(ids[1])
    #expect(throws: QueueError.noSuchMail(ids[1].text)) { try house.queue.delete(ids[1]) }
    #expect(throws: QueueError.noSuchMail(ids[1].text)) { try house.queue.revive(ids[1]) }
    #expect(try house.queue.count() == 0)
  }
}

extension QueueHouse {
  /// What comes during a pause is kept without a try.
  fileprivate func handInWhilePaused() throws -> KeptMail? {
    try queue.keep(
      .sample(), .to(["bob@example.com"]), MailOrigin(sender: nil), after: nil, identity(),
      mark: "1")
  }
}
