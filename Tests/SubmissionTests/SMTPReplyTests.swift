import Testing

@testable import Submission

struct SMTPReplyTests {
  @Test func `a reply of one line has a space after its code`() {
    #expect(SMTPReply.ok.wire == "250 2.0.0 OK\r\n")
  }

  @Test func `each line of a longer reply repeats the code and the status`() {
    #expect(SMTPReply(214, "2.0.0", "a", "b").wire == "214-2.0.0 a\r\n214 2.0.0 b\r\n")
  }

  @Test func `only a 5xx reply is a refusal`() {
    #expect(SMTPReply.unknownCommand.isRefusal)
    #expect(!SMTPReply.tooManyRecipients.isRefusal)
  }
}
