import MailDiagnosis
import MailSettings
import OutgoingMail
import Submission

/// What is said of a mail that was passed on, or could not be.
struct Passing {
  let reply: SMTPReply
  let status: RelayedMail.Status
  private(set) var relay: String?
  /// What is still to be sent.
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
