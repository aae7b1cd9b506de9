internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// Reports on a mail, or on opening the way.
extension MailWay {
  func log(_ progress: StageProgress) -> AttemptLog {
    AttemptLog(
      progress: progress, transcript: transcript, tokenTrial: route.tokenTrial(client.trust))
  }

  /// A failure with the facts of the last session, or of none.
  func failure(_ ending: Ending) -> ConnectionFailure {
    ConnectionFailure(
      cause: AttemptFailure(ending), request: route.request(seenAddress: nil, client.trust),
      facts: facts)
  }

  /// Opens the way, and reports on that alone.
  func tryToOpen(
    _ progress: StageProgress, _ cancellation: Cancellation
  ) throws(FailedConnection) -> DeliveryReport {
    var time = AttemptTime(client.timeout, cancellation: cancellation)
    do throws(ConnectionFailure) {
      try takeSlot(progress, cancellation)
      time = AttemptTime(client.timeout, cancellation: cancellation)
      try prepare(progress, time.deadline)
      try open(progress, time.deadline)
      let attempt = route.attempt(nil, recipient: nil, client.settings)
      var report = log(progress).report(.accepted, attempt, facts)
      report.authenticated = mechanism
      return report
    } catch {
      defer { close() }
      throw FailedConnection(report: report(error, nil, progress, time))
    }
  }

  /// The report of a failure, of the sign-in at the mailbox server or of anything after it.
  func report(
    _ failure: ConnectionFailure, _ envelope: Envelope?, recipient: MailAddress? = nil,
    _ progress: StageProgress, _ time: AttemptTime
  ) -> DeliveryReport {
    if let incomingStep, let server = route.incoming {
      var attempt = Attempt(server)
      attempt.mode = .incomingFirst
      return log(progress).report(failure, attempt, incomingStep: incomingStep, time)
    }
    let attempt = route.attempt(envelope, recipient: recipient, client.settings)
    return log(progress).report(failure, attempt, time)
  }

  /// What became of each recipient: those that were accepted share the mail's outcome.
  func recipients(
    _ envelope: Envelope, _ result: Transfer, _ report: DeliveryReport
  ) -> [RecipientResult] {
    envelope.recipients.enumerated().map { index, address in
      let reply = index < result.replies.count ? result.replies[index].reply : nil
      guard let reply, !reply.isPositive, reply.code != 421 else {
        return RecipientResult(
          address: address, outcome: report.outcome, reply: result.replyToMail)
      }
      return refused(address, reply, envelope)
    }
  }

  private func refused(
    _ recipient: MailAddress, _ reply: Reply, _ envelope: Envelope
  ) -> RecipientResult {
    let attempt = route.attempt(envelope, recipient: recipient, client.settings)
    let observation = Observation(attempt, facts, stage: .recipient, ending: .reply(reply))
    return RecipientResult(
      address: recipient, outcome: .failed, reply: reply, diagnosis: Diagnosis(observation))
  }
}
