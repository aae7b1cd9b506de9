import MailSettings
import Testing

@Suite struct PlainTextTests {
  @Test(arguments: ["alice", "alice@example.com", "DOMAIN\\alice", "Jürgen Groß", "pass show 'x'"])
  func `a line without controls is kept as it is`(text: String) throws {
    #expect(try PlainText(typed: text).text == text)
  }

  @Test(arguments: ["a\nb", "a\r", "\0", "a\u{1B}b", "a\u{2028}b"])
  func `control characters are refused`(text: String) {
    #expect(Entry<PlainText>(text).problem == .controlCharacter)
  }

  @Test func `at most 4096 bytes fit`() {
    #expect(Entry<PlainText>(String(repeating: "a", count: 4096)).value != nil)
    #expect(Entry<PlainText>(String(repeating: "a", count: 4097)).problem == .tooLong(4096))
  }
}
