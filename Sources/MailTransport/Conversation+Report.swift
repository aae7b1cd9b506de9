internal import Glibc
internal import MailDiagnosis
internal import MailSettings

extension Conversation {
  /// Marks the stage under way as failed and completes the observation.
  func fail(_ interruption: Interruption) {
    let stage = ladder.current ?? .message
    observation.stage = stage
    observation.ending = interruption.ending
    if interruption.curlCode != 0 { observation.curlCode = interruption.curlCode }
    observation.now = Int64(time(nil))
    note(interruption.ending.words)
    ladder.fail(stage, interruption.ending.words)
  }

  /// The report of an attempt that ended well.
  func report(
    _ outcome: Outcome, authenticated: String?, messageID: String? = nil
  ) -> DeliveryReport {
    DeliveryReport(
      outcome: outcome, stages: ladder.stages, tls: observation.isEncrypted ? tls : nil,
      authenticated: authenticated, messageID: messageID, transcript: transcript.finished(),
      certificate: observation.certificate, offers: observation.offeredMechanisms)
  }

  /// The report of an attempt after ``fail(_:)``, once it is looked for what would help.
  func failureReport(_ cancellation: Cancellation) -> DeliveryReport {
    secondLook?.complete(&observation, cancellation: cancellation)
    var report = report(observation.ending.outcome, authenticated: nil)
    report.diagnosis = Diagnosis(observation)
    return report
  }
}

extension Ending {
  /// What the whole attempt's outcome is when it ends so.
  fileprivate var outcome: Outcome {
    switch self {
    case .cancelled: .cancelled
    case .unknownOutcome: .unknown
    case .reply, .line, .unresolved, .refused, .timedOut, .closed, .reset, .wrongService,
      .malformed,
      .endless, .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection, .noAuthentication,
      .noMechanism, .kerberos, .noSMTPUTF8, .tooLarge, .unencodable, .passwordCommand,
      .commandExposed, .other:
      .failed
    }
  }
}
