import MailDiagnosis
import MailSettings
import TestSupport
import SystemAccess
import Testing

@Suite struct DiagnosisPropertyTests {
  private func strength(_ encryption: Encryption) -> Int {
    switch encryption {
    case .none: 0
    case .tlsIfAvailable: 1
    case .tls, .ssl: 2
    }
  }

  /// Why the fix protects less than what was asked for; nil when it does not.
  private func weakness(_ fix: Fix, _ attempt: Attempt) -> String? {
    for (key, value) in fix.changes {
      if PasswordSetting.allCases.contains(where: { $0.serverKeys.allowClearText == key }) {
        return "allows a clear password"
      }
      guard PasswordSetting.allCases.contains(where: { $0.serverKeys.encryption == key }) else {
        continue
      }
      guard let encryption = Encryption(rawValue: value) else { return "no encryption: \(value)" }
      if strength(encryption) < strength(attempt.encryption) { return "weaker: \(value)" }
    }
    var draft = Draft()
    draft.apply(fix)
    return draft.wrongTexts.isEmpty ? nil : "wrong text: \(fix.changes)"
  }

  private func fault(_ sentence: String) -> String? {
    guard let first = sentence.first, let last = sentence.last else { return "empty" }
    if sentence.contains(where: \.steersTerminal) { return "control character" }
    if first.isLetter, first.isLowercase { return "no sentence: \(sentence)" }
    if last != ".", !sentence.endsWithCommand {
      return "no end: \(sentence)"
    }
    return sentence.count <= 320 ? nil : "too long (\(sentence.count)): \(sentence)"
  }

  /// 20,000 observations in two halves, which run side by side and let other tests have their turn.
  @Test(arguments: [1, 2] as [UInt64])
  func `no fix weakens, every sentence is whole, every id is known`(seed: UInt64) async {
    var random = SeededGenerator(seed: seed)
    for count in 0..<10_000 {
      if count.isMultiple(of: 50) { await Task.yield() }
      let observation = ObservationGenerator.observation(&random)
      let diagnosis = observation.diagnosis
      let weaknesses = diagnosis.fixes.compactMap { weakness($0, observation.attempt) }
      let faults = ([diagnosis.cause] + diagnosis.advice).compactMap(fault)
      let isKnown = Finding.allCases.contains(diagnosis.finding)
      guard weaknesses.isEmpty, faults.isEmpty, isKnown, !diagnosis.advice.isEmpty else {
        Issue.record("\(weaknesses) \(faults) \(diagnosis.id) of \(observation)")
        return
      }
    }
  }
}
