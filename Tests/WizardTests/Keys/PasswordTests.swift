import Forms
import MailSettings
import Testing

@testable import Wizard

@Suite struct PasswordTests {
  private func typist() -> Typist {
    var typist = Typist(Example.filled.draft, section: .authentication)
    typist.focus("smtp.password")
    return typist
  }

  private func password(_ typist: Typist) -> PasswordDraft { typist.state.draft.smtp.password }

  @Test func `an empty field keeps the stored password and never shows it`() {
    let typist = typist()
    #expect(typist.screen.contains("stored, kept"))
    #expect(!typist.screen.contains("••"))
    #expect(password(typist).change == .keep)
  }

  @Test func `typing replaces, masked, and Undo takes it back`() {
    var typist = typist()
    typist.type("pä55")
    #expect(password(typist).change == .replace(Secret("pä55")))
    #expect(typist.screen.contains("••••"))
    #expect(typist.screen.contains("will be replaced"))
    #expect(!typist.screen.contains("55"))
    typist.focus(.undoPassword(.smtp))
    typist.press(.enter)
    #expect(password(typist).change == .keep)
  }

  @Test func `Delete deletes, the user name stays, and typing after it replaces`() {
    var typist = typist()
    typist.press(.tab, .enter)
    #expect(password(typist).change == .delete)
    #expect(typist.screen.contains("will be deleted"))
    #expect(typist.state.draft.authentication.user.text == "yourserver@yourdomain.com")
    typist.focus("smtp.password")
    typist.type("new")
    #expect(password(typist).change == .replace(Secret("new")))
  }

  @Test func `another server asks for the password again`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.type(".evil")
    typist.press(.pageDown, .pageDown)
    #expect(typist.screen.contains("was given for"))
    #expect(
      typist.state.mark(of: .authentication, troubled: typist.state.troubledSections) == .current)
    #expect(throws: SettingProblem.self) { try Settings(typist.state.draft) }
  }

  @Test(arguments: [Key.function(7), .alt("7"), .alt("v")])
  func `a key shows what is typed, and hides it again`(key: Key) {
    var typist = typist()
    #expect(typist.screen.contains("F7 Show"))
    typist.type("pä55")
    typist.press(key)
    #expect(typist.screen.contains("pä55") && typist.screen.contains("F7 Hide"))
    typist.type("w")
    #expect(typist.screen.contains("pä55w"))
    typist.press(key)
    #expect(!typist.screen.contains("pä55"))
  }

  @Test(arguments: [
    Key.tab, .backTab, .enter, .pageDown, .function(1), .function(10), .escape, .function(5),
  ])
  func `it is hidden as soon as the field is left`(key: Key) {
    var typist = typist()
    typist.type("pä55")
    typist.press(.function(7), key)
    #expect(!typist.screen.contains("pä55"))
    typist.press(.escape)
    typist.focus("smtp.password")
    #expect(!typist.screen.contains("pä55"))
  }

  @Test func `a stored password is never shown, and that is told`() {
    var typist = typist()
    typist.press(.function(7))
    #expect(typist.screen.contains("never a stored password"))
    #expect(!typist.screen.contains("stored_") && !typist.state.isRevealed)
    typist.press(.backTab, .function(7))
    #expect(typist.screen.contains("in whose field it is pressed"))
  }

  @Test func `Alt-U takes back what was typed, and says where there is nothing`() {
    var typist = typist()
    typist.type("pä55")
    typist.press(.alt("u"))
    #expect(password(typist).change == .keep)
    typist.press(.alt("u"))
    #expect(typist.screen.contains("nothing to take back"))
  }
}
