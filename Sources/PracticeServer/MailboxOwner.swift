internal import Glibc
internal import Submission
internal import SubmissionListener

/// Takes every mail of one connection into the Maildir.
final class MailboxOwner: SubmissionOwner {
  private let maildir: Maildir
  private let share: MemoryShare
  private let clientAddress: String
  private let onDelivery: (@Sendable (DeliveredMail) -> Void)?
  private var message = MaildirText()
  /// The memory that the mail's addresses take, in bytes.
  private var addresses = 0

  init(
    maildir: Maildir, share: MemoryShare, clientAddress: String,
    onDelivery: (@Sendable (DeliveredMail) -> Void)?
  ) {
    self.maildir = maildir
    self.share = share
    self.clientAddress = clientAddress
    self.onDelivery = onDelivery
  }

  func answer(
    _ question: SubmissionSession.Question, about mail: SubmittedMail,
    _ reply: @escaping @Sendable (SMTPReply?) -> Void
  ) {
    switch question {
    case .sender: reply(hasMemory(mail.memory))
    case .recipient(let path): reply(hasMemory(mail.memory + path.memory))
    case .message: reply(nil)
    case .acceptance(let size): deliver(mail, size, reply)
    }
  }

  func take(_ content: [UInt8]) -> SMTPReply? {
    message.append(content)
    return share.resize(to: addresses + message.bytes.count) ? nil : .noMemory
  }

  func dropMail() {
    message = MaildirText()
    addresses = 0
    _ = share.resize(to: 0)
  }

  private func hasMemory(_ bytes: Int) -> SMTPReply? {
    guard share.resize(to: bytes) else { return .noMemory }
    addresses = bytes
    return nil
  }

  private func deliver(
    _ mail: SubmittedMail, _ size: Int, _ reply: @escaping @Sendable (SMTPReply?) -> Void
  ) {
    let delivery = MaildirDelivery(
      maildir: maildir, mail: mail, message: message.bytes, size: size,
      clientAddress: clientAddress)
    message = MaildirText()
    Threads.runBlocking { [share, onDelivery] in
      do throws(Maildir.WriteError) {
        let delivered = try delivery.perform()
        onDelivery?(delivered)
        _ = share.resize(to: 0)
        reply(nil)
      } catch {
        _ = share.resize(to: 0)
        reply(.notWritten(error.code))
      }
    }
  }
}

extension SMTPReply {
  static let noMemory = SMTPReply(
    452, "4.3.1", lines: ["No memory for this mail while so many are unfinished"])

  static func notWritten(_ code: Int32) -> SMTPReply {
    switch code {
    case ENOSPC, EDQUOT: SMTPReply(452, "4.3.1", lines: ["The disk is full"])
    default: SMTPReply(451, "4.3.0", lines: ["The mailbox folder can't be written to"])
    }
  }
}
