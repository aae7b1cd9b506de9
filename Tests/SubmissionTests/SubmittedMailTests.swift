import Testing

@testable import Submission

struct MailOptionsTests {
  private let policy: SubmissionPolicy = {
    var policy = SubmissionPolicy.test
    policy.limits.message = 1_000
    return policy
  }()

  private func code(_ keyword: String, _ value: String?) -> Int? {
    do throws(SMTPReply) {
      _ = try MailOptions(
        [ClientCommand.Parameter(keyword: keyword, value: value)], policy: policy)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [
    ("SIZE", "1000"), ("SIZE", "0"), ("BODY", "8bitmime"), ("BODY", "7BIT"), ("AUTH", "<>"),
  ])
  func `what EHLO offers is taken`(keyword: String, value: String) {
    #expect(code(keyword, value) == nil)
  }

  @Test func `SMTPUTF8 makes the mail international`() throws {
    let parameter = ClientCommand.Parameter(keyword: "SMTPUTF8", value: nil)
    #expect(try MailOptions([parameter], policy: policy).isInternational)
    #expect(try !MailOptions([], policy: policy).isInternational)
  }

  @Test(arguments: [("SIZE", "1001"), ("SIZE", "99999999999999999999")])
  func `an announced size beyond the limit is refused with 552`(keyword: String, value: String) {
    #expect(code(keyword, value) == 552)
  }

  @Test(arguments: [
    ("SIZE", nil), ("SIZE", "-1"), ("SIZE", "1k"), ("BODY", "BINARYMIME"), ("SMTPUTF8", "yes"),
    ("AUTH", nil),
  ])
  func `a wrong value is refused with 501`(keyword: String, value: String?) {
    #expect(code(keyword, value) == 501)
  }

  @Test func `an unknown parameter is refused with 555`() {
    #expect(code("RET", "FULL") == 555)
  }
}
