import Forms
import MailSettings
import TestSupport
import Testing

@testable import Wizard

@Suite struct EditingTests {
  @Test func `a digit goes into the port, and its problem comes at once when nothing can mend it`()
  {
    var typist = Typist(section: .server)
    typist.focus("smtp.port")
    typist.type("7000")
    #expect(!typist.screen.contains("is not a port"))
    typist.type("0")
    #expect(typist.state.draft.smtp.port.text == "70000")
    #expect(typist.screen.contains("70000 is not a port: 1 to 65535"))
  }

  @Test func `a problem that typing could still mend waits until the field is left`() {
    var typist = Typist(section: .systemAddress)
    typist.focus("system.address")
    typist.type("app")
    #expect(!typist.screen.contains("not a mail address"))
    typist.press(.tab)
    #expect(typist.screen.contains("app is not a mail address"))
  }

  @Test func `choosing SSL proposes 465 and says so, and never overwrites a typed port`() {
    var typist = Typist(.withServer, section: .encryption)
    typist.press(.down, .down, .down)
    #expect(typist.state.draft.smtp.chosenEncryption == .ssl)
    #expect(typist.state.draft.smtp.chosenPort.text == "465")
    typist.press(.pageUp)
    #expect(typist.screen.contains("proposed for SSL"))
    typist.focus("smtp.port")
    typist.type("2465")
    typist.press(.pageDown, .right)
    #expect(typist.state.draft.smtp.chosenPort.text == "2465")
  }

  @Test func `TLS on 465 warns, and one key mends it`() {
    var typist = Typist(.withServer, section: .encryption)
    typist.press(.down, .down)
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    #expect(typist.screen.contains("Use port 587"))
    typist.focus(.warningFix("smtp.port", 0))
    typist.press(.enter)
    #expect(typist.state.draft.smtp.port.text == "587")
    #expect(!typist.screen.contains("Use port 587"))
  }

  @Test func `pasting takes the first line and nothing of the next one`() {
    var typist = Typist(section: .server)
    typist.tell(.paste("mail.example.com\r\nrm -rf"))
    #expect(typist.state.draft.smtp.server.text == "mail.example.com")
    #expect(typist.screen.contains("Pasted the first of 2 lines"))
    #expect(!typist.screen.contains("rm -rf"))
  }

  @Test func `a second wizard sees everything and changes nothing`() {
    var typist = Typist()
    typist.state = State(
      surroundings: .example, saved: Example.filled.draft, isFirstRun: false, section: .server,
      heldBy: .root)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    typist.type("x")
    typist.press(.function(2))
    #expect(typist.state.draft == Example.filled.draft)
    #expect(typist.effects == [.takeOver, .takeOver])
    #expect(typist.screen.contains("edited by root"))
  }

  @Test func `no key on any section leaves the focus on nothing`() {
    let keys: [Key] = [
      .tab, .backTab, .enter, .left, .right, .up, .down, .character(" "), .character("x"),
      .backspace, .delete, .pageDown, .pageUp, .home, .end, .escape, .function(1), .function(5),
      .function(8), .control("u"), .alt("9"), .function(7), .escaped("1"), .character("1"),
    ]
    var random = SeededGenerator(seed: 13)
    for _ in 0..<30 {
      var typist = Typist(Example.filled.draft, isFirstRun: Bool.random(using: &random))
      for _ in 0..<120 {
        typist.press(random.pick(keys))
        #expect(Blocks(typist.state).items.contains(typist.state.focus))
        #expect(Set(Blocks(typist.state).items).count == Blocks(typist.state).items.count)
        if let work = typist.state.work, Bool.random(using: &random) {
          typist.tell(.notSaved(run: work.run, .fullDisk))
        }
      }
    }
  }

  @Test func `a warning about two fields of a page stands there once`() {
    var draft = Draft.withServer
    draft.smtp.port.text = "465"
    draft.smtp.encryption.text = "tls"
    for section in [Section.server, .encryption] {
      let typist = Typist(draft, section: section)
      #expect(typist.screen.split(separator: "Use port 587").count == 2)
    }
  }
}
