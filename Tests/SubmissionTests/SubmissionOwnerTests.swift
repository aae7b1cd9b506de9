import Testing

@testable import Submission

/// What an owner decides, and what it is told.
struct SubmissionOwnerTests {
  private let begin = "EHLO x\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\n"

  @Test func `a plain loop takes mails that were sent in one go`() {
    var loop = PlainLoop()
    loop.send(
      begin + "Subject: x\r\n\r\n..y\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<c@x>\r\nRCPT TO:<d@x>\r\n"
        + "DATA\r\nz\r\n.\r\nQUIT\r\nNOOP\r\n")
    #expect(loop.mails.map(\.text) == ["Subject: x\r\n\r\n.y\r\n", "z\r\n"])
    #expect(loop.mails.map(\.mail.sender.address) == ["a@x", ""])
    #expect(loop.mails.map { $0.mail.recipients.map(\.address) } == [["b@x"], ["c@x", "d@x"]])
    #expect(
      loop.codes == [220, 250, 250, 250, 354, 250, 250, 250, 250, 354, 250, 221])
    #expect(loop.isClosed)
  }

  @Test func `an owner refuses a sender, a recipient, the message and its end in its own words`() {
    let no = SMTPReply(550, "5.7.1", "Not here")
    let refused: [(@Sendable (SubmissionSession.Question) -> Bool, [Int])] = [
      ({ $0 == .sender }, [550, 503, 503]),
      ({ $0 == .recipient(MailPath(address: "b@x")) }, [250, 550, 503]),
      ({ $0 == .message }, [250, 250, 550]),
      ({ $0 == .acceptance(bytes: 3) }, [250, 250, 354, 550]),
    ]
    for (isRefused, codes) in refused {
      var loop = PlainLoop { isRefused($0) ? no : nil }
      loop.send(begin)
      if codes.contains(354) { loop.send("z\r\n.\r\n") }
      #expect(loop.codes.dropFirst(2) == codes[...])
      #expect(loop.wire.contains("550 5.7.1 Not here\r\n"))
      #expect(loop.mails.isEmpty)
    }
  }

  @Test func `an acceptance may have words of its own`() {
    var loop = PlainLoop {
      if case .acceptance = $0 { SMTPReply(250, "2.0.0", "queued as 7") } else { nil }
    }
    loop.send(begin + "z\r\n.\r\n")
    #expect(loop.wire.hasSuffix("250 2.0.0 queued as 7\r\n"))
    #expect(loop.mails.count == 1)
  }

  @Test func `421 from the owner ends the session`() {
    var loop = PlainLoop { $0 == .sender ? SMTPReply(421, "4.3.2", "Later") : nil }
    loop.send(begin)
    #expect(loop.codes == [220, 250, 421])
    #expect(loop.isClosed)
  }

  @Test func `nothing more is read until a question is answered`() {
    var session = SubmissionSession(policy: .test)
    session.receive(Array("EHLO x\r\nMAIL FROM:<a@x>\r\nNOOP\r\n".utf8))
    var outputs: [SubmissionSession.Output] = []
    while let output = session.next() { outputs.append(output) }
    #expect(outputs.count == 3)
    #expect(session.isWaiting)
    session.answer()
    #expect(!session.isWaiting)
    while let output = session.next() { outputs.append(output) }
    #expect(outputs.dropFirst(3) == [.reply(.accepted(.sender)), .reply(.ok)])
    // Nobody has asked.
    session.answer(SMTPReply(550, nil, "no"))
    #expect(session.next() == nil)
  }

  @Test func `a message beyond the limit is dropped at once and refused at its end`() {
    var policy = SubmissionPolicy.test
    policy.limits.message = 10
    var loop = PlainLoop(policy)
    loop.send(begin + "0123456789\r\n")
    #expect(loop.outputs.last == .mailDropped)
    loop.send("more\r\n.\r\nNOOP\r\n")
    #expect(loop.codes.suffix(2) == [552, 250])
    #expect(loop.mails.isEmpty)
  }

  @Test func `an owner may refuse a message in its midst`() {
    var loop = PlainLoop()
    loop.send(begin + "one\r\n")
    loop.change { $0.refuseMessage(SMTPReply(452, "4.3.1", "The disk is full")) }
    loop.send("two\r\n.\r\nNOOP\r\n")
    #expect(loop.codes.suffix(2) == [452, 250])
    #expect(loop.outputs.contains(.content(Array("one\r\n".utf8))))
    #expect(loop.mails.isEmpty)
  }

  @Test func `an owner may refuse a message that has ended before it was asked`() throws {
    var session = SubmissionSession(policy: .test)
    var outputs: [SubmissionSession.Output] = []
    session.receive(Array((begin + "one\r\n.\r\nNOOP\r\n").utf8))
    while let output = session.next() {
      outputs.append(output)
      switch output {
      case .ask: session.answer()
      case .content: session.refuseMessage(SMTPReply(554, "5.6.0", "It holds a NUL"))
      default: break
      }
    }
    let codes = outputs.compactMap { if case .reply(let reply) = $0 { reply.code } else { nil } }
    #expect(codes.suffix(2) == [554, 250], "\(outputs)")
  }

  @Test(arguments: ["RSET\r\n", "EHLO again\r\n", "QUIT\r\n"])
  func `an owner is told that a mail is taken back`(command: String) {
    var loop = PlainLoop()
    loop.send("EHLO x\r\nMAIL FROM:<a@x>\r\n" + command)
    #expect(loop.outputs.contains(.mailDropped))
  }

  @Test func `a session ends with the words of its owner`() {
    var early = PlainLoop()
    early.change { $0.end(.idle(.test)) }
    #expect(early.codes == [220, 421])
    #expect(early.isClosed)
    var session = SubmissionSession(policy: .test)
    session.end(.tooManyConnections(.test))
    session.end(.idle(.test))
    #expect(session.next() == .reply(.tooManyConnections(.test)))
    #expect(session.next() == .close)
    #expect(session.next() == nil)
  }

  @Test func `the end of input closes once all is done, and half a mail is dropped`() {
    var loop = PlainLoop()
    loop.send(begin + "half\r\n.\r")
    loop.change { $0.inputEnded() }
    #expect(loop.outputs.suffix(2) == [.mailDropped, .close])
    #expect(loop.mails.isEmpty)
    var whole = PlainLoop()
    whole.send(begin + "whole\r\n.\r\n")
    whole.change { $0.inputEnded() }
    #expect(whole.outputs.last == .close)
    #expect(whole.mails.count == 1)
  }

  @Test func `words of another server cannot begin a reply of their own`() {
    let reply = SMTPReply(550, "5.1.1", "no\r\n250 yes", "\u{1B}[2Jä")
    #expect(reply.wire == "550-5.1.1 no??250 yes\r\n550 5.1.1 ?[2Jä\r\n")
  }
}
