import Forms
import MailDiagnosis
import MailDialogue
import MailSettings
import Testing

@testable import Wizard

/// Escape while something is under way: what is said at once, and what its true end says.
@Suite struct CancelTests {
  private func running() throws -> (Typist, Int) {
    var typist = Typist.testing()
    typist.press(.function(5))
    return (typist, try #require(typist.state.work).run)
  }

  @Test func `Escape cancels at once`() throws {
    var (typist, run) = try running()
    typist.press(.escape)
    #expect(typist.effects.last == .cancel(run: run))
    #expect(typist.state.work == nil)
    #expect(typist.screen.contains("Cancelled. No mail was sent."))
    #expect(typist.screen.contains("[ Send again ]"))
  }

  @Test func `before the final dot it is cancelled, whatever of the message went out`() throws {
    var (typist, run) = try running()
    typist.tell(.stage(run: run, StageResult(stage: .message, state: .running)))
    try typist.hear(.client, "DATA")
    try typist.hear(.server, "354 go")
    try typist.hear(.note, "812 octets of the message sent")
    typist.press(.escape)
    #expect(typist.state.test.report?.outcome == .cancelled)
  }

  @Test func `after the final dot the mail may arrive`() throws {
    var (typist, _) = try running()
    try typist.hear(.client, ".")
    typist.press(.escape)
    #expect(typist.state.test.report?.outcome == .unknown)
    #expect(typist.screen.contains("may have been delivered"))
  }

  @Test func `the true end, which comes later, counts`() throws {
    var (typist, run) = try running()
    typist.press(.escape)
    typist.tell(
      .finished(run: run, DeliveryReport(outcome: .unknown, stages: []), time: "1:00"))
    #expect(typist.state.test.report?.outcome == .unknown)
    #expect(typist.screen.contains("may have been delivered"))

    (typist, run) = try running()
    typist.press(.escape)
    typist.tell(.finished(run: run, .delivered, time: "1:00"))
    #expect(typist.screen.contains("Mail works: delivered to admin@example.com at 1:00."))
  }

  @Test func `where the mail may have arrived after all, Enter does not send it again`() throws {
    var (typist, run) = try running()
    try typist.hear(.server, "354 go")
    typist.press(.escape)
    #expect(typist.state.focus == .sendAgain(.test))
    typist.tell(
      .finished(run: run, DeliveryReport(outcome: .unknown, stages: []), time: "1:00"))
    #expect(typist.state.focus == .transcript(.test))
  }

  @Test func `while a test is under way the certificate's key leads nowhere`() throws {
    var (typist, _) = try running()
    typist.press(.function(6))
    #expect(typist.state.screen?.id == .testEmail)
    #expect(typist.screen.contains("Wait for the end, or cancel with Esc."))
  }

  @Test func `the end of an older test changes nothing in a newer one`() throws {
    var (typist, run) = try running()
    typist.press(.escape, .function(5))
    let before = typist.state
    typist.tell(.finished(run: run, .delivered, time: "1:00"))
    typist.tell(
      .said(run: run, TranscriptLine(speaker: .client, text: ".", milliseconds: 1)))
    #expect(typist.state == before)
  }

  @Test func `the transcript stays after a cancel`() throws {
    var (typist, run) = try running()
    try typist.hear(.server, "220 mail.yourdomain.com ESMTP")
    typist.press(.escape, .function(8))
    #expect(typist.screen.contains("S: 220 mail.yourdomain.com ESMTP"))
    let line = TranscriptLine(speaker: .note, text: "cancelled", milliseconds: 9)
    typist.tell(
      .finished(
        run: run, DeliveryReport(outcome: .cancelled, stages: [], transcript: [line]),
        time: "1:00"))
    #expect(typist.screen.contains("* cancelled"))
    #expect(typist.state.test.report?.outcome == .cancelled)
  }

  @Test func `a cancelled sign-in is told on its own panel`() throws {
    var draft = Example.filled.draft
    draft.authentication.mode.text = "incoming"
    draft.incoming.server.text = "imap.yourdomain.com"
    draft.incoming.encryption.text = "ssl"
    draft.incoming.user.text = "alice"
    draft.incoming.password.type("secret")
    var typist = Typist(draft, section: .incomingMailbox)
    typist.focus("testSignIn")
    typist.press(.enter)
    let run = try #require(typist.state.work).run
    try typist.hear(.server, "* OK ready")
    typist.press(.escape)
    #expect(typist.effects.last == .cancel(run: run))
    #expect(typist.screen.contains("Cancelled."))
    typist.press(.function(8))
    #expect(typist.screen.contains("S: * OK ready"))
  }
}
