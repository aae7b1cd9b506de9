import MailDiagnosis
import MailMessage
import MailQueue
import MailSettings
import MailTransport
import OutgoingMail
import Submission
import SubmissionListener
import Synchronization

/// Passes on the mails that programs on this machine hand in: each at once, over connections that
/// are kept open for the next ones.
final class Relay: Sendable {
  private let watch: SetUpWatch
  /// `--home` for suggested commands, as it was given.
  private let home: String
  private let tell: @Sendable (RelayedMail) -> Void
  private let workers = RelayWorkers()
  private let gate = SignInGate()
  private let queueSender: QueueSender
  private let state = Mutex(State())

  private struct State {
    /// How many mails are arriving or have not been answered yet.
    var mails = 0
    var isStopping = false
  }

  /// How long a mail waits for its turn, in seconds, before it is put into the queue or the program
  /// is told to try later.
  private static let longestWait = 60.0

  /// Makes a relay, which begins with ``start()``.
  ///
  /// - Parameters:
  ///   - home: `--home` for suggested commands, as it was given.
  ///   - tell: called on another thread for each mail once its result is known.
  init(_ watch: SetUpWatch, home: String, tell: @escaping @Sendable (RelayedMail) -> Void) {
    (self.watch, self.home, self.tell) = (watch, home, tell)
    queueSender = QueueSender(watch, tell: tell)
  }

  /// Begins to send the queue's mails; false where there is no thread.
  func start() -> Bool { queueSender.start() }

  // MARK: Questions of a session

  /// Why a client may not hand in a mail now; nil where it may.
  func refusal(of peer: SubmissionPeer) -> SMTPReply? {
    if state.withLock({ $0.isStopping }) { return .stopping }
    guard let settings = watch.current().usable?.settings else { return nil }
    return RelayUsers(settings.relay).allows(peer) ? nil : .notAllowed(peer)
  }

  /// Why a recipient is refused; nil where it can be tried.
  func refusal(of path: MailPath) -> SMTPReply? {
    let reading = watch.current()
    guard let outgoing = reading.usable else {
      return reading.fault.map { SMTPReply(Failure($0, home)) }
    }
    let list = RecipientList(paths: [path.address], aliases: outgoing.aliases)
    return list.faults.first?.reply(home)
  }

  // MARK: Mails under way

  func mailBegan() { state.withLock { $0.mails += 1 } }
  func mailEnded() { state.withLock { $0.mails -= 1 } }

  /// Accepts no new mails from now on.
  func stop() {
    state.withLock { $0.isStopping = true }
    queueSender.stop()
  }

  /// Whether no mail is under way.
  var isQuiet: Bool { state.withLock { $0.mails == 0 } }

  /// Sends a mail on another thread, and answers with its result.
  func pass(_ mail: HandedMail, _ answer: @escaping @Sendable (SMTPReply) -> Void) {
    let limit = watch.current().usable?.settings.connectionLimit?.number
    let isTaken = workers.run(atMost: limit ?? BatchRun.usualConnections) { [self] upstream in
      let outcome = passed(mail, upstream)
      // The log has the line before the program gets its answer.
      tell(outcome.told(of: mail))
      answer(outcome.reply)
      if let notice = outcome.notice { send(notice, upstream) }
    }
    if !isTaken { answer(SMTPReply(Failure(.processes))) }
  }
}

/// One mail.
extension Relay {
  private func passed(_ mail: HandedMail, _ upstream: UpstreamSender) -> RelayOutcome {
    let reading = watch.current()
    guard let outgoing = reading.usable else {
      return RelayOutcome(reading.fault.map { SMTPReply(Failure($0, home)) } ?? .busy, .deferred)
    }
    do throws(Failure) {
      let order = try RelayOrder(mail, outgoing, home)
      if let fault = reading.fault {
        return kept(order, after: nil) ?? RelayOutcome(SMTPReply(Failure(fault, home)), .deferred)
      }
      if mail.seconds > Self.longestWait {
        return kept(order, after: nil) ?? RelayOutcome(.busy, .deferred)
      }
      return settled(order, sent(order, upstream, reading.number))
    } catch {
      return RelayOutcome(SMTPReply(error), .bounced)
    }
  }

  private func sent(
    _ order: RelayOrder, _ upstream: UpstreamSender, _ number: Int
  ) -> DeliveryReport {
    var report = gate.pass(number) { observe in
      upstream.sender(order.outgoing, number)
        .send(order.mail, envelope: order.envelope, observe: observe)
    }
    // The report may be another mail's, whose failure on the way to the server holds for this one
    // too.
    if report.diagnosis?.stage.isOfTheMail == false { report.concern(order.envelope) }
    return report
  }

  /// The answer to a mail that was tried. What has to wait is put into the queue first, and a
  /// notification is made for refused recipients.
  private func settled(
    _ order: RelayOrder, _ report: DeliveryReport
  ) -> RelayOutcome {
    if report.outcome == .delivered, order.outgoing.queue != nil {
      order.outgoing.kept.endPause()
      queueSender.ring()
    }
    if let kept = kept(order, after: report) { return kept }
    var outcome = RelayOutcome(report, order.outgoing)
    if outcome.reply.isPositive { outcome.notice = notice(of: order, report) }
    return outcome
  }

  /// Puts the mail into the queue for those who have not got it; nil where there are none or the
  /// queue is off.
  private func kept(_ order: RelayOrder, after report: DeliveryReport?) -> RelayOutcome? {
    let outgoing = order.outgoing
    guard let queue = outgoing.queue else { return nil }
    do throws(QueueError) {
      let kept = try queue.keep(
        order.mail, order.envelope, order.origin, after: report, outgoing.queueIdentity,
        mark: outgoing.mark)
      guard let kept else { return nil }
      queueSender.ring()
      return RelayOutcome(.queued(kept.id), .queued, relay: outgoing.settings.endpoint.place)
    } catch {
      SystemLog.warn(RelayWords.queueFault(error))
      // Where others have got it, the program must not send it again.
      if report?.outcome == .delivered { return nil }
      return RelayOutcome(.notKept(error), .deferred)
    }
  }

  /// The notification of refused recipients, where there is no queue to send it.
  private func notice(of order: RelayOrder, _ report: DeliveryReport) -> RelayNotice? {
    let outgoing = order.outgoing
    if let queue = outgoing.queue {
      let id = try? queue.tell(
        order.mail, order.envelope, order.origin, about: report, outgoing.queueIdentity)
      if id != nil { queueSender.ring() }
      return nil
    }
    let notice = outgoing.kept.notification(
      of: order.mail, order.envelope, order.origin, about: report, outgoing.queueIdentity)
    return notice.map {
      RelayNotice(id: order.id, mail: $0.mail, envelope: $0.envelope, outgoing: outgoing)
    }
  }

  private func send(_ notice: RelayNotice, _ upstream: UpstreamSender) {
    let begun = ContinuousClock.now
    let report = upstream.sender(notice.outgoing, watch.current().number)
      .send(notice.mail, envelope: notice.envelope)
    let outcome = RelayOutcome(report, notice.outgoing)
    tell(
      RelayedMail(
        id: notice.id, peer: nil, sender: "", recipients: notice.envelope.recipients.map(\.text),
        relay: outcome.relay, seconds: (ContinuousClock.now - begun) / .seconds(1),
        status: outcome.status, answer: outcome.reply.shown))
  }
}

extension SetUpWatch.Reading {
  /// Why the set-up cannot send; nil where it can.
  var fault: SetUpFault? {
    guard case .failure(let fault) = outgoing else { return nil }
    return fault
  }
}

extension DeliveryReport {
  /// Applies a failure on the way to the server to another mail's recipients.
  fileprivate mutating func concern(_ envelope: Envelope) {
    recipients = envelope.recipients.map {
      RecipientResult(address: $0, outcome: outcome, reply: diagnosis?.reply)
    }
  }
}
