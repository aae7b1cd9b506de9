public import SystemAccess

/// A mail in the queue, as it is listed.
public struct QueuedMail: Equatable, Sendable {
  /// Its id.
  public let id: QueueID
  /// When it was handed in.
  public let since: Moment
  /// When it is tried next; nil where it was given up.
  public let nextTry: Moment?
  /// When it was tried last; nil where it was not.
  public let lastTry: Moment?
  /// How often it was tried.
  public let tries: Int
  /// The envelope sender as handed in; empty where nobody is told of a failure.
  public let sender: String
  /// Who has still to get it; of a mail that was given up, who did not.
  public let recipients: [String]
  /// The subject, safe to show.
  public let subject: String
  /// The Message-ID, where it has one.
  public let messageID: String?
  /// The size of the message.
  public let bytes: Int
  /// The id of the user who handed it in, where that is known.
  public let user: UInt32?
  /// Whether it is a notification that another mail has failed.
  public let isNotification: Bool
  /// Whether the connection of a try was lost after the final dot, so that it may have arrived.
  public let mayHaveArrived: Bool
  /// Why it is still here; nil where nothing has failed yet.
  public let lastDiagnosis: QueuedDiagnosis?

  init(_ file: QueuedFile, isWaiting: Bool, pause: QueuePause?) {
    let (record, state) = (file.record, file.state)
    (id, since) = (file.id, Moment(seconds: record.arrived))
    nextTry = isWaiting ? Moment(seconds: file.due(pause)) : nil
    lastTry = state.lastTry.map { Moment(seconds: $0) }
    tries = state.tries
    (sender, recipients) = (record.handedSender ?? "", state.recipients)
    (subject, messageID, bytes) = (record.subject, record.messageID, record.size)
    (user, isNotification) = (record.user, record.isNotification)
    mayHaveArrived = state.mayHaveArrived
    let failure = state.recipients.lazy.compactMap { state.failures?[$0] }.first
    lastDiagnosis = failure ?? state.diagnosis ?? (isWaiting ? pause?.diagnosis : nil)
  }
}

extension QueuedFile {
  /// When it is tried next, in seconds since 1970.
  func due(_ pause: QueuePause?) -> Int {
    let own = state.waitsForTheWay ? record.arrived : max(state.nextTry, record.arrived)
    return max(own, pause?.until ?? 0)
  }
}

/// All mails in a queue.
public struct QueueList: Equatable, Sendable {
  /// Those that wait, the oldest first.
  public var waiting: [QueuedMail] = []
  /// Those that were given up, the oldest first.
  public var failed: [QueuedMail] = []
  /// Why some files could not be read.
  public var unreadable: [QueueError] = []
}
