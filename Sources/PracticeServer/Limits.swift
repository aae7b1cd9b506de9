internal import Submission
internal import SubmissionListener

/// The bounds that keep misbehaving clients from using up memory or connections.
struct Limits: Sendable {
  var session = SubmissionLimits()
  var listener = SubmissionListener.Limits()
  /// Bytes of all mails together that are not written yet, whoever sends them.
  var unfinished = 64 * 1_024 * 1_024
}
