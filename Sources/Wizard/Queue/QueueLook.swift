public import SystemAccess

/// The mails of the queue when it was read, and the result of the step before.
public struct QueueLook: Equatable, Sendable {
  /// The waiting mails, the oldest first, then those that were given up.
  public var mails: [WaitingMail]
  /// The result of the step before; nil without one.
  public var end: QueueEnd?

  /// Makes a look at the queue.
  public init(mails: [WaitingMail], end: QueueEnd? = nil) { (self.mails, self.end) = (mails, end) }
}

/// The result of a step on the queue.
public enum QueueEnd: Equatable, Sendable {
  case delivered
  case deleted
  /// The server has refused the mail for good, and why.
  case refused(cause: String)
  /// The mail still waits; why, where that is known.
  case waits(cause: String?)
  /// The queue cannot be read or written, or the set-up cannot send.
  case failed(ForeignError)
  /// This machine allows no further thread.
  case noThread
}

/// A mail of the queue, in words.
public struct WaitingMail: Equatable, Sendable {
  /// Its name in the queue.
  public let id: String
  /// When it was handed in.
  public let since: String
  /// The recipients that have not got it yet.
  public let recipients: String
  /// Its subject, safe to show.
  public let subject: String
  /// Whether it was given up.
  public let isGivenUp: Bool
  /// How often it was tried, and when it is tried next.
  public let state: String
  /// Why it waits or was given up; nil where it was not tried.
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
