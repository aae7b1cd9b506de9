import Forms
import MailSettings
import Testing

@testable import Wizard

@Suite struct SavingTests {
  @Test func `a wrong text is not saved and gets the focus`() {
    var typist = Typist(Example.wrong.draft, section: .mailProtocol)
    typist.press(.function(2))
    #expect(typist.effects.isEmpty)
    #expect(typist.screen.contains("Not saved"))
    #expect(typist.state.focusedField?.id == "system.name")
  }

  @Test func `saving writes the form and takes in what lies on disk`() {
    var typist = Typist(section: .systemAddress)
    typist.type("App")
    typist.press(.function(2))
    #expect(typist.effects == [.save(run: 1, typist.state.draft, changing: typist.state.saved)])
    typist.tell(.saved(run: 1, typist.state.draft))
    #expect(typist.state.unsavedChanges == 0)
    #expect(typist.screen.contains("Saved in /etc/postern"))
  }

  @Test func `quitting with unsaved changes asks, and the default loses nothing`() {
    var typist = Typist(section: .systemAddress)
    typist.type("App")
    typist.press(.function(10))
    #expect(typist.screen.contains("1 unsaved change would be lost."))
    typist.press(.enter)
    #expect(typist.effects.isEmpty)
    #expect(typist.state.draft.system.name.text == "App")
    typist.press(.alt("0"), .left, .enter)
    #expect(typist.effects == [.quit])
  }

  @Test func `all answers and long notices are in sight in a small window`() throws {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.tell(.resized(Size(columns: 40, rows: 10)))
    typist.type("x")
    typist.press(.function(10))
    for answer in ["[ Stay ]", "[ Save and quit ]", "[ Quit without saving ]"] {
      #expect(typist.screen.contains(answer))
    }
    typist.press(.escape, .function(2))
    let work = try #require(typist.state.work)
    typist.tell(.notSaved(run: work.run, .fullDisk))
    #expect(typist.screen.contains("left on device."))
  }

  @Test func `save and quit quits only after it was saved`() {
    var typist = Typist(section: .systemAddress)
    typist.type("App")
    typist.press(.function(10), .right, .enter)
    #expect(typist.effects.count == 1)
    typist.tell(.notSaved(run: 1, .fullDisk))
    #expect(typist.screen.contains("No space left on device."))
    #expect(typist.state.draft.system.name.text == "App")
    typist.press(.function(10), .right, .enter)
    typist.tell(.saved(run: 2, typist.state.draft))
    #expect(typist.effects.last == .quit)
  }

  @Test func `nothing changed quits at once`() {
    var typist = Typist()
    typist.press(.function(10))
    #expect(typist.effects == [.quit])
  }
}
