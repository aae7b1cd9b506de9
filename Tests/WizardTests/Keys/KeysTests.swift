import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

@Suite struct KeysTests {
  @Test func `down and up move within a list of choices and leave it at its ends`() {
    var typist = Typist(.withServer, section: .encryption)
    for encryption in [Encryption.tlsIfAvailable, .tls, .ssl] {
      typist.press(.down)
      #expect(typist.state.draft.smtp.chosenEncryption == encryption)
      #expect(typist.state.focusedField?.id == "smtp.encryption")
    }
    typist.press(.down)
    #expect(typist.state.focusedField?.id == "lookAtCertificate")
    typist.press(.up, .up)
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    typist.press(.up, .up, .up)
    #expect(typist.state.draft.smtp.chosenEncryption == .none)
    #expect(typist.state.focus == .next)
  }

  @Test func `a wrong choice is mended by down, and up leaves it as it is`() {
    var typist = Typist(Example.wrong.draft, section: .encryption)
    typist.press(.up)
    #expect(typist.state.draft.smtp.encryption.text == "strong")
    typist.press(.tab, .down)
    #expect(typist.state.draft.smtp.chosenEncryption == .none)
  }

  @Test func `a second wizard passes through a list of choices`() {
    var typist = Typist()
    typist.state = State(
      surroundings: .example, saved: Draft(), isFirstRun: false, section: .encryption,
      heldBy: .root)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    typist.press(.down)
    #expect(typist.state.focusedField?.id == "lookAtCertificate")
  }

  @Test(arguments: [Section.mailProtocol, .encryption, .senderMode])
  func `on a page of choices one Enter goes on`(section: Section) {
    var typist = Typist(Example.filled.draft, section: section)
    let page = typist.state.page
    typist.press(.enter)
    #expect(typist.state.page != page)
  }

  @Test func `Enter goes through the fields that a choice has brought`() {
    var typist = Typist(section: .authentication)
    typist.press(.down, .enter)
    #expect(typist.state.focusedField?.id == "authentication.user")
  }

  @Test func `Esc at the first section asks, also when everything is saved`() {
    var typist = Typist(Example.filled.draft, section: .mailProtocol)
    typist.press(.escape)
    #expect(typist.screen.contains("Everything is saved."))
    #expect(typist.screen.contains("[ Stay ]  [ Quit ]"))
    typist.press(.enter)
    #expect(typist.effects.isEmpty && typist.state.dialog == nil)
    typist.press(.escape, .right, .enter)
    #expect(typist.effects == [.quit])
  }

  @Test func `Esc on the first page of a first run asks, and writes nothing`() {
    var typist = Typist(isFirstRun: true)
    typist.press(.escape)
    #expect(typist.screen.contains("nothing was written yet"))
    typist.press(.tab, .enter)
    #expect(typist.effects == [.quit])
  }

  @Test func `Esc, then a digit, is the Alt key of that digit, and Esc is taken back`() {
    var typist = Typist(Example.filled.draft, section: .encoding)
    typist.focus("message.encoding")
    let page = typist.state.page
    typist.press(.escape)
    #expect(typist.state.page != page)
    typist.press(.escaped("2"))
    #expect(typist.state.page == page)
    #expect(
      typist.effects == [.save(run: 1, typist.state.draft, changing: typist.state.saved)])
  }

  @Test func `Esc, then a digit, at the first section acts instead of asking`() {
    var typist = Typist(Example.filled.draft, section: .mailProtocol)
    typist.press(.escape, .escaped("1"))
    #expect(typist.state.dialog == .help(0))
  }

  @Test func `a digit after an Esc that closed a dialog is only a digit`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.press(.function(1), .escape, .escaped("2"))
    #expect(typist.effects.isEmpty)
    #expect(typist.state.draft.smtp.server.text == "mail.yourdomain.com2")
  }

  @Test func `a digit after an Esc that cancelled something is only a digit`() {
    var typist = Typist(Example.filled.draft, section: .testEmail)
    typist.type("admin@example.com")
    typist.press(.function(5), .escape, .escaped("2"))
    #expect(typist.effects.count == 2)
    #expect(typist.effects.last == .cancel(run: 1))
  }
}
