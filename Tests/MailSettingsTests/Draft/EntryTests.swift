import MailSettings
import Testing

@Suite struct EntryTests {
  @Test(arguments: ["", "  ", "\t", "\u{A0} "])
  func `nothing typed has neither value nor problem`(text: String) throws {
    let entry = Entry<Port>(text)
    #expect(entry.isEmpty)
    #expect(entry.value == nil)
    #expect(entry.problem == nil)
    #expect(try entry.parsed() == nil)
  }

  @Test func `spaces around are not part of the value and stay in the text`() throws {
    let entry = Entry<HostName>(" mail.example\t")
    #expect(entry.value?.text == "mail.example")
    #expect(entry.text == " mail.example\t")
  }

  @Test func `a line break at the end is a problem, not white space`() {
    #expect(Entry<HostName>("mail.example\n").problem == .controlCharacter)
  }

  @Test func `a wrong text stays and throws its problem`() {
    let entry = Entry<Port>("70000")
    #expect(entry.text == "70000")
    #expect(throws: Problem.notAPort("70000")) { try entry.parsed() }
  }
}
