public import MailSettings

/// Who a mail is from and for on its way, whatever its headers say (RFC 5321 section 2.3.1).
public struct Envelope: Equatable, Sendable {
  /// The envelope sender: notices of failed delivery go there. Always the system's address.
  public let sender: MailAddress
  /// Everyone who gets the mail, blind copies included.
  public let recipients: [MailAddress]

  /// Makes an envelope; of equal addresses the first one counts.
  public init(sender: MailAddress, recipients: [MailAddress]) {
    self.sender = sender
    var seen: Set<String> = []
    self.recipients = recipients.filter { seen.insert($0.wire).inserted }
  }

  /// Whether one of the addresses needs SMTPUTF8 (RFC 6531).
  public var needsSMTPUTF8: Bool {
    sender.needsSMTPUTF8 || recipients.contains(where: \.needsSMTPUTF8)
  }
}
