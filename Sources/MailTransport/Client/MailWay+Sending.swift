internal import MailDiagnosis
internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// Sends a mail over the way.
extension MailWay {
  /// How long a server may need to learn of a sign-in at the mailbox server before the mail is
  /// tried again.
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

  /// The replies to a mail, and its failure.
  struct Transfer {
    var replies: [(recipient: MailAddress, reply: Reply)] = []
    /// The reply to the final dot.
    var finalReply: Reply?
    var failure: ConnectionFailure?

    var firstRefused: MailAddress? { replies.first { !$0.reply.isPositive }?.recipient }

    /// The reply that decided on the mail as a whole.
    var replyToMail: Reply? {
      guard let failure else { return finalReply }
      guard case .reply(let reply) = failure.cause.ending else { return nil }
      return reply
    }
  }

  /// Sends the mail; where the server seems not to know of the sign-in at the mailbox server yet,
  /// once more over a new connection.
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
    var transaction = MailTransaction(session, order.mail, order.envelope, progress)
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

  /// The failure to report. A refusal after the final dot counts only if the next command is
  /// answered properly: otherwise it may belong to another command, and the outcome is unknown. The
  /// session is kept only if RSET succeeds.
  private func judged(
    _ error: AttemptFailure, _ session: SMTPSession, _ order: MailOrder
  ) -> AttemptFailure {
    // This is found before a command was sent, so the session is unaffected.
    if error.ending.isOfTheMailItself, !order.isLast { return error }
    guard case .reply(let reply) = error.ending else {
      self.session = nil
      return error
    }
    let isSent = session.channel.record.facts.lastCommand == "."
    var closingReply = SMTPSession.ClosingReply.taken
    if order.isLast {
      closingReply = leave(session)
    } else if reply.code == 421 {
      self.session = nil
    } else {
      let (answer, isOver) = session.reset()
      closingReply = answer
      if isOver { self.session = nil }
    }
    return closingReply != .taken && isSent ? AttemptFailure(.unknownOutcome) : error
  }

  private func leave(_ session: SMTPSession) -> SMTPSession.ClosingReply {
    self.session = nil
    return session.quit()
  }
}

extension Ending {
  /// Whether the reply may mean that the server does not relay without a sign-in.
  fileprivate var isRelayRefusal: Bool {
    guard case .reply(let reply) = self, reply.code >= 400 else { return false }
    let text = reply.text.lowercased()
    return reply.enhanced?.subject == 7
      || ["relay", "authenti", "denied", "not permitted", "rejected"].contains(where: text.contains)
  }

  /// Whether the mail cannot be sent by this server, which is found before a command was sent.
  fileprivate var isOfTheMailItself: Bool {
    if case .tooLarge = self { return true }
    return self == .noSMTPUTF8
  }
}
