public import SystemAccess

/// The mails of the queue, as they were when it was looked at.
public struct QueueLook: Equatable, Sendable {
  /// Those that wait, the oldest first, then those that were given up.
  public var mails: [WaitingMail]
  /// What came of what was to be done before; nil where nothing was.
  public var end: QueueEnd?

  /// A look.
  public init(mails: [WaitingMail], end: QueueEnd? = nil) { (self.mails, self.end) = (mails, end) }
}

/// What came of something that was to be done with the queue.
public enum QueueEnd: Equatable, Sendable {
  case delivered
  case deleted
  /// The server has refused the mail for good, and why.
  case refused(cause: String)
  /// It still waits, and why where that is known.
  case waits(cause: String?)
  /// The queue cannot be read or written, or the set-up cannot send.
  case failed(ForeignError)
  /// This machine gave no thread for it.
  case noThread
}

/// A mail of the queue, in words.
public struct WaitingMail: Equatable, Sendable {
  /// Its name in the queue.
  public let id: String
  /// When it was handed in.
  public let since: String
  /// For whom it still is.
  public let recipients: String
  /// Its subject, safe to show.
  public let subject: String
  /// Whether it was given up.
  public let isGivenUp: Bool
  /// How often it was tried, and when it is tried next.
  public let state: String
  /// Why it is here; nil where it was not tried.
  public let cause: String?
  /// What would help.
  public let advice: [String]

  /// A mail.
  public init(
    id: String, since: String, recipients: String, subject: String, isGivenUp: Bool, state: String,
    cause: String?, advice: [String]
  ) {
    (self.id, self.since, self.recipients, self.subject) = (id, since, recipients, subject)
    (self.isGivenUp, self.state, self.cause, self.advice) = (isGivenUp, state, cause, advice)
  }
}
