import Forms
import MailSettings
import Testing

@testable import Wizard

@Suite struct FoldingTests {
  @Test(arguments: [
    (Section.server, "Own name (EHLO)"), (.authentication, "Mechanism"),
    (.incomingMailbox, "Password command"),
  ])
  func `what few people need is behind a fold that Enter and Space open and close`(
    section: Section, label: String
  ) {
    var draft = Example.filled.draft
    if section == .incomingMailbox { draft.authentication.mode.text = "incoming" }
    var typist = Typist(draft, section: section)
    typist.tell(.resized(Size(columns: 80, rows: 40)))
    #expect(typist.screen.contains("▸ Advanced"))
    #expect(!typist.screen.contains(label))
    for key in [Key.enter, .character(" ")] {
      typist.focus("fold")
      typist.press(key)
      #expect(typist.screen.contains("▾ Advanced") && typist.screen.contains(label))
      typist.press(key)
      #expect(!typist.screen.contains(label))
    }
  }

  @Test func `Enter passes the fold, and goes through what is open`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.press(.enter, .enter, .enter)
    #expect(typist.state.focus == .next)
    typist.focus("fold")
    typist.press(.enter, .tab)
    #expect(typist.state.focusedField?.id == "smtp.hello-name")
  }

  @Test(arguments: [
    (Section.server, "smtp.hello-name", "app.example.com"),
    (.server, "smtp.hello-name", "no name!"),
    (.authentication, "authentication.mechanism", "LOGIN"),
    (.authentication, "authentication.password-command", "pass show mail"),
  ])
  func `it is open where something behind it is set or wrong, and stays so`(
    section: Section, key: String, text: String
  ) throws {
    var draft = Example.filled.draft
    let setting = try #require(Setting.named(key))
    draft[setting] = text
    var typist = Typist(draft, section: section)
    #expect(typist.screen.contains("▾ Advanced"))
    typist.focus("fold")
    typist.press(.enter)
    #expect(typist.screen.contains("Stays open"))
    #expect(typist.screen.contains("▾ Advanced"))
  }

  @Test func `emptying the field behind it does not take the field away`() {
    var draft = Example.filled.draft
    draft.smtp.helloName.text = "x"
    var typist = Typist(draft, section: .server)
    typist.focus("smtp.hello-name")
    typist.press(.backspace)
    #expect(typist.state.focusedField?.id == "smtp.hello-name")
  }

  @Test func `a problem behind it opens it`() {
    var draft = Example.filled.draft
    draft.smtp.helloName.text = "no name!"
    let typist = Typist(draft)
    #expect(typist.state.focusedField?.id == "smtp.hello-name")
  }
}
