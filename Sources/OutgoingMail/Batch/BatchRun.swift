internal import MailDiagnosis
internal import MailMessage
internal import MailSettings
public import MailTransport
internal import SystemAccess

/// Why a batch has ended early.
public enum BatchFault: Error, Equatable, Sendable {
  case mailbox(MailboxFault)
  case journal(JournalFault)
  /// The system gives no thread to send on.
  case threads
}

/// Sends the mails of a mailbox file over as many connections as the limit allows, reusing each for
/// the next mail.
///
/// A mail that the server defers is tried again after 1, 2, 4 … seconds, and so is one whose
/// session it ends. A server that refuses the sign-in ends the batch.
public final class BatchRun: Sendable {
  /// How many connections there are where the set-up has no limit.
  public static let usualConnections = 10

  private let outgoing: OutgoingMail
  private let journal: BatchJournal?
  private let handIn: HandIn
  private let resendsUnknown: Bool
  private let queue: BatchQueue
  private let tell: @Sendable (BatchResult, BatchProgress) -> Void
  private let cancellation: Cancellation
  private let threads: Int

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - descriptor: where the mailbox file is read from.
  ///   - journal: the path of the file that keeps what was sent; nil for none.
  ///   - resendsUnknown: whether to send mails whose fate an earlier run has left unknown;
  ///     recipients may then get them twice.
  ///   - tell: told of each mail as it ends, on the threads of the run.
  public init(
    _ outgoing: OutgoingMail, from descriptor: Int32, journal: String?, _ handIn: HandIn = HandIn(),
    resendsUnknown: Bool = false, cancellation: Cancellation = Cancellation(),
    tell: @escaping @Sendable (BatchResult, BatchProgress) -> Void
  ) throws(BatchFault) {
    (self.outgoing, self.handIn, self.tell) = (outgoing, handIn, tell)
    (self.resendsUnknown, self.cancellation) = (resendsUnknown, cancellation)
    do throws(JournalFault) { self.journal = try journal.map(BatchJournal.open) } catch {
      throw .journal(error)
    }
    threads = outgoing.settings.connectionLimit?.number ?? Self.usualConnections
    queue = BatchQueue(MailboxFile(descriptor), workers: threads)
  }

  /// Runs to the end; blocks the calling thread.
  public func run() throws(BatchFault) {
    // Fewer threads than wanted are enough.
    let workers = (0..<threads).compactMap { _ in
      try? DetachedWork<Void>.start { [self] in work() }
    }
    guard !workers.isEmpty else { throw .threads }
    for worker in workers {
      while worker.result == nil { WakePipe.wait(on: worker.readEnd) }
    }
    if let fault = queue.fault { throw fault }
  }

  /// Takes mails and sends them, until there are none left.
  private func work() {
    let sender = MailSender(outgoing.client.withoutTranscripts(), cancellation: cancellation)
    defer { sender.close() }
    while !cancellation.isCancelled {
      switch queue.next(isConnected: sender.isConnected) {
      case .end: return
      case .wait(let until):
        // Servers close idle connections: during a longer wait, none is kept.
        if until - .now > .seconds(5) { sender.close() }
        // It may be this run's own next mail that waits for the connection.
        sender.giveWay()
        WakePipe.wait(for: [cancellation.wake], until: min(until, .now + .milliseconds(100)))
      case .waitForInput:
        sender.giveWay()
        WakePipe.wait(
          for: [cancellation.wake], and: queue.input, until: .now + .milliseconds(100))
      case .entry(let entry): guard begin(entry, sender) else { return }
      case .job(let job): guard attempt(job, sender) else { return }
      case .over(let entry): finish(entry, .givenUp)
      case .abandoned(let job): abandon(job)
      }
    }
  }
}

/// One mail.
extension BatchRun {
  private func begin(_ entry: MailboxEntry, _ sender: MailSender) -> Bool {
    do throws(JournalFault) {
      switch try journal?.fate(entry.index, entry.digest) {
      case .delivered: queue.ended(isDelivered: true)
      case .begun where !resendsUnknown: finish(entry, .unknownBefore)
      case .begun, .failed, nil: return send(entry, sender)
      }
    } catch { queue.stop(.journal(error)) }
    return true
  }

  private func send(_ entry: MailboxEntry, _ sender: MailSender) -> Bool {
    do throws(BatchMailFault) { return attempt(try job(entry), sender) } catch {
      finish(entry, error)
      return true
    }
  }

  private func job(_ entry: MailboxEntry) throws(BatchMailFault) -> BatchJob {
    let message: HandedMessage
    do throws(MessageFault) { message = try entry.message() } catch { throw .message(error) }
    let recipients = RecipientList(
      words: [], header: message.header, aliases: outgoing.aliases,
      encoding: outgoing.settings.encoding)
    guard recipients.faults.isEmpty else { throw .recipients(recipients.faults) }
    let reached = journal?.reached(entry.index, of: recipients.addresses) ?? []
    let missing = recipients.addresses.filter { !reached.contains($0) }
    guard !missing.isEmpty else { throw .nobody }
    do throws(HandInFault) {
      let mail = try outgoing.rendered(message, handIn)
      return BatchJob(entry, mail, outgoing.envelope(to: missing), reached: reached)
    } catch { throw .handIn(error) }
  }

  /// False if the server allows no further connection, so that this worker has to end.
  private func attempt(_ job: BatchJob, _ sender: MailSender) -> Bool {
    if let failure = sender.connect() { return conclude(job, failure, sender) }
    // Before anything goes out: what is not noted could be sent twice.
    do throws(JournalFault) { try journal?.begin(job.index, job.digest) } catch {
      queue.stop(.journal(error))
      return true
    }
    return conclude(job, sender.send(job.mail, envelope: job.envelope), sender)
  }

  private func conclude(
    _ job: BatchJob, _ report: DeliveryReport, _ sender: MailSender
  ) -> Bool {
    var job = job
    switch job.take(report) {
    case .done(let outcome): finish(job, outcome, report)
    case .again:
      note(job, .failed)
      queue.again(job)
    case .unreachable(let finding):
      note(job, .failed)
      sender.close()
      if finding == .greetingTooMany, queue.retire(job) { return false }
      if !queue.unreachable(job) { finish(job, .failed, report) }
    case .refused:
      finish(job, .failed, report)
      if !cancellation.isCancelled { queue.giveUp() }
    }
    return true
  }

  private func note(_ job: BatchJob, _ outcome: Outcome) {
    switch outcome {
    case .delivered, .accepted: journal?.delivered(job.index, job.digest)
    case .failed, .cancelled: journal?.failed(job.index, job.digest, reached: job.reached)
    // The line that it was begun stays the last one.
    case .unknown: break
    }
  }

  private func finish(_ job: BatchJob, _ outcome: Outcome, _ report: DeliveryReport) {
    note(job, outcome)
    let result = BatchResult(
      index: job.index, messageID: job.mail.messageID, outcome: outcome,
      reply: job.reply(report), seconds: job.seconds, refused: job.refused,
      diagnosis: outcome == .delivered ? nil : report.diagnosis, fault: nil)
    tell(result, queue.ended(isDelivered: outcome == .delivered))
  }

  /// It was noted as failed when it was put back.
  private func abandon(_ job: BatchJob) {
    let result = BatchResult(
      index: job.index, messageID: job.mail.messageID, outcome: .failed, reply: nil,
      seconds: job.seconds, refused: job.refused, diagnosis: nil, fault: .givenUp)
    tell(result, queue.ended(isDelivered: false))
  }

  private func finish(_ entry: MailboxEntry, _ fault: BatchMailFault) {
    let result = BatchResult(
      index: entry.index, messageID: entry.messageID,
      outcome: fault == .unknownBefore ? .unknown : .failed, reply: nil, seconds: 0, refused: [],
      diagnosis: nil, fault: fault)
    tell(result, queue.ended(isDelivered: false))
  }
}
