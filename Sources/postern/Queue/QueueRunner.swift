import MailDiagnosis
import MailQueue
import MailSettings
import MailTransport
import OutgoingMail
import SystemAccess

/// Runs the queue of a set-up once: `postern queue run`, `sendmail -q`.
struct QueueRunner {
  private let home: String
  private let option: String
  private let queue: MailQueue

  /// - Parameters:
  ///   - home: the set-up's folder.
  ///   - option: `--home` for suggested commands, as it was given.
  init(home: String, option: String) {
    (self.home, self.option) = (home, option)
    queue = MailQueue(folder: OutgoingMail.queueFolder(home: home))
  }

  /// Tries mails, and prints the result of each.
  ///
  /// - Returns: 0 where nothing waits any more, 75 while anything does.
  func run(_ selection: QueueSelection) throws -> ExitStatus {
    do throws(QueueError) {
      if try queue.count() == 0 { return .done }
    } catch { throw Failure(error) }
    let stop = try StopSignal()
    let result = try run(selection, stop) { tell($0) }
    return stop.status ?? (result.waiting == 0 ? .done : .temporary)
  }

  /// Tries one mail.
  ///
  /// - Returns: 0 where it is delivered, 75 while it waits, 69 where it is refused.
  func retry(_ text: String) throws -> ExitStatus {
    let stop = try StopSignal()
    var end: QueueEvent.End?
    let id: QueueID
    do throws(QueueError) { id = try QueueID(named: text) } catch { throw Failure(error) }
    let result = try run(.one(id), stop) { event in
      tell(event)
      if event.id == id { end = event.end }
    }
    if let status = stop.status { return status }
    if result.locked > 0 { throw Failure(QueueError.underWay(id)) }
    return switch end {
    case .delivered: .done
    case .failed: .unavailable
    case .waits, nil: .temporary
    }
  }

  private func run(
    _ selection: QueueSelection, _ stop: StopSignal, _ observe: (QueueEvent) -> Void
  ) throws(Failure) -> QueueRunResult {
    let outgoing: OutgoingMail
    do throws(SetUpFault) { outgoing = try OutgoingMail(home: home) } catch {
      throw .kept(error, option)
    }
    let sender = MailSender(
      outgoing.client.withoutTranscripts(), cancellation: stop.cancellation)
    defer { sender.close() }
    let way = outgoing.queueWay(sender)
    SystemLog.open()
    do throws(QueueError) {
      let result = try queue.run(
        selection, by: way, cancellation: stop.cancellation
      ) { event in
        SystemLog.note(RelayedMail(event, outgoing).line)
        observe(event)
      }
      for fault in result.unreadable { Output.message(fault.sentence.asSentence) }
      if let pause = result.pause, let diagnosis = pause.diagnosis {
        Output.message(QueueWords.paused(diagnosis))
      }
      return result
    } catch { throw Failure(error) }
  }

  private func tell(_ event: QueueEvent) { Output.line(QueueWords.ended(event)) }
}
