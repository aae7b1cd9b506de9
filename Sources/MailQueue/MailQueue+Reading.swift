public import MailMessage
public import SystemAccess

/// Reading the queue.
extension MailQueue {
  /// Lists every mail, without reading the messages; files that cannot be read are listed apart.
  public func list() throws(QueueError) -> QueueList {
    var list = QueueList()
    guard let folders = try folders() else { return list }
    let pause = folders.pause
    list.waiting = try read(folders.waiting, into: &list.unreadable) {
      QueuedMail($0, isWaiting: true, pause: pause)
    }
    if let failed = folders.failed {
      list.failed = try read(failed, into: &list.unreadable) {
        QueuedMail($0, isWaiting: false, pause: nil)
      }
    }
    return list
  }

  /// One file is open at a time.
  private func read(
    _ place: QueuePlace, into unreadable: inout [QueueError], _ body: (QueuedFile) -> QueuedMail
  ) throws(QueueError) -> [QueuedMail] {
    let names = try place.names()
    unreadable += names.others.map { .damaged(path: place.mails.path(of: $0)) }
    var found: [QueuedMail] = []
    for id in names.mails {
      do throws(QueueError) {
        // It may have been deleted since the folder was listed.
        guard let file = try place.mails.openFile(id.text) else { continue }
        found.append(body(try QueuedFile(id, file, in: place)))
      } catch { unreadable.append(error) }
    }
    return found
  }

  /// How many mails wait, readable or not.
  public func count() throws(QueueError) -> Int {
    try folders()?.waiting.names().mails.count ?? 0
  }

  /// When the next mail is due; nil where none waits.
  public func nextDue() throws(QueueError) -> Moment? {
    try list().waiting.compactMap(\.nextTry).min { $0.seconds < $1.seconds }
  }

  /// A mail that waits or was given up, and its message.
  public func mail(
    _ id: QueueID
  ) throws(QueueError) -> (mail: QueuedMail, content: any MessageContent) {
    guard let folders = try folders() else { throw .noSuchMail(id.text) }
    if let file = try folders.waiting.mails.openFile(id.text) {
      let found = try QueuedFile(id, file, in: folders.waiting)
      return (QueuedMail(found, isWaiting: true, pause: folders.pause), found.content)
    }
    guard let failed = folders.failed, let file = try failed.mails.openFile(id.text) else {
      throw .noSuchMail(id.text)
    }
    let found = try QueuedFile(id, file, in: failed)
    return (QueuedMail(found, isWaiting: false, pause: nil), found.content)
  }

  /// The pause in which no mail is tried with these settings; nil where there is none.
  ///
  /// - Parameter mark: identifies the settings; different after each change.
  public func pause(mark: String) -> QueuePause? {
    guard let pause = try? folders()?.pause, pause.counts(mark: mark, now: now) else {
      return nil
    }
    return pause
  }

  /// Ends the pause, since the server can be reached again: what waits for it is due at once.
  public func endPause() {
    guard let folders = try? folders(), folders.pause != nil else { return }
    folders.waiting.deleteDocument(QueueFolders.pauseName)
  }
}

extension QueueFolders {
  static let pauseName = "pause"

  var pause: QueuePause? { waiting.document(Self.pauseName, as: QueuePause.self) }
}
