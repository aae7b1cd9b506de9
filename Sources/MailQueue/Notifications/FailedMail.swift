internal import Glibc
internal import MailDiagnosis
internal import MailMessage
public import MailSettings
internal import MailTransport
internal import SystemAccess

/// In whose name senders are told that a mail has failed.
public struct QueueIdentity: Equatable, Sendable {
  /// The system's name and address.
  public let system: SystemAddress
  /// The name of this machine.
  public let host: String

  /// The identity of a set-up on this machine.
  public init(_ settings: Settings) {
    self.init(system: settings.systemAddress, host: Self.thisMachine)
  }

  init(system: SystemAddress, host: String) { (self.system, self.host) = (system, host) }

  private static var thisMachine: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    let name = String(
      decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return name.isEmpty ? "localhost" : name
  }
}

/// A mail that failed for some recipients, whose sender is to be told.
struct FailedMail {
  let id: QueueID
  /// Whether it is in `failed/` under this name.
  var isKept = true
  let record: MailRecord
  let content: any MessageContent
  /// Who does not get it, and why, where that is known.
  let failures: [(address: MailAddress, diagnosis: QueuedDiagnosis?)]
  /// Whether it is given up since its waiting time is over.
  let isGivenUp: Bool
  let tries: Int
  let lastTry: Int?
  let mayHaveArrived: Bool
}

extension FailedMail {
  /// The notification to the sender; nil where nobody is to be told: the sender is unknown, or the
  /// mail is itself a notification.
  func notification(
    _ identity: QueueIdentity, now: Int
  ) -> (mail: RenderedMail, envelope: Envelope)? {
    guard !record.isNotification,
      let sender = record.handedSender.flatMap(MailAddress.init(stored:)),
      let header = try? WrittenHeader(of: content)
    else { return nil }
    let name = try? DisplayName(typed: Self.systemName)
    let notification = StatusNotification(
      from: Mailbox(name: name, address: identity.system.address), to: sender,
      subject: subject, text: text(identity), host: identity.host,
      arrival: Moment(seconds: record.arrived), recipients: failures.map(recipient),
      header: header, date: Moment(seconds: now))
    guard let bytes = try? notification.rendered() else { return nil }
    let mail = RenderedMail(
      content: ByteContent(bytes), messageID: notification.messageID.text,
      needsSMTPUTF8: notification.needsSMTPUTF8)
    return (
      mail,
      Envelope(sender: identity.system.address, recipients: [sender], isNotification: true)
    )
  }

  private func recipient(
    _ address: MailAddress, _ diagnosis: QueuedDiagnosis?
  ) -> StatusNotification.Recipient {
    StatusNotification.Recipient(
      address, status: status(diagnosis), diagnostic: diagnosis?.reply?.raw,
      lastAttempt: lastTry.map { Moment(seconds: $0) })
  }

  /// The enhanced status code (RFC 3463): the server's own where it has refused for good, else the
  /// one that fits best.
  private func status(_ diagnosis: QueuedDiagnosis?) -> String {
    if let enhanced = diagnosis?.reply?.enhanced, enhanced.hasPrefix("5.") { return enhanced }
    if isGivenUp { return "5.4.7" }
    switch diagnosis?.stage {
    case .recipient: return "5.1.1"
    case .sender: return "5.1.7"
    case .message: return diagnosis?.id == Finding.dataTooLarge.rawValue ? "5.3.4" : "5.6.0"
    default: return "5.0.0"
    }
  }
}
