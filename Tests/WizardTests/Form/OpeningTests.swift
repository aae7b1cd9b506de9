import Forms
import MailSettings
import Testing

@testable import Wizard

/// Where a wizard begins.
@Suite struct OpeningTests {
  @Test func `a complete set-up opens at the summary, ready to send a test`() {
    let typist = Typist(Example.filled.draft)
    #expect(typist.state.page == .summary)
    #expect(typist.state.focus == .sendTest)
    #expect(typist.screen.contains("mail.yourdomain.com, port 465"))
  }

  @Test func `Send test on the summary asks for an address first`() {
    var typist = Typist(Example.filled.draft)
    typist.press(.enter)
    #expect(typist.state.screen?.id == .testEmail)
    #expect(typist.state.focusedField?.id == "recipient")
    #expect(typist.effects.isEmpty)
  }

  @Test func `Sections on the summary leads to the list`() {
    var typist = Typist(Example.filled.draft)
    typist.press(.tab, .enter)
    #expect(typist.state.focus == .page(.summary))
    typist.press(.up, .enter)
    #expect(typist.state.screen?.id == .testEmail)
  }

  @Test func `Esc on the summary of a saved set-up asks`() {
    var typist = Typist(Example.filled.draft)
    typist.press(.escape)
    #expect(typist.screen.contains("Everything is saved."))
  }

  @Test(arguments: [
    ("system.address", Section.systemAddress), ("smtp.server", .server),
    ("authentication.user", .authentication), ("smtp.password", .authentication),
  ])
  func `an incomplete set-up opens at what is missing`(key: String, section: Section) {
    var draft = Example.filled.draft
    if let setting = Setting.named(key) {
      draft[setting] = ""
    } else {
      draft.smtp.password = PasswordDraft()
    }
    let typist = Typist(draft)
    #expect(typist.state.screen?.id == section)
    #expect(typist.state.focusedField?.id == key)
    #expect(typist.screen.contains("! "))
  }

  @Test func `a wrong text is the first problem, and where it stands is shown`() {
    var draft = Example.filled.draft
    draft.smtp.port.text = "70000"
    draft.system.address.text = ""
    let typist = Typist(draft)
    #expect(typist.state.focusedField?.id == "smtp.port")
    #expect(typist.screen.contains("70000 is not a port"))
  }

  @Test func `a section that was asked for comes first`() {
    let typist = Typist(Example.wrong.draft, section: .encoding)
    #expect(typist.state.screen?.id == .encoding)
  }

  @Test func `a first run begins with what it will ask for`() {
    let typist = Typist(isFirstRun: true)
    #expect(typist.state.page == .welcome)
    #expect(typist.state.focus == .next)
  }
}
