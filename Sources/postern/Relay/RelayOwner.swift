import MailMessage
import MailSettings
import OutgoingMail
import Submission
import SubmissionListener

/// Takes the mails of one connection to the relay, and answers with their results.
///
/// It runs on the listener's thread; what waits for the server runs on others.
final class RelayOwner: SubmissionOwner {
  private let relay: Relay
  private let peer: SubmissionPeer
  private var message: HandedMessageReader?

  init(_ relay: Relay, _ peer: SubmissionPeer) { (self.relay, self.peer) = (relay, peer) }

  func answer(
    _ question: SubmissionSession.Question, about mail: SubmittedMail,
    _ reply: @escaping @Sendable (SMTPReply?) -> Void
  ) {
    switch question {
    case .sender: reply(relay.refusal(of: peer))
    case .recipient(let path): reply(relay.refusal(of: path))
    case .message:
      begin()
      reply(nil)
    case .acceptance: hand(in: mail, reply)
    }
  }

  func take(_ content: [UInt8]) -> SMTPReply? {
    do throws(MessageFault) { try message?.take(content) } catch {
      return SMTPReply(Failure(error))
    }
    return nil
  }

  func dropMail() { end() }

  private func hand(in mail: SubmittedMail, _ reply: @escaping @Sendable (SMTPReply?) -> Void) {
    guard let reader = message.take() else { return reply(.noMessage) }
    do throws(MessageFault) {
      relay.pass(HandedMail(mail, try reader.finish(), peer)) { [relay] answer in
        reply(answer)
        relay.mailEnded()
      }
    } catch {
      reply(SMTPReply(Failure(error)))
      relay.mailEnded()
    }
  }

  private func begin() {
    message = HandedMessageReader()
    relay.mailBegan()
  }

  private func end() {
    guard message != nil else { return }
    message = nil
    relay.mailEnded()
  }
}
