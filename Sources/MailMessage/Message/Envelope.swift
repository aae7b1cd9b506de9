public import MailSettings

/// The sender and recipients that servers go by, whatever the headers say (RFC 5321 section 2.3.1).
public struct Envelope: Equatable, Sendable {
  /// The envelope sender: notices of failed delivery go there. Always the system's address.
  public let sender: MailAddress
  /// Everyone who gets the mail, blind copies included.
  public let recipients: [MailAddress]
  /// Whether it goes out with the null sender, `MAIL FROM:<>`, so that nobody is told of its
  /// failure (RFC 5321 section 4.5.5).
  public let isNotification: Bool

  /// Makes an envelope; of equal addresses the first one counts.
  public init(sender: MailAddress, recipients: [MailAddress], isNotification: Bool = false) {
    (self.sender, self.isNotification) = (sender, isNotification)
    var seen: Set<String> = []
    self.recipients = recipients.filter { seen.insert($0.wire).inserted }
  }

  /// The address of MAIL FROM without angle brackets; empty for the null sender.
  public var returnPath: String { isNotification ? "" : sender.wire }

  /// The same envelope for other recipients.
  public func with(recipients: [MailAddress]) -> Envelope {
    Envelope(sender: sender, recipients: recipients, isNotification: isNotification)
  }

  /// Whether one of the addresses needs SMTPUTF8 (RFC 6531).
  public var needsSMTPUTF8: Bool {
    (!isNotification && sender.needsSMTPUTF8) || recipients.contains(where: \.needsSMTPUTF8)
  }
}
