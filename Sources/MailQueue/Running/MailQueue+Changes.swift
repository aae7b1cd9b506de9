internal import SystemAccess

/// Changes that a person asks for.
extension MailQueue {
  /// Deletes a mail, whether it waits or was given up; nobody is told.
  ///
  /// Throws where there is none, or where it is being sent at this moment.
  public func delete(_ id: QueueID) throws(QueueError) {
    guard let folders = try folders() else { throw .noSuchMail(id.text) }
    let places = [folders.waiting, folders.failed].compactMap(\.self)
    var isFound = false
    for place in places {
      guard try place.mails.status(of: id.text) != nil else { continue }
      guard let file = try place.mails.openLocked(id.text) else { throw .underWay(id) }
      try withExtendedLifetime(file) { () throws(QueueError) in try place.mails.delete(id.text) }
      place.deleteDocument(id.text)
      isFound = true
    }
    if !isFound { throw .noSuchMail(id.text) }
  }

  /// Lets a mail that was given up wait again, for those who did not get it, as if it had just
  /// come. One that waits already stays as it is.
  public func revive(_ id: QueueID) throws(QueueError) {
    guard let folders = try folders() else { throw .noSuchMail(id.text) }
    guard let failed = folders.failed, try failed.mails.status(of: id.text) != nil else {
      if try folders.waiting.mails.status(of: id.text) == nil { throw .noSuchMail(id.text) }
      return
    }
    guard let file = try failed.mails.openLocked(id.text) else { throw .underWay(id) }
    let kept = try QueuedFile(id, file, in: failed)
    let waiting = folders.waiting.document(id.text, as: MailState.self)
    var state = waiting ?? MailState(recipients: [])
    state.recipients += kept.state.recipients.filter { !state.recipients.contains($0) }
    (state.nextTry, state.revived) = (0, now)
    try folders.waiting.write(state, as: id.text)
    try failed.mails.rename(id.text, to: folders.waiting.mails, id.text)
    failed.deleteDocument(id.text)
    // rename(2) leaves both names where they are hard links to one file.
    if try failed.mails.status(of: id.text) != nil { try failed.mails.delete(id.text) }
    try folders.waiting.mails.sync()
  }
}
