import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

@Suite struct SendingRefusalTests {
  @Test func `a forced sender offers the login as system address`() throws {
    let recording = Recording("MAIL", "553 5.7.1 not owned by user", "sender.not-owner")
    var observation = try #require(recording.observation())
    observation.attempt.user = "ada@example.com"
    #expect(observation.diagnosis.fixes.map(\.changes) == [["system.address": "ada@example.com"]])
    observation.attempt.senderMode = .user
    #expect(
      observation.diagnosis.fixes.map(\.changes) == [
        ["system.address": "ada@example.com", "message.sender": "system"],
        ["message.sender": "system"],
      ])
  }

  @Test func `an unknown refusal says so and shows the reply`() throws {
    let recording = Recording("MAIL", "599-5.9.9 the stars\n599 5.9.9 are wrong", "unknown")
    let diagnosis = try #require(recording.observation()).diagnosis
    #expect(diagnosis.cause.contains("unknown"))
    #expect(diagnosis.cause.contains("599 5.9.9 the stars are wrong"))
    #expect(diagnosis.reply?.lines == ["the stars", "are wrong"])
    #expect(diagnosis.exitStatus == .unavailable)
  }
}
