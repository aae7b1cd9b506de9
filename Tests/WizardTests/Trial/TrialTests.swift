import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

@Suite struct TrialTests {
  private func typist(_ recipient: String = "admin@example.com") -> Typist {
    var typist = Typist(Example.filled.draft, section: .testEmail)
    typist.type(recipient)
    return typist
  }

  private func running() throws -> (Typist, Int) {
    var typist = typist()
    typist.press(.function(5))
    let work = try #require(typist.state.work)
    return (typist, work.run)
  }

  @Test func `F5 sends what is on the form, unsaved values included`() throws {
    var typist = typist()
    typist.press(.pageUp)
    typist.type("0")
    typist.press(.function(5))
    let settings = try Settings(typist.state.draft)
    let address = try MailAddress(typed: "admin@example.com")
    #expect(typist.effects == [.sendTest(run: 1, settings, to: address)])
    #expect(settings.connectionLimit?.number == 100)
    #expect(typist.screen.contains("1 unsaved change included"))
  }

  @Test func `without an address nothing leaves and the field says what it wants`() {
    var typist = typist("")
    typist.press(.function(5))
    #expect(typist.effects.isEmpty)
    #expect(typist.screen.contains("Type the address"))
  }

  @Test func `what keeps it from being sent is said, and one key goes there`() {
    var typist = Typist(section: .testEmail)
    typist.type("admin@example.com")
    typist.press(.enter)
    #expect(typist.effects.isEmpty)
    #expect(typist.screen.contains("Not sent"))
    typist.press(.enter)
    #expect(typist.state.screen?.id == .systemAddress)
  }

  @Test func `what is mended since is no longer said to be in the way`() {
    var draft = Example.filled.draft
    draft.smtp.password = PasswordDraft()
    var typist = Typist.testing(draft)
    typist.press(.function(5))
    #expect(typist.screen.contains("Not sent: a password is needed"))
    #expect(typist.screen.contains("[ Type the password ]"))
    typist.press(.enter)
    #expect(typist.state.focusedField?.id == "smtp.password")
    typist.type("secret")
    for _ in 0..<6 where typist.state.screen?.id != .testEmail { typist.press(.pageDown) }
    #expect(!typist.screen.contains("Not sent"))
  }

  @Test func `stages fill in live and an old answer is ignored`() throws {
    var (typist, run) = try running()
    typist.tell(.stage(run: run, StageResult(stage: .resolve, state: .passed, milliseconds: 2)))
    #expect(typist.screen.contains("✓ resolve"))
    typist.tell(.stage(run: run + 1, StageResult(stage: .connect, state: .failed)))
    #expect(!typist.screen.contains("✗ connect"))
  }

  @Test func `a server that takes long is told, with what a silent one may be`() throws {
    var (typist, run) = try running()
    typist.tell(.stage(run: run, StageResult(stage: .greeting, state: .running)))
    typist.tell(.tick(run: run, elapsed: 7900))
    #expect(!typist.screen.contains("Still waiting"))
    typist.tell(.tick(run: run, elapsed: 8000))
    #expect(typist.screen.contains("Still waiting for the server. Esc cancels."))
    #expect(!typist.screen.contains("silent like this"))
    typist.state.draft.smtp.encryption.text = "tls"
    #expect(typist.screen.contains("silent like this"))
  }

  @Test func `delivered says to whom and when`() throws {
    var (typist, run) = try running()
    let stages = Stage.order(ssl: true, incomingFirst: false)
      .map { StageResult(stage: $0, state: .passed, milliseconds: 1) }
    typist.tell(
      .finished(run: run, DeliveryReport(outcome: .delivered, stages: stages), time: "14:05"))
    #expect(typist.screen.contains("Mail works: delivered to admin@example.com at"))
  }
}
