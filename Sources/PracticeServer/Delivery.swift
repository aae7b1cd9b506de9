internal import Glibc
internal import Submission
internal import SystemAccess

/// A mail that the practice server has accepted and written.
public struct DeliveredMail: Equatable, Sendable {
  /// The file in the Maildir's `new` folder.
  public let file: String
  /// The envelope sender; empty for a notification (`MAIL FROM:<>`).
  public let sender: String
  /// The envelope recipients, in the order they were given.
  ///
  /// One file serves all of them.
  public let recipients: [String]
  /// The user who signed in, if anyone did.
  public let user: String?
  /// The size of the mail as it was sent, in bytes.
  public let size: Int
}

/// One accepted message on its way to disk.
///
/// It blocks, so it is not for an event loop.
struct MaildirDelivery: Sendable {
  let maildir: Maildir
  let mail: SubmittedMail
  let message: [UInt8]
  let size: Int
  let clientAddress: String

  func perform() throws(Maildir.WriteError) -> DeliveredMail {
    var now = timeval()
    gettimeofday(&now, nil)
    let name = MaildirName(seconds: now.tv_sec, microseconds: Int(now.tv_usec))
    let headers = TraceHeaders(
      mail: mail, clientAddress: clientAddress, id: name.id,
      date: Moment(seconds: now.tv_sec, offset: 0).mailText)
    let file = try maildir.deliver([Array(headers.text.utf8), message], name: name)
    return DeliveredMail(
      file: file, sender: mail.sender.address, recipients: mail.recipients.map(\.address),
      user: mail.client.user, size: size)
  }
}
