import MailDiagnosis
import MailQueue
import MailTransport
import OutgoingMail
import SystemAccess

/// Sends the mails of the queue when they are due, on a thread of its own.
///
/// It sleeps until then, until the set-up changes, or until somebody puts a mail into the queue;
/// where none waits, for as long as nothing happens.
final class QueueSender: Sendable {
  private let watch: SetUpWatch
  private let tell: @Sendable (RelayedMail) -> Void
  private let changes = FolderWatch()
  private let wake = WakePipe()
  private let cancellation = Cancellation()

  /// After a queue that could not be read or written, until it is looked at again.
  private static let setback = Duration.seconds(60)

  /// - Parameter tell: told of each mail that was tried.
  init(_ watch: SetUpWatch, tell: @escaping @Sendable (RelayedMail) -> Void) {
    (self.watch, self.tell) = (watch, tell)
  }

  /// False where there is no thread for it.
  func start() -> Bool { DetachedThread.start { [self] in work() } }

  /// There is something to do.
  func ring() { wake.ring() }

  /// Ends with the mail that is under way.
  func stop() { cancellation.cancel() }

  private func work() {
    while !cancellation.isCancelled {
      wake.silence()
      changes.clear()
      let reading = watch.current()
      changes.add(reading.home)
      if let outgoing = reading.usable { changes.add(outgoing.kept.folder) }
      let next = (try? reading.outgoing.get()).flatMap(run)
      WakePipe.wait(for: [cancellation.wake, wake], and: changes.readEnd, until: next)
    }
  }

  /// When it is worth trying again; nil where nothing waits.
  private func run(_ outgoing: OutgoingMail) -> ContinuousClock.Instant? {
    guard let queue = outgoing.queue else { return nil }
    let sender = MailSender(outgoing.client.withoutTranscripts(), cancellation: cancellation)
    defer { sender.close() }
    do throws(QueueError) {
      let result = try queue.run(
        .due, by: outgoing.queueWay(sender), cancellation: cancellation
      ) { [tell] event in
        tell(RelayedMail(event, outgoing))
      }
      return result.nextDue.map { .now + .seconds(max(1, $0 - Moment.now().seconds)) }
    } catch {
      SystemLog.warn(RelayWords.queueFault(error))
      return .now + Self.setback
    }
  }
}

extension RelayedMail {
  /// What became of a mail of the queue.
  init(_ event: QueueEvent, _ outgoing: OutgoingMail) {
    id = event.id.text
    peer = nil
    sender = event.envelope.returnPath
    recipients = event.envelope.recipients.map(\.text)
    relay = outgoing.settings.endpoint.place
    seconds = event.seconds
    switch event.end {
    case .delivered: status = .sent
    case .waits: status = .deferred
    case .failed: status = .bounced
    }
    let reply = event.report?.diagnosis?.reply ?? event.report?.recipients.first?.reply
    answer = reply?.raw ?? event.report?.diagnosis?.cause ?? RelayWords.givenUp
  }
}
