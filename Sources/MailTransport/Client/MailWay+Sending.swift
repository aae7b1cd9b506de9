internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// Sending.
extension MailWay {
  /// How long a server may take to learn of a login before the mail is tried again.
  private static let relayPause = Duration.milliseconds(1500)

  /// Sends a mail and reports on it.
  func send(_ order: MailOrder, _ progress: StageProgress, _ time: AttemptTime) -> DeliveryReport {
    let result = transfer(order, progress, time.deadline)
    isFirstMail = false
    var report: DeliveryReport
    if let failure = result.failure {
      report = self.report(
        failure, order.envelope, recipient: result.firstRefused, progress, time)
    } else {
      let attempt = route.attempt(order.envelope, recipient: nil, client.settings)
      report = log(progress).report(order.dryRun ? .accepted : .delivered, attempt, facts)
      report.authenticated = mechanism
      report.messageID = order.dryRun ? nil : order.mail.messageID
    }
    report.recipients = recipients(order.envelope, result, report)
    return report
  }

  /// What came of a mail.
  struct Transfer {
    var replies: [(recipient: MailAddress, reply: Reply)] = []
    /// What the server has said to the message.
    var finalReply: Reply?
    var failure: ConnectionFailure?

    var firstRefused: MailAddress? { replies.first { !$0.reply.isPositive }?.recipient }

    /// What it has said to the mail, where that is no refusal of one recipient.
    var replyToMail: Reply? {
      guard let failure else { return finalReply }
      guard case .reply(let reply) = failure.cause.ending else { return nil }
      return reply
    }
  }

  /// Where the server has not heard of the login yet, one more try on a new connection.
  private func transfer(
    _ order: MailOrder, _ progress: StageProgress, _ deadline: Deadline
  ) -> Transfer {
    let first = transferOnce(order, progress, deadline)
    guard isFirstMail, incoming != nil, let failure = first.failure,
      failure.cause.ending.isRelayRefusal
    else { return first }
    transcript.note(.onceMore)
    session = nil
    do throws(AttemptFailure) { try deadline.sleep(MailWay.relayPause) } catch {
      return Transfer(failure: self.failure(error.ending))
    }
    do throws(ConnectionFailure) { try connect(deadline) } catch {
      return Transfer(failure: error)
    }
    return transferOnce(order, progress, deadline)
  }

  private func transferOnce(
    _ order: MailOrder, _ progress: StageProgress, _ deadline: Deadline
  ) -> Transfer {
    guard let session else { return Transfer(failure: failure(.closed)) }
    session.channel.deadline = deadline
    var transaction = MailTransaction(session.channel, order.mail, order.envelope, progress)
    var cause: AttemptFailure?
    do throws(AttemptFailure) {
      try transaction.run(dryRun: order.dryRun, pipelining: order.pipelining)
      if transaction.isServerGone, !order.isLast { self.session = nil }
      if order.isLast, leave(session) == .outOfStep, !order.dryRun {
        cause = AttemptFailure(.unknownOutcome)
      }
    } catch {
      cause = judged(error, session, order)
    }
    facts = session.channel.record.facts
    return Transfer(
      replies: transaction.replies, finalReply: transaction.finalReply,
      failure: cause.map { session.channel.record.failure($0) })
  }

  /// A refusal behind the final dot counts only where nothing else has been said about the mail.
  /// The session goes on only where it is in step, and nothing is left of the refused mail.
  private func judged(
    _ error: AttemptFailure, _ session: SMTPSession, _ order: MailOrder
  ) -> AttemptFailure {
    // Found before anything was said.
    if error.ending.isOfTheMailItself, !order.isLast { return error }
    guard case .reply(let reply) = error.ending else {
      self.session = nil
      return error
    }
    let isSent = session.channel.record.facts.lastCommand == "."
    var farewell = SMTPSession.Farewell.taken
    if order.isLast {
      farewell = leave(session)
    } else if reply.code == 421 {
      self.session = nil
    } else {
      let (answer, isOver) = session.reset()
      farewell = answer
      if isOver { self.session = nil }
    }
    return farewell != .taken && isSent ? AttemptFailure(.unknownOutcome) : error
  }

  private func leave(_ session: SMTPSession) -> SMTPSession.Farewell {
    self.session = nil
    return session.quit()
  }
}

extension Ending {
  /// Whether a server refuses to pass mail on for a stranger, as far as replies tell.
  fileprivate var isRelayRefusal: Bool {
    guard case .reply(let reply) = self, reply.code >= 400 else { return false }
    let text = reply.text.lowercased()
    return reply.enhanced?.subject == 7
      || ["relay", "authenti", "denied", "not permitted", "rejected"].contains(where: text.contains)
  }

  /// Whether the mail does not fit the server, which is found before anything is said of it.
  fileprivate var isOfTheMailItself: Bool {
    if case .tooLarge = self { return true }
    return self == .noSMTPUTF8
  }
}
