import Forms
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import Wizard
@testable import postern

/// A failure has the same ways out wherever it is shown.
@Suite struct WaysOutTests {
  /// What a way out is known by; the commands about a certificate stand there without a label.
  private static let certificate = "the certificate"

  private func name(_ fix: Fix) -> String {
    if case .lookAtCertificate = fix { Self.certificate } else { fix.label }
  }

  /// Those of the lines that `postern test` prints.
  private func printed(_ diagnosis: Diagnosis) -> [String] {
    var home = HomeOption()
    home.home = nil
    return ReportWords(home: home).waysOut(diagnosis).compactMap { line in
      if line.hasPrefix("postern certificate import") { return nil }
      if line.hasPrefix("postern certificate show") { return Self.certificate }
      return line.firstRange(of: ": postern ").map { String(line[..<$0.lowerBound]) } ?? line
    }
  }

  /// Those of the document that `postern test --json` writes.
  private func written(_ diagnosis: Diagnosis) -> [String] {
    DiagnosisDocument(diagnosis).fixes.map {
      $0.kind == .certificate ? Self.certificate : $0.label
    }
  }

  /// Those that have a button in the wizard.
  private func shown(_ diagnosis: Diagnosis, _ draft: Draft) -> [String] {
    var state = State(
      surroundings: .init(home: "/etc/postern", glyphs: .unicode), saved: draft,
      isFirstRun: false, section: .testEmail, recipient: "bob@example.net")
    _ = state.update(.resized(Size(columns: 80, rows: 100)))
    let stages = [StageResult(stage: diagnosis.stage, state: .failed)]
    (state.test.draft, state.test.stages) = (draft, stages)
    state.test.recipient = "bob@example.net"
    state.test.report = DeliveryReport(outcome: .failed, stages: stages, diagnosis: diagnosis)
    return Blocks(state).items.compactMap { item in
      guard case .fix(.test, let index) = item, !item.label(in: state).isEmpty else { return nil }
      return name(diagnosis.fixes[index])
    }
  }

  /// Whether a fix would change nothing, so that it needs no button.
  private func isMade(_ fix: Fix, in draft: Draft) -> Bool {
    var changed = draft
    changed.apply(fix)
    return !fix.changes.isEmpty && changed == draft
  }

  /// Where the wizard, the report and the JSON document do not list the same; nil where they do.
  private func difference(_ diagnosis: Diagnosis) -> String? {
    var draft = Draft()
    draft.smtp.server.text = "mail.example.com"
    let names = diagnosis.fixes.map(name)
    let buttons = diagnosis.fixes.filter { !isMade($0, in: draft) }.map(name)
    let (shown, printed, written) = (
      shown(diagnosis, draft), printed(diagnosis), written(diagnosis)
    )
    guard printed == names, written == names, shown == buttons else {
      return "\(diagnosis.id): \(names); \(shown) \(printed) \(written)"
    }
    return nil
  }

  @Test func `the wizard, the report and the JSON document list the same for every finding`()
    async throws
  {
    var reached: Set<Finding> = []
    for (count, diagnosis) in try DiagnosisExamples.all().enumerated() {
      if count.isMultiple(of: 50) { await Task.yield() }
      reached.insert(diagnosis.finding)
      #expect(difference(diagnosis) == nil)
    }
    // No attempt ends with these: international names are looked up in their ASCII form, and with
    // settings that are wrong nothing is tried.
    let left: Set<Finding> = [.resolveInternational, .settingsInvalid]
    #expect(Set(Finding.allCases).subtracting(reached) == left)
  }

  @Test(arguments: [3, 4] as [UInt64])
  func `they list the same for whatever can be observed`(seed: UInt64) async {
    var random = SeededGenerator(seed: seed)
    for count in 0..<1000 {
      if count.isMultiple(of: 50) { await Task.yield() }
      let observation = ObservationGenerator.observation(&random)
      if let difference = difference(observation.diagnosis) {
        Issue.record("\(difference) of \(observation)")
        return
      }
    }
  }
}
