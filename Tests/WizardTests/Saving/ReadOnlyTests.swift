import Forms
import MailSettings
import Testing

@testable import Wizard

@Suite struct ReadOnlyTests {
  /// A wizard that was opened while somebody else had the set-up.
  static func readOnly(_ saved: Draft = Example.filled.draft) -> Typist {
    var typist = Typist()
    typist.state = State(
      surroundings: .example, saved: saved, isFirstRun: false, section: .server,
      heldBy: .root)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    return typist
  }

  @Test func `nothing is asked for before a change is tried`() {
    var typist = Self.readOnly()
    #expect(typist.screen.contains("Read-only: the set-up is being edited by root."))
    typist.press(.tab, .pageDown, .function(1), .escape, .pageUp)
    #expect(typist.effects.isEmpty)
    #expect(typist.screen.contains("read-only"))
  }

  @Test func `while the other one goes on, its name is told anew`() {
    var typist = Self.readOnly()
    typist.type("x")
    typist.tell(.stillHeld(.held(by: "alice")))
    #expect(typist.screen.contains("edited by alice"))
    #expect(typist.state.draft == Example.filled.draft)
  }

  @Test func `when the other one has ended, a change takes over and reads the set-up again`() {
    var typist = Self.readOnly()
    typist.type("x")
    #expect(typist.effects == [.takeOver])
    var disk = Example.filled.draft
    disk.smtp.server.text = "new.example.com"
    typist.tell(.tookOver(disk))
    #expect(typist.screen.contains("you can edit now"))
    #expect(typist.screen.contains("has changed and was"))
    #expect(!typist.screen.contains("read-only"))
    #expect(typist.state.draft == disk)
    #expect(typist.state.unsavedChanges == 0)
    typist.type("x")
    #expect(typist.state.unsavedChanges == 1)
    typist.press(.function(2))
    #expect(typist.effects.last == .save(run: 1, typist.state.draft, changing: disk))
  }

  @Test func `what was proposed on the form stays when it takes over`() {
    var proposed = Draft()
    proposed.smtp.server.text = "127.0.0.1"
    var typist = Typist()
    typist.state = State(
      surroundings: .example, saved: Draft(), proposed: proposed, isFirstRun: false,
      section: .server, heldBy: .root)
    var disk = Draft()
    disk.system.name.text = "App"
    typist.tell(.tookOver(disk))
    #expect(typist.state.draft.smtp.server.text == "127.0.0.1")
    #expect(typist.state.draft.system.name.text == "App")
    #expect(typist.state.unsavedChanges == 1)
  }

  @Test func `an answer that comes late changes nothing`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.type("x")
    let before = typist.state.draft
    typist.tell(.tookOver(Draft()))
    typist.tell(.stillHeld(.root))
    #expect(typist.state.draft == before)
    #expect(typist.state.heldBy == nil)
  }
}
