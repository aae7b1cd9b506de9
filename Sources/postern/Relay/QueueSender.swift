import MailDiagnosis
import MailQueue
import MailTransport
import OutgoingMail
import SystemAccess

/// Sends the mails of the queue when they are due, on a separate thread.
///
/// It sleeps until the next one is due, the set-up changes, or a mail is put into the queue.
final class QueueSender: Sendable {
  private let watch: SetUpWatch
  private let tell: @Sendable (RelayedMail) -> Void
  private let changes = FolderWatch()
  private let wake = WakePipe()
  private let cancellation = Cancellation()

  /// How long to wait after the queue could not be read or written.
  private static let setback = Duration.seconds(60)

  /// Makes a sender, which begins with ``start()``.
  ///
  /// - Parameter tell: called for each mail that was tried.
  init(_ watch: SetUpWatch, tell: @escaping @Sendable (RelayedMail) -> Void) {
    (self.watch, self.tell) = (watch, tell)
  }

  /// Begins; false where there is no thread.
  func start() -> Bool { DetachedThread.start { [self] in work() } }

  /// Wakes it, since there is something to do.
  func ring() { wake.ring() }

  /// Ends it and cancels the mail under way.
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

  /// Sends what is due; returns when the next mail is due, nil where none waits.
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
