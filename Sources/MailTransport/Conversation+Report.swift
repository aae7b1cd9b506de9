internal import Glibc
internal import MailDiagnosis
internal import MailSettings

extension Conversation {
  /// Marks the stage that failed and completes the observation.
  func fail(_ interruption: Interruption) {
    let stage = interruption.ending.stage ?? ladder.current ?? .message
    observation.stage = stage
    observation.ending = interruption.ending
    if interruption.curlCode != 0 { observation.curlCode = interruption.curlCode }
    observation.now = Int64(time(nil))
    if !interruption.ending.isServersLine, !isEndNoted { note(interruption.ending.words) }
    isEndNoted = true
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
  func failureReport(_ time: AttemptTime) -> DeliveryReport {
    secondLook?.complete(&observation, time.forSecondLook)
    var report = report(observation.ending.outcome, authenticated: nil)
    report.diagnosis = Diagnosis(observation)
    return report
  }
}

extension Ending {
  /// The stage that it belongs to, where that is not the one under way: it is found before anything is sent.
  fileprivate var stage: Stage? {
    if case .unencodable = self { return .message }
    return self == .notLinked ? .authentication : nil
  }

  /// Whether it is what the server said last, which the transcript has already.
  fileprivate var isServersLine: Bool {
    switch self {
    case .reply, .line: true
    case .unresolved, .refused, .timedOut, .closed, .reset, .wrongService, .malformed, .endless,
      .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection, .noAuthentication,
      .noMechanism, .kerberos, .noSMTPUTF8, .tooLarge, .unknownOutcome, .unencodable,
      .passwordCommand, .commandExposed, .notLinked, .cancelled, .other:
      false
    }
  }

  /// What the whole attempt's outcome is when it ends so.
  fileprivate var outcome: Outcome {
    switch self {
    case .cancelled: .cancelled
    case .unknownOutcome: .unknown
    case .reply, .line, .unresolved, .refused, .timedOut, .closed, .reset, .wrongService,
      .malformed,
      .endless, .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection, .noAuthentication,
      .noMechanism, .kerberos, .noSMTPUTF8, .tooLarge, .unencodable, .passwordCommand,
      .commandExposed, .notLinked, .other:
      .failed
    }
  }
}
