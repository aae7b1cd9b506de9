public import Submission

/// Decides about the mails that come over one connection of a ``SubmissionListener``.
///
/// All is called on the listener's thread, which must not be blocked.
public protocol SubmissionOwner: AnyObject {
  /// Answers a question: `reply` is called once, now or later and on any thread, with what
  /// `SubmissionSession.answer` takes.
  func answer(
    _ question: SubmissionSession.Question, about mail: SubmittedMail,
    _ reply: @escaping @Sendable (SMTPReply?) -> Void)

  /// Takes a part of the message; returns why the message is refused, once it is.
  func take(_ content: [UInt8]) -> SMTPReply?

  /// Forgets the mail that was not taken yet.
  func dropMail()
}
