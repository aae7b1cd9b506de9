import Forms
import MailSettings
import Testing

@testable import Wizard

@Suite struct ProposalTests {
  private func typist(_ section: Section, mode: String = "") -> Typist {
    var draft = Draft()
    draft.system.address.text = "app@example.com"
    draft.authentication.mode.text = mode
    return Typist(draft, section: section)
  }

  @Test func `the server is proposed from the address, and does not count before it is taken`() {
    let typist = typist(.server)
    #expect(typist.screen.contains("▸mail.example.com"))
    #expect(typist.screen.contains("proposed"))
    #expect(typist.state.draft.smtp.server.isEmpty)
  }

  @Test(arguments: [Key.enter, .tab, .down])
  func `going on takes it`(key: Key) {
    var typist = typist(.server)
    typist.press(key)
    #expect(typist.state.draft.smtp.server.text == "mail.example.com")
    #expect(typist.state.focusedField?.id == "smtp.port")
  }

  @Test(arguments: [Key.backTab, .up, .pageDown, .escape, .function(10)])
  func `going elsewhere does not`(key: Key) {
    var typist = typist(.server)
    typist.press(key)
    #expect(typist.state.draft.smtp.server.isEmpty)
  }

  @Test func `a proposal that was passed by says how it is taken`() {
    var typist = typist(.server)
    typist.press(.backTab)
    #expect(typist.screen.contains("mail.example.com"))
    #expect(typist.screen.contains("! only proposed: Enter takes it"))
    #expect(!typist.screen.contains("is needed"))
  }

  @Test func `what was typed is never overwritten, and emptying brings the proposal back`() {
    var typist = typist(.server)
    typist.type("mx")
    #expect(!typist.screen.contains("mail.example.com"))
    typist.press(.enter)
    #expect(typist.state.draft.smtp.server.text == "mx")
    typist.press(.up, .control("u"))
    #expect(typist.screen.contains("▸mail.example.com"))
  }

  @Test func `a second wizard takes nothing`() {
    var draft = Draft()
    draft.system.address.text = "app@example.com"
    var typist = Typist()
    typist.state = State(
      surroundings: .example, saved: draft, isFirstRun: false, section: .server,
      heldBy: .root)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    typist.press(.enter, .enter, .enter)
    #expect(typist.state.draft == draft)
  }

  @Test func `the user is proposed as the whole address`() {
    var typist = typist(.authentication, mode: "password")
    typist.press(.enter)
    #expect(typist.screen.contains("▸app@example.com"))
    typist.press(.enter)
    #expect(typist.state.draft.authentication.user.text == "app@example.com")
    #expect(typist.state.focusedField?.id == "smtp.password")
  }

  @Test func `the incoming mailbox's server and user are proposed too`() {
    var typist = typist(.incomingMailbox, mode: "incoming")
    typist.press(.enter, .enter)
    #expect(typist.state.draft.incoming.server.text == "mail.example.com")
    for _ in 0..<9 where typist.state.focusedField?.id != "incoming.user" { typist.press(.enter) }
    typist.press(.enter)
    #expect(typist.state.draft.incoming.user.text == "app@example.com")
  }

  @Test func `the test goes to the proposed address by Enter, not by F5 alone`() throws {
    var draft = Example.filled.draft
    draft.system.address.text = "app@example.com"
    for presses in [[Key.enter], [.tab, .enter]] {
      var typist = Typist(draft, section: .testEmail)
      #expect(typist.screen.contains("▸app@example.com"))
      typist.press(.function(5))
      #expect(typist.effects.isEmpty)
      #expect(typist.screen.contains("Type the address"))
      #expect(typist.screen.contains("or press Enter for"))
      presses.forEach { typist.press($0) }
      let address = try MailAddress(typed: "app@example.com")
      #expect(
        typist.effects == [.sendTest(run: 1, try Settings(typist.state.draft), to: address)])
    }
  }

  @Test func `from another page F5 asks before it sends to the proposed address`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.press(.function(5))
    #expect(typist.effects.isEmpty)
    #expect(typist.state.focusedField?.id == "recipient")
  }

  // MARK: The secure choice

  @Test func `a new server begins with TLS on port 587`() {
    var typist = typist(.server)
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    #expect(typist.state.draft.smtp.chosenPort.text == "587")
    #expect(typist.screen.contains("587"))
    #expect(typist.screen.contains("proposed for TLS"))
    #expect(typist.screen.contains("TLS (STARTTLS, required)"))
    typist.press(.enter, .enter)
    #expect(typist.state.draft.smtp.port.text == "587")
    #expect(typist.state.focusedField?.id == "smtp.encryption")
  }

  @Test func `typing replaces the proposed port, and the other choices propose theirs`() {
    var typist = typist(.server)
    typist.press(.enter)
    typist.type("2525")
    #expect(typist.state.draft.smtp.port.text == "2525")
    typist.press(.control("u"))
    #expect(typist.state.draft.smtp.chosenPort.text == "587")
    typist.press(.backspace, .left, .enter, .right)
    #expect(typist.state.draft.smtp.chosenEncryption == .ssl)
    #expect(typist.state.draft.smtp.chosenPort.text == "465")
    #expect(typist.screen.contains("proposed for SSL"))
    typist.press(.up)
    typist.tell(.paste("1465"))
    typist.press(.enter, .left)
    #expect(typist.state.draft.smtp.port.text == "1465")
  }

  @Test func `the port follows the encryption while nobody has typed it`() {
    var typist = typist(.encryption)
    #expect(typist.screen.contains("(•) TLS (STARTTLS, required)"))
    for (key, port) in [(Key.down, "465"), (.up, "587"), (.up, "25"), (.up, "25"), (.down, "25")] {
      typist.press(key)
      #expect(typist.state.draft.smtp.chosenPort.text == port)
    }
  }

  @Test(arguments: ["smtp.server", "smtp.port", "smtp.encryption"])
  func `where anything is set, the documented defaults stay`(key: String) throws {
    var draft = Draft()
    let setting = try #require(Setting.named(key))
    draft[setting] = key == "smtp.port" ? "2525" : (key == "smtp.server" ? "mx" : "none")
    let typist = Typist(draft, section: .server)
    #expect(typist.state.draft == draft)
  }

  @Test func `nothing is proposed before the server is asked for`() {
    var typist = Typist(isFirstRun: true)
    typist.press(.enter, .enter)
    #expect(typist.state.unsavedChanges == 0)
    typist.press(.function(10))
    #expect(typist.effects == [.quit])
  }

  @Test func `after saving the port is a port like any other`() {
    var typist = typist(.server)
    typist.press(.enter, .enter, .function(2))
    typist.tell(.saved(run: 1, typist.state.draft))
    typist.focus("smtp.port")
    typist.press(.control("u"))
    #expect(typist.state.draft.smtp.port.isEmpty)
    #expect(typist.screen.contains("465"))
  }
}
