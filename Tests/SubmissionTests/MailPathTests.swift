import Testing

@testable import Submission

struct MailPathTests {
  @Test(arguments: [
    ("<a@example.com>", "a@example.com", ""),
    ("<>", "", ""),
    ("<a@example.com> SIZE=1", "a@example.com", " SIZE=1"),
    ("<@relay.example,@two.example:a@example.com>", "a@example.com", ""),
    (#"<"a b>c\"d"@example.com>x"#, #""a b>c\"d"@example.com"#, "x"),
    ("<ü@bücher.example>", "ü@bücher.example", ""),
  ])
  func `the address between the brackets is read`(
    text: String, address: String, after: String
  ) throws {
    let (path, rest) = try #require(MailPath.parse(text[...]))
    #expect(path.address == address)
    #expect(rest == after)
  }

  @Test(arguments: ["", "a@example.com", "<a@example.com", "<a b@example.com>", "<<a@b>>", "<\"a>"])
  func `text without whole brackets is no path`(text: String) {
    #expect(MailPath.parse(text[...]) == nil)
  }

  @Test func `only postmaster needs no domain`() {
    #expect(MailPath(address: "PostMaster").isPostmaster)
    #expect(!MailPath(address: "PostMaster").hasDomain)
    #expect(MailPath(address: "a@b").hasDomain)
    #expect(!MailPath(address: "@b").hasDomain)
    #expect(!MailPath(address: "a@").hasDomain)
  }
}
