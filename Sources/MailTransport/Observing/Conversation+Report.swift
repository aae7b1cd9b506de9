internal import Glibc
internal import MailDiagnosis
internal import MailSettings

extension Conversation {
  /// Marks the stage that failed and completes the observation.
  func fail(_ interruption: Interruption) {
    let stage = stage(of: interruption)
    observation.stage = stage
    observation.ending = interruption.ending
    observation.now = Int64(time(nil))
    if !interruption.ending.isServersLine, !isEndNoted { note(words(interruption.ending)) }
    isEndNoted = true
    ladder.fail(stage, words(interruption.ending))
  }

  /// A few words for the ladder: of a certificate what is wrong with it.
  private func words(_ ending: Ending) -> String {
    guard case .certificate = ending, let fault = observation.certificate?.faults.first else {
      return ending.words
    }
    return "not trusted: \(fault.word)"
  }

  private func stage(of interruption: Interruption) -> Stage {
    // In TLS 1.3 a server refuses the client's side of the handshake after that is done for the
    // client.
    if case .tls = interruption.ending, tls != nil,
      observation.bytesReceived == 0 || !observation.isEncrypted
    {
      return .encryption
    }
    return interruption.stage ?? interruption.ending.stage ?? ladder.current ?? .message
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
  /// Whether what the server says cannot be told apart any more from what it said before.
  var isOutOfStep: Bool {
    switch self {
    case .malformed, .outOfStep, .endless: true
    case .reply, .line, .unresolved, .refused, .timedOut, .closed, .reset, .wrongService,
      .noSTARTTLS,
      .clearTextPassword, .tls, .certificate, .injection, .noAuthentication, .noMechanism,
      .kerberos, .noSMTPUTF8, .tooLarge, .unknownOutcome, .unencodable, .passwordCommand,
      .commandExposed, .notLinked, .system, .cancelled, .other:
      false
    }
  }

  /// The stage that it belongs to, where that is not the one under way: it is found before anything
  /// is sent.
  fileprivate var stage: Stage? {
    if case .unencodable = self { return .message }
    return self == .notLinked ? .authentication : nil
  }

  /// Whether it is what the server said last, which the transcript has already.
  fileprivate var isServersLine: Bool {
    switch self {
    case .reply, .line: true
    case .unresolved, .refused, .timedOut, .closed, .reset, .wrongService, .malformed, .outOfStep,
      .endless,
      .noSTARTTLS, .clearTextPassword, .tls, .certificate, .injection, .noAuthentication,
      .noMechanism, .kerberos, .noSMTPUTF8, .tooLarge, .unknownOutcome, .unencodable,
      .passwordCommand, .commandExposed, .notLinked, .system, .cancelled, .other:
      false
    }
  }

  /// What the whole attempt's outcome is when it ends so.
  fileprivate var outcome: Outcome {
    switch self {
    case .cancelled: .cancelled
    case .unknownOutcome: .unknown
    case .reply, .line, .unresolved, .refused, .timedOut, .closed, .reset, .wrongService,
      .malformed, .outOfStep, .endless, .noSTARTTLS, .clearTextPassword, .tls, .certificate,
      .injection, .noAuthentication,
      .noMechanism, .kerberos, .noSMTPUTF8, .tooLarge, .unencodable, .passwordCommand,
      .commandExposed, .notLinked, .system, .other:
      .failed
    }
  }
}
