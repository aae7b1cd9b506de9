internal import Glibc
internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// The stages and the transcript of an attempt while it runs, and its report at the end.
struct AttemptLog {
  let progress: StageProgress
  let transcript: Transcript
  /// The trial of an access token that is refused; nil where none is used.
  var tokenTrial: TokenTrial?

  /// A log that nobody reads, for the trial of another port.
  static func unheard(_ service: MailService) -> AttemptLog {
    AttemptLog(progress: StageProgress([]), transcript: Transcript(service: service))
  }

  /// The report of an attempt that succeeded.
  func report(_ outcome: Outcome, _ attempt: Attempt, _ facts: ConnectionFacts) -> DeliveryReport {
    report(outcome, Observation(attempt, facts, stage: .message, ending: .cancelled), facts)
  }

  /// Records the failure in the transcript and the stages; returns the stage that failed.
  @discardableResult
  func end(_ failure: ConnectionFailure) -> Stage {
    let (stage, ending) = (stage(of: failure), failure.cause.ending)
    let detail = StageDetail.failed(ending, failure.facts.certificate)
    if !ending.isServersLine { transcript.note(.failed(detail)) }
    progress.fail(stage, detail)
    return stage
  }

  /// The report of an attempt that failed, after the second look for what would help.
  func report(
    _ failure: ConnectionFailure, _ attempt: Attempt, _ time: AttemptTime
  ) -> DeliveryReport {
    report(failure, attempt, stage: end(failure), time)
  }

  /// The same where the sign-in at the incoming mailbox server failed, which has a log of its own.
  func report(
    _ failure: ConnectionFailure, _ attempt: Attempt, incomingStep: Stage, _ time: AttemptTime
  ) -> DeliveryReport {
    progress.fail(.incoming, .failed(failure.cause.ending, failure.facts.certificate))
    return report(failure, attempt, stage: .incoming, incomingStep: incomingStep, time)
  }

  /// The diagnosis of a failure, and the dialogue until then.
  func diagnosis(
    _ failure: ConnectionFailure, _ attempt: Attempt, _ time: AttemptTime
  ) -> (Diagnosis, [TranscriptLine]) {
    let observation = observation(failure, attempt, stage: end(failure), time)
    return (Diagnosis(observation), transcript.take())
  }

  private func report(
    _ failure: ConnectionFailure, _ attempt: Attempt, stage: Stage, incomingStep: Stage? = nil,
    _ time: AttemptTime
  ) -> DeliveryReport {
    let observation = observation(
      failure, attempt, stage: stage, incomingStep: incomingStep, time)
    var report = report(failure.cause.ending.outcome, observation, failure.facts)
    report.diagnosis = Diagnosis(observation)
    return report
  }

  private func observation(
    _ failure: ConnectionFailure, _ attempt: Attempt, stage: Stage, incomingStep: Stage? = nil,
    _ time: AttemptTime
  ) -> Observation {
    var observation = Observation(
      attempt, failure.facts, stage: stage, ending: failure.cause.ending)
    observation.incomingStep = incomingStep
    observation.now = Int64(Glibc.time(nil))
    FailureProbe(failure).complete(&observation, time.forFailureProbe)
    tokenTrial?.complete(&observation, transcript, time.forFailureProbe)
    return observation
  }

  private func report(
    _ outcome: Outcome, _ observation: Observation, _ facts: ConnectionFacts
  ) -> DeliveryReport {
    DeliveryReport(
      outcome: outcome, stages: progress.stages, tls: facts.isEncrypted ? facts.tls : nil,
      transcript: transcript.take(), certificate: observation.certificate,
      offers: isOfConnecting ? observation.offeredMechanisms : OfferedMechanisms())
  }

  /// Whether connecting is a part of the attempt: what a server offers is told once a connection.
  private var isOfConnecting: Bool { progress.state(of: .greeting) != nil }

  func stage(of failure: ConnectionFailure) -> Stage {
    let (cause, facts) = (failure.cause, failure.facts)
    // In TLS 1.3 a server may refuse the client's part of the handshake after the client has
    // finished it.
    if case .tls = cause.ending, facts.tls != nil,
      facts.bytesReceived == 0 || !facts.isEncrypted
    {
      return .encryption
    }
    return cause.stage ?? cause.ending.stage ?? progress.current ?? .message
  }
}
