import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

@Suite struct TrialTests {
  private func typist(_ recipient: String = "admin@example.com") -> Typist {
    var typist = Typist(Example.filled.draft, section: "test-email")
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
    var typist = Typist(section: "test-email")
    typist.type("admin@example.com")
    typist.press(.enter)
    #expect(typist.effects.isEmpty)
    #expect(typist.screen.contains("Not sent"))
    typist.press(.enter)
    #expect(typist.state.screen?.id == "system-address")
  }

  @Test func `stages fill in live and an old answer is ignored`() throws {
    var (typist, run) = try running()
    typist.tell(.stage(run: run, StageResult(stage: .resolve, state: .passed, milliseconds: 2)))
    #expect(typist.screen.contains("✓ resolve"))
    typist.tell(.stage(run: run + 1, StageResult(stage: .connect, state: .failed)))
    #expect(!typist.screen.contains("✗ connect"))
  }

  @Test func `Escape cancels at once, and what comes later changes nothing`() throws {
    var (typist, run) = try running()
    typist.press(.escape)
    #expect(typist.effects.last == .cancel(run: run))
    #expect(typist.state.work == nil)
    let before = typist.state
    typist.tell(.finished(run: run, DeliveryReport(outcome: .delivered, stages: []), time: "1:00"))
    #expect(typist.state == before)
    #expect(typist.screen.contains("Cancelled"))
  }

  @Test func `cancelling while the message is on its way says that it may arrive`() throws {
    var (typist, run) = try running()
    typist.tell(.stage(run: run, StageResult(stage: .message, state: .running)))
    typist.press(.escape)
    #expect(typist.state.test.report?.outcome == .unknown)
    #expect(typist.screen.contains("may have been"))
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

  @Test func `a fix is a button that changes the draft, and one more key tests again`() throws {
    var (typist, run) = try running()
    let diagnosis = Diagnosis(
      id: "tls.not-ssl-port", stage: .encryption, cause: "The port speaks STARTTLS.",
      responsible: .you, advice: ["Use TLS there."],
      fixes: [Fix("Use TLS on port 587", ["smtp.encryption": "tls", "smtp.port": "587"])],
      reply: Reply(code: 554, lines: ["\u{1B}[31mno".printable()]))
    let report = DeliveryReport(
      outcome: .failed, stages: [StageResult(stage: .encryption, state: .failed)],
      diagnosis: diagnosis)
    typist.tell(.finished(run: run, report, time: "14:05"))
    #expect(typist.state.focus == .fix(.test, 0))
    #expect(typist.screen.contains("[ Use TLS on port 587 ]"))
    #expect(typist.screen.contains("Server said: 554 ·[31mno"))
    typist.press(.enter)
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    #expect(typist.state.draft.smtp.port.text == "587")
    typist.press(.enter)
    #expect(typist.effects.count == 2)
  }

  @Test func `a password in clear needs a yes that is not the default`() throws {
    var (typist, run) = try running()
    let diagnosis = Diagnosis(
      id: "tls.no-tls-used", stage: .encryption, cause: "No TLS.", responsible: .you)
    let report = DeliveryReport(
      outcome: .failed, stages: [StageResult(stage: .encryption, state: .failed)],
      diagnosis: diagnosis)
    typist.tell(.finished(run: run, report, time: "14:05"))
    typist.press(.enter, .enter)
    #expect(typist.state.draft.smtp.allowClearTextPassword.value == nil)
    typist.press(.enter, .right, .enter)
    #expect(typist.state.draft.smtp.allowClearTextPassword.value == true)
  }
}
