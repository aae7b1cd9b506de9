import Forms
import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

@testable import Wizard

/// README's pictures are golden ones.
@Suite struct ReadmePictureTests {
  private func failed() throws -> Typist {
    var saved = Example.filled.draft
    saved.system.address.text = "app@example.com"
    saved.smtp.server.text = "mail.example.com"
    saved.smtp.encryption.text = "tls"
    saved.smtp.port.text = "465"
    saved.authentication.user.text = "app"
    saved.smtp.password = PasswordDraft(stored: .init(Secret("stored"), host: "mail.example.com"))
    var typist = Typist.testing(saved)
    typist.state.draft.smtp.port.text = "587"
    typist.state.draft.authentication.user.text = "alice"
    typist.press(.function(5))
    let reply = Reply(
      code: 535, enhanced: EnhancedStatusCode(5, 7, 8), lines: ["authentication failed"])
    let diagnosis = Diagnosis(
      finding: .authRejected, stage: .authentication,
      reason: .signingIn(
        .rejected(
          Endpoint(host: "mail.example.com", port: .submission, encryption: .tls),
          user: "alice", said: nil, nil, isExpired: false)),
      responsible: .you,
      fixes: [
        .change(
          .signInAs("alice@example.com"), ["authentication.user": "alice@example.com"]),
        .typePassword(.smtp),
      ], reply: reply)
    let stages = Stage.order(ssl: false, incomingFirst: false)
    let failed = stages.firstIndex(of: .authentication) ?? 0
    let results = stages.enumerated().map { index, stage in
      StageResult(
        stage: stage, state: index < failed ? .passed : (index == failed ? .failed : .pending),
        milliseconds: index > failed ? nil : 85,
        detail: index == failed ? .failed(.reply(reply)) : nil)
    }
    try typist.end(
      DeliveryReport(
        outcome: .failed, stages: results, diagnosis: diagnosis,
        transcript: [TranscriptLine(speaker: .server, text: "220 hello", milliseconds: 1)]))
    return typist
  }

  @Test func `it looks as the wizard looks`() throws {
    let isSame = try Picture(view(failed().state)).matches("readme")
    #expect(isSame)
  }

  @Test func `README's pictures are drawn from the golden ones as they are`() async throws {
    let readme = try String(contentsOfFile: PackageFolder.path("README.md"), encoding: .utf8)
    let names = readme.matches(of: /\(Screens\/Pictures\/([\w-]+)\.svg\)/).map { String($0.1) }
    #expect(names.contains("readme"))
    for name in names {
      let drawn = try await Command.run(
        PackageFolder.path("Screens/Pictures/draw"),
        [
          PackageFolder.path("Screens/Pictures/\(name).txt")
        ])
      #expect(drawn.status == 0, "\(drawn.errors)")
      let file = PackageFolder.path("Screens/Pictures/\(name).svg")
      let isCurrent = drawn.outputData == FileManager.default.contents(atPath: file)
      #expect(isCurrent, "make pictures draws \(name).svg again")
    }
  }
}
