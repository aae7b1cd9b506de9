import MailMessage
import MailQueue
import MailSettings
import MailTransport
import OutgoingMail
import Submission
import SubmissionListener

/// A mail as it is sent, and who is told of its failure.
struct RelayOrder {
  let id: String
  let mail: RenderedMail
  let envelope: Envelope
  let origin: MailOrigin
  let outgoing: OutgoingMail

  init(_ handed: HandedMail, _ outgoing: OutgoingMail, _ home: String) throws(Failure) {
    (id, self.outgoing) = (handed.id, outgoing)
    let handIn = HandIn(sender: handed.sender.isNull ? nil : handed.sender.address)
    do throws(HandInFault) { mail = try outgoing.rendered(handed.message, handIn) } catch {
      throw Failure(error, home)
    }
    let aliases = outgoing.aliases
    envelope = outgoing.envelope(
      to: RecipientList(paths: handed.recipients, aliases: aliases).addresses)
    let user: UInt32? = if case .user(let id, _) = handed.peer { id } else { nil }
    origin = aliases.origin(handed.sender.address, outgoing.settings, user: user)
  }
}

/// A notification that is sent at once.
struct RelayNotice {
  /// The id of the mail that it concerns.
  let id: String
  let mail: RenderedMail
  let envelope: Envelope
  let outgoing: OutgoingMail
}
