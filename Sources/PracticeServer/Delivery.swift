internal import Glibc
internal import SystemAccess

/// One accepted message on its way to disk.
///
/// It blocks, so it is not for an event loop.
struct Delivery: Sendable {
  let maildir: Maildir
  let dialogue: Dialogue
  let envelope: Envelope
  let message: [UInt8]
  let size: Int
  let clientAddress: String

  func perform() throws(Maildir.WriteError) -> DeliveredMail {
    var now = timeval()
    gettimeofday(&now, nil)
    let name = MaildirName(seconds: now.tv_sec, microseconds: Int(now.tv_usec))
    let headers = TraceHeaders(
      dialogue: dialogue, envelope: envelope, clientAddress: clientAddress, id: name.id,
      date: Moment(seconds: now.tv_sec, offset: 0).mailText)
    let file = try maildir.deliver([Array(headers.text.utf8), message], name: name)
    return DeliveredMail(
      file: file, sender: envelope.sender.address,
      recipients: envelope.recipients.map(\.address), user: dialogue.user, size: size)
  }
}
