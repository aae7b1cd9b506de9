internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// One mail, sent in as many rounds as the server needs to accept all of its recipients.
struct MailRounds {
  private let envelope: Envelope
  private var pending: [MailAddress]
  private var results: [String: RecipientResult] = [:]
  private var reports: [DeliveryReport] = []

  init(_ envelope: Envelope) {
    self.envelope = envelope
    pending = envelope.recipients
  }

  /// The envelope of those who wait for a round; nil once each recipient has a result.
  func next() -> Envelope? { pending.isEmpty ? nil : envelope.with(recipients: pending) }

  mutating func take(_ report: DeliveryReport, of part: Envelope) {
    reports.append(report)
    var told = report.recipients
    if told.isEmpty {
      told = part.recipients.map {
        RecipientResult(address: $0, outcome: report.outcome, reply: report.diagnosis?.reply)
      }
    }
    let goesOn = report.outcome == .delivered
    for result in told where !(goesOn && result.waitsForAnotherRound) {
      results[result.address.wire] = result.explained(by: report.diagnosis)
    }
    pending.removeAll { results[$0.wire] != nil }
    guard !goesOn else { return }
    // Recipients that the server was not asked about share the result of the others.
    for address in pending {
      results[address.wire] = RecipientResult(
        address: address, outcome: report.outcome == .unknown ? .failed : report.outcome,
        reply: report.diagnosis?.reply, diagnosis: report.diagnosis)
    }
    pending = []
  }

  /// The last round's report with the results of all recipients; `delivered` where anybody got the
  /// mail.
  func report(_ opening: DeliveryReport?) -> DeliveryReport {
    let best =
      reports.first { $0.outcome == .delivered } ?? reports.first { $0.outcome == .unknown }
    var report = best ?? reports.last ?? DeliveryReport(outcome: .failed, stages: [])
    if let opening, report.stages.first?.stage == .sender {
      report.stages = opening.stages + report.stages
      report.transcript = opening.transcript + reports.flatMap(\.transcript)
      (report.tls, report.offers) = (opening.tls, opening.offers)
    }
    report.recipients = envelope.recipients.compactMap { results[$0.wire] }
    return report
  }
}

extension RecipientResult {
  /// This result with the diagnosis of its round, where it has failed and has none of its own: the
  /// report may be another round's.
  fileprivate func explained(by diagnosis: Diagnosis?) -> RecipientResult {
    guard outcome != .delivered, self.diagnosis == nil else { return self }
    return RecipientResult(
      address: address, outcome: outcome, reply: reply, diagnosis: diagnosis)
  }

  /// Whether the recipient was refused only because the mail had too many of them.
  fileprivate var waitsForAnotherRound: Bool {
    outcome == .failed && reply?.isTooManyRecipients == true
  }
}
