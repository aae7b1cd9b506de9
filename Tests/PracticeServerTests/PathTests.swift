import Testing

@testable import PracticeServer

struct PathTests {
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
    let (path, rest) = try #require(Path.parse(text[...]))
    #expect(path.address == address)
    #expect(rest == after)
  }

  @Test(arguments: ["", "a@example.com", "<a@example.com", "<a b@example.com>", "<<a@b>>", "<\"a>"])
  func `text without whole brackets is no path`(text: String) {
    #expect(Path.parse(text[...]) == nil)
  }

  @Test func `only postmaster needs no domain`() {
    #expect(Path(address: "PostMaster").isPostmaster)
    #expect(!Path(address: "PostMaster").hasDomain)
    #expect(Path(address: "a@b").hasDomain)
    #expect(!Path(address: "@b").hasDomain)
    #expect(!Path(address: "a@").hasDomain)
  }
}
