import Glibc
import MailDiagnosis
import MailQueue
import MailSettings
import OutgoingMail
import Submission
import SubmissionListener

/// What became of a mail that was handed in, for the log.
struct RelayedMail: Sendable {
  /// The status, in the words of other mailers' logs.
  enum Status: String, Sendable {
    case sent, queued, deferred, bounced
  }

  /// Identifies the mail's lines in the log.
  let id: String
  let peer: SubmissionPeer?
  /// As it was handed in; empty for a notification.
  let sender: String
  let recipients: [String]
  /// The server of the set-up; nil where it cannot send.
  let relay: String?
  let seconds: Double
  let status: Status
  /// The answer to the program.
  let answer: String

  /// The mail's line in the log, in the form of other mailers.
  var line: String {
    let parts = [
      "from=<\(sender)>", "to=" + Self.short(recipients), relay.map { "relay=\($0)" },
      "delay=\(Self.rounded(seconds))", peer?.text, "status=\(status.rawValue) (\(answer))",
    ]
    return "\(id): " + parts.compactMap(\.self).joined(separator: ", ")
  }

  private static let most = 20

  private static func short(_ recipients: [String]) -> String {
    let shown = recipients.prefix(most).map { "<\($0)>" }.joined(separator: ",")
    return recipients.count > most ? "\(shown) and \(recipients.count - most) more" : shown
  }

  private static func rounded(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }
}

extension RelayedMail {
  /// What became of a mail of `postern send`, which this user has handed in.
  init(
    _ sent: SentMail, from sender: String, to recipients: [String], relay: String, seconds: Double
  ) {
    let reply = SMTPReply(sent)
    (self.sender, self.recipients, self.relay) = (sender, recipients, relay)
    (self.seconds, answer) = (seconds, reply.shown)
    id = sent.kept?.id.text ?? HandedMail.newID()
    peer = .user(id: getuid(), process: getpid())
    status =
      sent.kept != nil
      ? .queued : reply.isPositive ? .sent : reply.isRefusal ? .bounced : .deferred
  }
}

/// The answer to a mail that was passed on, or could not be.
struct RelayOutcome {
  let reply: SMTPReply
  let status: RelayedMail.Status
  private(set) var relay: String?
  /// A notification that is still to be sent.
  var notice: RelayNotice?

  init(_ reply: SMTPReply, _ status: RelayedMail.Status, relay: String? = nil) {
    (self.reply, self.status, self.relay) = (reply, status, relay)
  }

  init(_ report: DeliveryReport, _ outgoing: OutgoingMail) {
    let reply = SMTPReply(report)
    self.init(
      reply, reply.isPositive ? .sent : reply.isRefusal ? .bounced : .deferred,
      relay: outgoing.settings.endpoint.place)
  }

  func told(of mail: HandedMail) -> RelayedMail {
    RelayedMail(
      id: mail.id, peer: mail.peer, sender: mail.sender.address, recipients: mail.recipients,
      relay: relay, seconds: mail.seconds, status: status, answer: reply.shown)
  }
}
