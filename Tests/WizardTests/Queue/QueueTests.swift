import Forms
import MailSettings
import Testing

@testable import Wizard

/// The page about programs that hand in mail, and the mails that wait.
@Suite struct QueueTests {
  static let mails = [
    WaitingMail(
      id: "1m8d73nfnmxf8n", since: "2026-11-27 01:24", recipients: "bob@example.com",
      subject: "Report", isGivenUp: false, state: "tried 3 times, next try 01:31",
      cause: "Nothing listens on port 587 of mail.example.com.",
      advice: ["Check server name and port: usual for SMTP are 587, 465 and 25."]),
    WaitingMail(
      id: "1m8d73nfxy93bm", since: "2026-11-25 01:24", recipients: "nobody@example.com",
      subject: "Grüße", isGivenUp: true, state: "given up, tried once",
      cause: "The server does not know the recipient nobody@example.com.", advice: []),
  ]

  /// On the page, with the queue looked at.
  static func looking(_ mails: [WaitingMail] = mails) throws -> Typist {
    var typist = Typist(Example.filled.draft)
    typist.focus(.queue)
    typist.press(.enter)
    let run = try #require(typist.state.work?.run)
    #expect(typist.effects.last == .queue(run: run, .read))
    typist.tell(.queue(run: run, QueueLook(mails: mails)))
    return typist
  }

  @Test func `the page looks at the queue when it is come to`() throws {
    let typist = try Self.looking()
    #expect(typist.state.page == .queue && typist.state.work == nil)
    #expect(typist.screen.contains("1 mail waits, 1 was given up:"))
    #expect(try Self.looking([]).screen.contains("No mail waits."))
  }

  @Test func `Enter on a mail tries it, and what came of it is told`() throws {
    var typist = try Self.looking()
    typist.focus(.mail(Self.mails[0].id))
    #expect(typist.screen.contains("tried 3 times, next try 01:31: Nothing listens on"))
    typist.press(.enter)
    let run = try #require(typist.state.work?.run)
    #expect(typist.effects.last == .queue(run: run, .retry(Self.mails[0].id)))
    let left = QueueLook(mails: [Self.mails[1]], end: .delivered)
    typist.tell(.queue(run: run, left))
    #expect(
      typist.state.work == nil && typist.state.notice == .queue(.delivered))
    #expect(!typist.screen.contains("bob@example.com"), "\(typist.screen)")
  }

  @Test func `Escape ends a try, and what comes late is ignored`() throws {
    var typist = try Self.looking()
    typist.focus(.mail(Self.mails[0].id))
    typist.press(.enter)
    let run = try #require(typist.state.work?.run)
    typist.press(.escape)
    #expect(typist.effects.last == .cancel(run: run) && typist.state.work == nil)
    typist.tell(.queue(run: run, QueueLook(mails: [])))
    #expect(typist.state.queue?.mails.count == 2)
  }

  @Test func `Delete asks first, and no is what Enter means`() throws {
    var typist = try Self.looking()
    typist.focus(.mail(Self.mails[1].id))
    typist.press(.delete)
    #expect(typist.screen.contains("nobody@example.com is deleted"))
    let before = typist.effects.count
    typist.press(.enter)
    #expect(typist.state.dialog == nil && typist.effects.count == before)
    typist.press(.delete, .right, .enter)
    let run = try #require(typist.state.work?.run)
    #expect(typist.effects.last == .queue(run: run, .delete(Self.mails[1].id)))
  }

  @Test func `the relay and the queue are turned on by a key, and off again`() throws {
    var typist = try Self.looking([])
    typist.focus(.relay)
    typist.press(.enter)
    #expect(typist.state.draft.relay.listen.text == "127.0.0.1:2525")
    #expect(typist.screen.contains("no sign-in, no"))
    typist.focus(.keepMails)
    typist.press(.enter)
    #expect(typist.state.draft[.queueEnabled] == "true")
    let socket = typist.state.surroundings.home == "/etc/postern" ? 3 : 2
    #expect(typist.state.unsavedChanges == socket)
    typist.press(.enter)
    typist.focus(.relay)
    typist.press(.enter)
    #expect(typist.state.unsavedChanges == 0)
  }

  @Test func `Escape leads back to the summary`() throws {
    var typist = try Self.looking()
    typist.press(.escape)
    #expect(typist.state.page == .summary)
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 15)])
  func `it looks as in its picture`(size: Size) throws {
    var typist = try Self.looking()
    typist.tell(.resized(size))
    typist.focus(.mail(Self.mails[0].id))
    let isSame = try Picture(view(typist.state)).matches("queue-\(size.columns)x\(size.rows)")
    #expect(isSame)
  }
}
