import MailDiagnosis
import MailMessage
import MailQueue
import MailSettings
import MailTransport
import OutgoingMail
import Submission
import SubmissionListener
import Synchronization

/// Passes on what programs on this machine hand in: each mail at once, over connections that are
/// kept for the next one, and by one sign-in for many.
final class Relay: Sendable {
  private let watch: SetUpWatch
  private let tell: @Sendable (RelayedMail) -> Void
  private let workers = RelayWorkers()
  private let gate = SignInGate()
  private let queueSender: QueueSender
  private let state = Mutex(State())

  private struct State {
    /// Mails whose text is coming, or whose answer is not given yet.
    var mails = 0
    var isStopping = false
  }

  /// How long a mail waits for others before it is kept, or the program is asked to come again, in
  /// seconds.
  private static let longestWait = 60.0

  /// - Parameter tell: told of each mail once its fate is known, on another thread.
  init(_ watch: SetUpWatch, tell: @escaping @Sendable (RelayedMail) -> Void) {
    (self.watch, self.tell) = (watch, tell)
    queueSender = QueueSender(watch, tell: tell)
  }

  /// Begins to send what waits; false where there is no thread for it.
  func start() -> Bool { queueSender.start() }

  // MARK: Questions of a session

  /// Why somebody may not hand in a mail now; nil where they may.
  func refusal(of peer: SubmissionPeer) -> SMTPReply? {
    if state.withLock({ $0.isStopping }) { return .stopping }
    guard let settings = watch.current().usable?.settings else { return nil }
    return RelayUsers(settings.relay).allows(peer) ? nil : .notAllowed(peer)
  }

  /// Why a mail cannot go to somebody; nil where it can be tried.
  func refusal(of path: MailPath) -> SMTPReply? {
    let reading = watch.current()
    guard let outgoing = reading.usable else { return reading.fault.map { SMTPReply(Failure($0)) } }
    let list = RecipientList(words: [path.address], aliases: outgoing.aliases)
    return list.faults.first?.reply
  }

  // MARK: Mails under way

  func mailBegan() { state.withLock { $0.mails += 1 } }
  func mailEnded() { state.withLock { $0.mails -= 1 } }

  /// Takes no new mails.
  func stop() {
    state.withLock { $0.isStopping = true }
    queueSender.stop()
  }

  /// Whether no mail is under way.
  var isQuiet: Bool { state.withLock { $0.mails == 0 } }

  /// Sends a mail on another thread, and answers with what became of it.
  func pass(_ mail: HandedMail, _ answer: @escaping @Sendable (SMTPReply) -> Void) {
    let limit = watch.current().usable?.settings.connectionLimit?.number
    let isTaken = workers.run(atMost: limit ?? BatchRun.usualConnections) { [self] upstream in
      let passing = passed(mail, upstream)
      // Known before the program can ask for it.
      tell(passing.told(of: mail))
      answer(passing.reply)
      if let notice = passing.notice { send(notice, upstream) }
    }
    if !isTaken { answer(SMTPReply(Failure(.processes))) }
  }
}

/// One mail.
extension Relay {
  private func passed(_ mail: HandedMail, _ upstream: UpstreamSender) -> Passing {
    let reading = watch.current()
    guard let outgoing = reading.usable else {
      return Passing(reading.fault.map { SMTPReply(Failure($0)) } ?? .busy, .deferred)
    }
    do throws(Failure) {
      let order = try RelayOrder(mail, outgoing)
      if let fault = reading.fault {
        return kept(order, after: nil) ?? Passing(SMTPReply(Failure(fault)), .deferred)
      }
      if mail.seconds > Self.longestWait {
        return kept(order, after: nil) ?? Passing(.busy, .deferred)
      }
      return settled(order, sent(order, upstream, reading.number))
    } catch {
      return Passing(SMTPReply(error), .bounced)
    }
  }

  private func sent(
    _ order: RelayOrder, _ upstream: UpstreamSender, _ number: Int
  ) -> DeliveryReport {
    var report = gate.pass(number) { observe in
      upstream.sender(order.outgoing, number)
        .send(order.mail, envelope: order.envelope, observe: observe)
    }
    // It may be that of another mail, which has found out for this one.
    if report.diagnosis?.stage.isOfTheMail == false { report.concern(order.envelope) }
    return report
  }

  /// What is said of a mail that was tried: what waits is kept first, and those who are told of
  /// refusals get a mail of their own.
  private func settled(
    _ order: RelayOrder, _ report: DeliveryReport
  ) -> Passing {
    if report.outcome == .delivered, order.outgoing.queue != nil {
      order.outgoing.kept.endPause()
      queueSender.ring()
    }
    if let kept = kept(order, after: report) { return kept }
    var passing = Passing(report, order.outgoing)
    if passing.reply.isPositive { passing.notice = notice(of: order, report) }
    return passing
  }

  /// Nil where nothing waits, or nothing is kept.
  private func kept(_ order: RelayOrder, after report: DeliveryReport?) -> Passing? {
    let outgoing = order.outgoing
    guard let queue = outgoing.queue else { return nil }
    do throws(QueueError) {
      let kept = try queue.keep(
        order.mail, order.envelope, order.origin, after: report, outgoing.queueIdentity,
        mark: outgoing.mark)
      guard let kept else { return nil }
      queueSender.ring()
      return Passing(.queued(kept.id), .queued, relay: outgoing.settings.endpoint.place)
    } catch {
      SystemLog.warn(RelayWords.queueFault(error))
      // Where others have got it, it must not come again.
      if report?.outcome == .delivered { return nil }
      return Passing(.notKept(error), .deferred)
    }
  }

  /// The mail that tells of refusals, where no queue keeps it.
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
    let passing = Passing(report, notice.outgoing)
    tell(
      RelayedMail(
        id: notice.id, peer: nil, sender: "", recipients: notice.envelope.recipients.map(\.text),
        relay: passing.relay, seconds: (ContinuousClock.now - begun) / .seconds(1),
        status: passing.status, answer: passing.reply.shown))
  }
}

extension SetUpWatch.Reading {
  /// Why it cannot send; nil where it can.
  var fault: SetUpFault? {
    guard case .failure(let fault) = outgoing else { return nil }
    return fault
  }
}

extension DeliveryReport {
  /// Tells of other recipients what it says of the way to the server.
  fileprivate mutating func concern(_ envelope: Envelope) {
    recipients = envelope.recipients.map {
      RecipientResult(address: $0, outcome: outcome, reply: diagnosis?.reply)
    }
  }
}
