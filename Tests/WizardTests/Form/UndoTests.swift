import Forms
import MailSettings
import Testing

@testable import Wizard

/// Alt-U takes back any change since the last save.
@Suite struct UndoTests {
  private func typist() -> Typist {
    var typist = Typist(.withServer, section: .server)
    typist.press(.control("u"))
    typist.type("smtp.example.org")
    return typist
  }

  @Test func `what was typed into one field is one change`() {
    var typist = typist()
    typist.press(.alt("u"))
    #expect(typist.state.draft == .withServer)
    #expect(typist.screen.contains("Taken back. Server name is now mail.example.com."))
    typist.press(.alt("u"))
    #expect(typist.screen.contains("There is nothing to take back here."))
  }

  @Test func `changes go back one after the other, each where it was made`() {
    var typist = typist()
    typist.press(.pageDown)
    typist.press(.down)
    typist.press(.pageDown)
    typist.press(.down)
    let mode = typist.state.draft.authentication.mode.text
    #expect(!mode.isEmpty)
    typist.press(.alt("u"))
    #expect(typist.state.draft.authentication.mode.isEmpty)
    #expect(typist.state.page == .section(.authentication))
    typist.press(.alt("u"))
    #expect(typist.state.page == .section(.encryption))
    typist.press(.alt("u"))
    #expect(typist.state.page == .section(.server))
    #expect(typist.state.draft == .withServer)
    #expect(typist.state.unsavedChanges == 0)
  }

  @Test func `a password and a paste are taken back too`() {
    var typist = Typist(Example.filled.draft, section: .authentication)
    typist.focus("authentication.user")
    typist.tell(.paste("someone"))
    typist.press(.tab)
    typist.type("new secret")
    #expect(typist.state.draft[keyPath: PasswordSetting.smtp.path].isChanged)
    typist.press(.alt("u"))
    #expect(!typist.state.draft[keyPath: PasswordSetting.smtp.path].isChanged)
    typist.press(.alt("u"))
    #expect(typist.state.draft == Example.filled.draft)
  }

  @Test func `a save ends what can be taken back`() throws {
    var typist = typist()
    typist.press(.function(2))
    let work = try #require(typist.state.work)
    typist.tell(.saved(run: work.run, typist.state.draft))
    typist.press(.alt("u"))
    #expect(typist.state.draft.smtp.server.text == "smtp.example.org")
    #expect(typist.screen.contains("There is nothing to take back here."))
  }

  @Test func `a wizard that may not edit takes nothing back`() {
    var typist = typist()
    typist.state.heldBy = .root
    typist.press(.alt("u"))
    #expect(typist.state.draft.smtp.server.text == "smtp.example.org")
    #expect(typist.screen.contains("Read-only"))
  }
}
