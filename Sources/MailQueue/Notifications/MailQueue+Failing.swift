internal import MailMessage
internal import MailSettings
internal import MailTransport
internal import SystemAccess

/// Giving mails up.
extension MailQueue {
  /// Gives up recipients of a mail: keeps it for them in `failed/`, and tells its sender.
  ///
  /// Where nobody else waits for it, the mail moves there. The notification is queued before the
  /// move: a process killed in between leads to a second notification rather than none.
  ///
  /// - Returns: the id of the notification, which waits to be sent; nil where nobody is told.
  func fail(
    _ failed: FailedMail, _ file: QueuedFile?, isLast: Bool, in folders: QueueFolders,
    _ identity: QueueIdentity
  ) throws(QueueError) -> QueueID? {
    let place = try folders.madeFailed()
    var state = place.document(failed.id.text, as: MailState.self) ?? MailState(recipients: [])
    state.add(failed)
    try place.write(state, as: failed.id.text)
    var told: QueueID?
    if let (mail, envelope) = failed.notification(identity, now: now) {
      told = try add(mail, envelope, MailOrigin(sender: nil))
    }
    guard let file else { return told }
    if isLast {
      try folders.waiting.mails.rename(file.id.text, to: place.mails, file.id.text)
      folders.waiting.deleteDocument(file.id.text)
    } else if try place.mails.status(of: file.id.text) == nil {
      // Some file systems have no hard links: then only the notification tells of it.
      try? folders.waiting.mails.link(file.id.text, to: place.mails, file.id.text)
    }
    try place.mails.sync()
    return told
  }
}

extension MailState {
  fileprivate mutating func add(_ failed: FailedMail) {
    var failures = failures ?? [:]
    for (address, reason) in failed.failures {
      if !recipients.contains(address.text) { recipients.append(address.text) }
      failures[address.text] = reason
    }
    self.failures = failures
    (tries, lastTry) = (failed.tries, failed.lastTry)
    mayHaveArrived = mayHaveArrived || failed.mayHaveArrived
    diagnosis = failed.failures.lazy.compactMap(\.diagnosis).first ?? diagnosis
  }
}
