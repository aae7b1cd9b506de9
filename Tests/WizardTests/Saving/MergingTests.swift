import Forms
import MailSettings
import SettingsStore
import SystemAccess
import Testing

@testable import Wizard

@Suite struct MergingTests {
  /// A wizard that has changed the port and tried to save, while the file says something else.
  static func conflict() -> (Typist, Draft) {
    var typist = Typist(Example.filled.draft, section: .server)
    var disk = typist.state.saved
    typist.focus("smtp.port")
    typist.press(.control("u"))
    typist.type("2525")
    typist.press(.function(2))
    disk.smtp.port.text = "26"
    disk.system.name.text = "Their name"
    typist.tell(.changedOnDisk(run: 1, disk))
    return (typist, disk)
  }

  @Test func `a hand edit of the same setting is shown, and the question is whose value counts`() {
    var (typist, _) = Self.conflict()
    for text in [
      "Changed meanwhile", "Nothing was", "Port: here 2525, there 26", "[ Cancel ]",
      "[ Keep mine ]", "[ Take theirs ]",
    ] {
      #expect(typist.screen.contains(text), "\(text)")
    }
    typist.tell(.resized(Size(columns: 40, rows: 10)))
    #expect(typist.screen.contains("[ Take theirs ]"))
    #expect(typist.screen.contains("here 2525, there 26"))
  }

  @Test(arguments: [Key.enter, .escape])
  func `cancel saves nothing and keeps what was typed`(key: Key) {
    var (typist, _) = Self.conflict()
    let effects = typist.effects
    typist.press(key)
    #expect(typist.state.dialog == nil)
    #expect(typist.effects == effects)
    #expect(typist.state.draft.smtp.port.text == "2525")
    #expect(typist.state.unsavedChanges == 1)
  }

  @Test func `keep mine saves the typed value upon what else was changed`() {
    var (typist, disk) = Self.conflict()
    typist.press(.right, .enter)
    #expect(typist.state.draft.smtp.port.text == "2525")
    #expect(typist.state.draft.system.name.text == "Their name")
    #expect(typist.effects.last == .save(run: 2, typist.state.draft, changing: disk))
  }

  @Test func `take theirs leaves what the file says`() {
    var (typist, disk) = Self.conflict()
    typist.press(.left, .enter)
    #expect(typist.state.draft == disk)
    #expect(typist.effects.last == .save(run: 2, disk, changing: disk))
  }

  @Test func `a file that changes again while the question is open is asked about again`() {
    var (typist, disk) = Self.conflict()
    typist.press(.right, .enter)
    disk.smtp.port.text = "27"
    typist.tell(.changedOnDisk(run: 2, disk))
    #expect(typist.screen.contains("here 2525, there 27"))
  }

  @Test func `save and quit still quits after the question`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.type("x")
    typist.press(.function(10), .right, .enter)
    typist.tell(.changedOnDisk(run: 1, Draft()))
    typist.press(.right, .enter)
    typist.tell(.saved(run: 2, typist.state.draft))
    #expect(typist.effects.last == .quit)
  }

  @Test func `passwords are named, never shown`() {
    var saved = Example.filled.draft
    saved.smtp.password = PasswordDraft(stored: .init(Secret("old-word"), host: nil))
    var typist = Typist(saved, section: .server)
    typist.state.draft.smtp.password.type("my-word")
    typist.press(.function(2))
    var disk = saved
    disk.smtp.password = PasswordDraft(stored: .init(Secret("their-word"), host: nil))
    typist.tell(.changedOnDisk(run: 1, disk))
    #expect(typist.screen.contains("changed here and there"))
    #expect(!typist.screen.contains("-word"))
  }

  @Test func `what somebody else changed is told after a save and was not tested`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.type("x")
    typist.press(.function(2))
    var disk = typist.state.draft
    disk.system.name.text = "Their name"
    typist.tell(.saved(run: 1, disk))
    #expect(typist.screen.contains("1 setting was changed there meanwhile"))
    #expect(typist.state.draft == disk)
    #expect(typist.state.unsavedChanges == 0)
  }

  @Test func `a save that may not last says so and does not quit`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.type("x")
    typist.press(.function(10), .right, .enter)
    let doubt = ForeignError(StoreError.mayNotLast(path: "/etc/postern", errno: 5))
    typist.tell(.saved(run: 1, typist.state.draft, doubt: doubt))
    #expect(typist.screen.contains("Saved, but may not last"))
    #expect(typist.effects.last != .quit)
    #expect(typist.state.unsavedChanges == 0)
  }
}
