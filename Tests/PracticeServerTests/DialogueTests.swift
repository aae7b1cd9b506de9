import Testing

@testable import PracticeServer

struct DialogueTests {
  /// The codes of the replies to some lines; 354 stands for the start of a message, 0 for closing.
  private func codes(_ lines: String..., limits: Limits = Limits()) -> [Int] {
    var dialogue = Dialogue(limits: limits)
    return lines.map { line in
      switch dialogue.receive(.text(line)) {
      case .reply(let reply): reply.code
      case .message: 354
      case .close: 0
      }
    }
  }

  @Test func `the usual order leads to a message`() {
    #expect(
      codes("EHLO x", "MAIL FROM:<a@x>", "RCPT TO:<b@x>", "RCPT TO:<postmaster>", "DATA")
        == [250, 250, 250, 250, 354])
  }

  @Test func `commands out of order are refused with 503`() {
    #expect(codes("MAIL FROM:<a@x>", "RCPT TO:<b@x>", "DATA") == [503, 503, 503])
    #expect(codes("HELO x", "MAIL FROM:<a@x>", "MAIL FROM:<a@x>", "DATA") == [250, 250, 503, 503])
    #expect(codes("HELO x", "AUTH LOGIN") == [250, 503])
    #expect(codes("EHLO x", "MAIL FROM:<a@x>", "AUTH LOGIN") == [250, 250, 503])
  }

  @Test func `RSET and a new EHLO forget the mail`() {
    #expect(codes("EHLO x", "MAIL FROM:<a@x>", "RSET", "RCPT TO:<b@x>") == [250, 250, 250, 503])
    #expect(codes("EHLO x", "MAIL FROM:<a@x>", "EHLO x", "RCPT TO:<b@x>") == [250, 250, 250, 503])
  }

  @Test func `commands that change nothing are always answered`() {
    #expect(codes("NOOP", "HELP", "VRFY x", "RSET", "QUIT") == [250, 214, 252, 250, 0])
  }

  @Test func `signing in works once`() {
    #expect(
      codes("EHLO x", "AUTH PLAIN", "*", "AUTH LOGIN", "dXNlcg==", "cHc=", "AUTH PLAIN")
        == [250, 334, 501, 334, 334, 235, 503])
  }

  @Test func `addresses need a domain, and SMTPUTF8 when they are not ASCII`() {
    #expect(codes("EHLO x", "MAIL FROM:<a>", "MAIL FROM:<ü@x>") == [250, 553, 553])
    #expect(
      codes("EHLO x", "MAIL FROM:<ü@x> SMTPUTF8", "RCPT TO:<é@x>", "RCPT TO:<b>", "RCPT TO:<>")
        == [250, 250, 250, 501, 501])
    #expect(codes("EHLO x", "MAIL FROM:<>", "RCPT TO:<é@x>") == [250, 250, 553])
  }

  @Test func `parameters that were not offered are refused with 555`() {
    #expect(
      codes("EHLO x", "MAIL FROM:<a@x> RET=HDRS", "MAIL FROM:<a@x>", "RCPT TO:<b@x> NOTIFY=NEVER")
        == [250, 555, 250, 555])
  }

  @Test func `recipients are bounded`() {
    var limits = Limits()
    limits.recipients = 1
    #expect(
      codes("EHLO x", "MAIL FROM:<a@x>", "RCPT TO:<b@x>", "RCPT TO:<c@x>", "DATA", limits: limits)
        == [250, 250, 250, 452, 354])
  }

  @Test func `a client that only makes errors is sent away`() {
    var limits = Limits()
    limits.refusals = 2
    #expect(codes("A", "B", "C", limits: limits) == [500, 500, 0])
  }

  @Test func `a line too long or with control characters is refused with 500`() {
    var dialogue = Dialogue(limits: Limits())
    #expect(dialogue.receive(.tooLong) == .reply(.lineTooLong))
    #expect(dialogue.receive(.garbled) == .reply(.badCharacters))
  }
}
