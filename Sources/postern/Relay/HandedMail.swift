import MailMessage
import Submission
import SubmissionListener
import SystemAccess

/// A whole mail that a program has handed in by SMTP.
struct HandedMail: Sendable {
  /// Identifies the mail's lines in the log.
  let id: String
  let peer: SubmissionPeer
  /// The reverse path of MAIL.
  let sender: MailPath
  /// The recipients of RCPT: addresses, and names on this machine.
  let recipients: [String]
  let message: HandedMessage
  let begun = ContinuousClock.now

  init(_ mail: SubmittedMail, _ message: HandedMessage, _ peer: SubmissionPeer) {
    id = Self.newID()
    (self.peer, sender, self.message) = (peer, mail.sender, message)
    recipients = mail.recipients.map(\.address)
  }

  /// Seconds since it was handed in.
  var seconds: Double { begun.duration(to: .now) / .seconds(1) }

  static func newID() -> String {
    Hexadecimal.number(UInt32.random(in: .min ... .max), digits: 8)
  }
}
