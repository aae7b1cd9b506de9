import MailSettings
import Testing

@Suite struct DisplayNameTests {
  @Test(arguments: ["Your Server", "Büro \"Süd\", Köln", "例え", "a <b>", "💌"])
  func `any line is a name`(text: String) throws {
    #expect(try DisplayName(typed: text).text == text)
  }

  @Test(arguments: ["a\r\nBcc: b@x.org", "a\nb", "\0", "\u{202E}a"])
  func `control characters are refused`(text: String) {
    #expect(Entry<DisplayName>(text).problem == .controlCharacter)
  }

  @Test func `at most 255 bytes fit`() {
    #expect(Entry<DisplayName>(String(repeating: "ü", count: 127)).value != nil)
    #expect(Entry<DisplayName>(String(repeating: "ü", count: 128)).problem == .tooLong(255))
  }

  @Test func `one that a program hands in may be longer`() throws {
    #expect(try DisplayName(handed: String(repeating: "💌", count: 500)).text.count == 500)
    #expect(throws: Problem.tooLong(2_000)) {
      try DisplayName(handed: String(repeating: "a", count: 2_001))
    }
    #expect(throws: Problem.controlCharacter) { try DisplayName(handed: "a\nb") }
  }
}
