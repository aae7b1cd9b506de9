import MailDiagnosis
import MailQueue
import MailTransport
import OutgoingMail
import SettingsStore
import SystemAccess
import Wizard

extension EffectRunner {
  /// Does a step on the queue, and reads it.
  func queue(_ run: Int, _ step: QueueStep) {
    let home = store.paths.home
    let missing = QueueLook(mails: [], end: .noThread)
    inBackground(else: .queue(run: run, missing)) { cancellation in
      .queue(run: run, WizardQueue(home: home).look(after: step, cancellation))
    }
  }
}

/// The queue of a set-up, for the wizard.
private struct WizardQueue {
  private let home: String
  private let queue: MailQueue

  init(home: String) {
    self.home = home
    queue = MailQueue(folder: OutgoingMail.queueFolder(home: home))
  }

  func look(after step: QueueStep, _ cancellation: Cancellation) -> QueueLook {
    do throws(QueueError) {
      let end = try perform(step, cancellation)
      let list = try queue.list()
      return QueueLook(mails: (list.waiting + list.failed).map(WaitingMail.init), end: end)
    } catch { return QueueLook(mails: [], end: .failed(ForeignError(error))) }
  }

  private func perform(
    _ step: QueueStep, _ cancellation: Cancellation
  ) throws(QueueError) -> QueueEnd? {
    switch step {
    case .read: return nil
    case .delete(let text):
      try queue.delete(try QueueID(named: text))
      return .deleted
    case .retry(let text): return try retry(try QueueID(named: text), cancellation)
    }
  }

  private func retry(
    _ id: QueueID, _ cancellation: Cancellation
  ) throws(QueueError) -> QueueEnd? {
    let outgoing: OutgoingMail
    do throws(SetUpFault) { outgoing = try OutgoingMail(home: home) } catch {
      return .failed(ForeignError(error))
    }
    try queue.revive(id)
    let sender = MailSender(outgoing.client.withoutTranscripts(), cancellation: cancellation)
    defer { sender.close() }
    var end: QueueEvent?
    _ = try queue.run(.one(id), by: outgoing.queueWay(sender), cancellation: cancellation) {
      if $0.id == id { end = $0 }
    }
    let cause = end?.report?.diagnosis?.cause
    return switch end?.end {
    case .delivered: .delivered
    case .failed: .refused(cause: cause ?? "")
    case .waits, nil: .waits(cause: cause)
    }
  }
}

extension WaitingMail {
  fileprivate init(_ mail: QueuedMail) {
    self.init(
      id: mail.id.text, since: String(mail.since.textForPeople.prefix(16)),
      recipients: mail.recipients.joined(separator: ", "), subject: mail.subject,
      isGivenUp: mail.nextTry == nil, state: mail.state,
      cause: mail.lastDiagnosis?.cause, advice: mail.lastDiagnosis?.advice ?? [])
  }
}
