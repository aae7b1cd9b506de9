import Testing

@testable import MailMessage

struct PhraseTests {
  @Test func `quotes and backslashes are escaped, spaces kept`() {
    let words = Phrase("a \"b\\  c ").quoted
    #expect(words.map { $0.space + $0.text }.joined() == " \"a \\\"b\\\\  c \"")
    #expect(words.allSatisfy { !$0.text.isEmpty })
  }

  @Test func `control characters are gone`() {
    #expect(Phrase("a\r\nBcc: b").text == "a Bcc: b")
  }

  @Test(arguments: ["ü", "=?UTF-8?Q?x?=", String(repeating: "x", count: 80)])
  func `a name that can't be quoted is encoded`(name: String) {
    #expect(Phrase(name).needsEncoding)
    #expect(!Phrase("Your Server, Inc. (x) <y>").needsEncoding)
  }
}
