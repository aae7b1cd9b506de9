import Glibc
import MailDiagnosis
import MailQueue
import Submission
import SubmissionListener
import SystemAccess

/// What became of a mail that was handed in, for the log.
struct RelayedMail: Sendable {
  /// How a mailer's log calls it.
  enum Status: String, Sendable {
    case sent, queued, deferred, bounced
  }

  /// Tells the lines of one mail from those of others.
  let id: String
  let peer: SubmissionPeer?
  /// As it was handed in; empty for a notification.
  let sender: String
  let recipients: [String]
  /// The server that it was for; nil where the set-up names none.
  let relay: String?
  let seconds: Double
  let status: Status
  /// What was said to it.
  let answer: String

  /// One line as other mailers write it.
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

/// The system's log (syslog(3)), facility mail. It takes what it can get: a log that fails never
/// fails a mail.
enum SystemLog {
  /// Says once who writes.
  static func open() { openlog(name, LOG_PID, LOG_MAIL) }

  static func note(_ line: String) { write(LOG_INFO, line) }
  static func warn(_ line: String) { write(LOG_WARNING, line) }

  /// Lives as long as the process, as openlog(3) wants.
  nonisolated(unsafe) private static let name = UnsafePointer(strdup("postern"))

  private static func write(_ priority: Int32, _ line: String) {
    line.printable(limit: 2_000).withCString { text in
      withVaList([text]) { vsyslog(priority, "%s", $0) }
    }
  }
}
