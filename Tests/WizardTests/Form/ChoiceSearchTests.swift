import Forms
import MailSettings
import Testing

@testable import Wizard

/// Typing finds an encoding by a part of its name.
@Suite struct ChoiceSearchTests {
  private func typist() -> Typist { Typist(.withServer, section: .encoding) }

  @Test(arguments: [
    ("win", "windows-1250"), ("8859-15", "ISO-8859-15"), ("885915", "ISO-8859-15"),
    ("koi", "KOI8-R"), ("SHIFT", "Shift_JIS"), ("utf8", "UTF-8"), ("5", "Big5"),
  ])
  func `typing goes to the first name that has it`(typed: String, name: String) {
    var typist = typist()
    typist.tell(.text(typed))
    let found = typist.state.draft.message.encoding.text
    #expect(typed == "5" ? found.contains("5") : found == name)
    #expect(typist.screen.contains("typed: \(typed)"))
  }

  @Test func `arrows go on among what was found, and leaving ends the search`() {
    var typist = typist()
    typist.type("win")
    typist.press(.right)
    #expect(typist.state.draft.message.encoding.text == "windows-1251")
    typist.press(.left, .left)
    #expect(typist.state.draft.message.encoding.text == "windows-1258")
    typist.press(.tab, .backTab, .right)
    #expect(typist.state.draft.message.encoding.text == "KOI8-R")
  }

  @Test func `what no name has is told, and Backspace takes it back`() {
    var typist = typist()
    typist.type("koiq")
    #expect(typist.screen.contains("No name has “koiq” in it."))
    #expect(typist.state.draft.message.encoding.text == "KOI8-R")
    typist.press(.backspace, .backspace)
    #expect(typist.screen.contains("typed: k"))
  }

  @Test func `a choice of few values is not searched`() {
    var typist = Typist(.withServer, section: .server)
    typist.focus("smtp.encryption")
    typist.type("s")
    #expect(typist.state.draft == .withServer)
    #expect(typist.state.choiceTyped.isEmpty)
  }
}
