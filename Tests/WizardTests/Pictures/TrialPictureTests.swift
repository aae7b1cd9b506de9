import Forms
import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

@testable import Wizard

/// How the test e-mail and its fixes look.
@Suite struct TrialPictureTests {
  private static let rejected = Diagnosis(
    finding: .authRejected, stage: .authentication,
    reason: .signingIn(
      .rejected(Diagnosis.server, user: "yourserver", said: nil, nil, isExpired: false)),
    responsible: .you,
    fixes: [
      .change(
        .signInAs("alice@yourdomain.com"), ["authentication.user": "alice@yourdomain.com"]),
      .typePassword(.smtp),
    ],
    reply: Reply(
      code: 535, enhanced: EnhancedStatusCode(5, 7, 8), lines: ["Error: authentication failed"]))

  private func matches(_ typist: Typist, _ name: String) throws -> Bool {
    try Picture(view(typist.state)).matches(name)
  }

  private func failed(columns: Int = 80, rows: Int = 24) throws -> Typist {
    var typist = Typist.testing()
    typist.tell(.resized(Size(columns: columns, rows: rows)))
    try typist.fail(with: Self.rejected)
    return typist
  }

  static func talking() throws -> Typist {
    var typist = Typist.testing()
    typist.press(.function(5))
    let run = try #require(typist.state.work).run
    for stage in [Stage.resolve, .connect] {
      typist.tell(
        .stage(run: run, StageResult(stage: stage, state: .passed, milliseconds: 12)))
    }
    typist.tell(.stage(run: run, StageResult(stage: .encryption, state: .running)))
    typist.tell(.tick(run: run, elapsed: 3_424))
    try typist.hear(.note, "connected to 192.0.2.7, port 465")
    try typist.hear(.note, "TLS handshake")
    return typist
  }

  @Test(arguments: [(80, 24), (60, 15), (40, 10), (200, 60)])
  func `a failed test`(columns: Int, rows: Int) throws {
    let name = "test-failed-\(columns)x\(rows)"
    let isSame = try matches(failed(columns: columns, rows: rows), name)
    #expect(isSame)
  }

  @Test func `a test after a fix`() throws {
    var typist = try failed()
    typist.press(.enter)
    let isSame = try matches(typist, "test-fixed")
    #expect(isSame)
  }

  @Test func `a test under way`() throws {
    let isSame = try matches(Self.talking(), "test-running")
    #expect(isSame)
  }

  @Test func `a cancelled test`() throws {
    var typist = try Self.talking()
    typist.press(.escape)
    let isSame = try matches(typist, "test-cancelled")
    #expect(isSame)
  }

  @Test func `a delivered test after a fix`() throws {
    var typist = Typist.testing()
    try typist.fail(with: .wrongPort)
    typist.press(.enter)
    try typist.deliver()
    let isSame = try matches(typist, "test-delivered")
    #expect(isSame)
  }
}
