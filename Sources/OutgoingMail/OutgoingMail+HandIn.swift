public import MailMessage
public import MailSettings
public import MailTransport

/// What a program specifies besides the message that it hands in.
public struct HandIn: Equatable, Sendable {
  /// On whose behalf the mail is sent.
  public var trigger: SenderPolicy.HandedTrigger
  /// The address of `sendmail -f`, or of MAIL; it counts where the header names no sender.
  public var sender: String?
  /// The sender's name, where the header has none: `sendmail -F`.
  public var fullName: String?

  /// By default, nothing but the message.
  public init(
    trigger: SenderPolicy.HandedTrigger = .unsaid, sender: String? = nil, fullName: String? = nil
  ) {
    (self.trigger, self.sender, self.fullName) = (trigger, sender, fullName)
  }
}

/// Why a message that was handed in cannot be sent.
public enum HandInFault: Error, Equatable, Sendable {
  /// The mail is for a user's action, but no user is named.
  case nobodyNamed
  /// The set-up's encoding lacks characters of the text to be added.
  case unencodable(UnencodableText)
  /// The spooled message cannot be read back.
  case unreadable(UnreadableMessage)
}

extension HandInFault {
  /// The fault of a message that cannot be completed.
  public init(_ fault: CompletionFault) {
    switch fault {
    case .unencodable(let text): self = .unencodable(text)
    case .unreadable(let failure): self = .unreadable(failure)
    }
  }
}

extension OutgoingMail {
  /// The envelope of a mail: from the system's address, whatever the program says, since that is
  /// the one that the server knows.
  public func envelope(to recipients: [MailAddress]) -> Envelope {
    Envelope(sender: settings.systemAddress.address, recipients: recipients)
  }

  /// Completes a handed-in message, ready to be sent.
  public func rendered(
    _ message: HandedMessage, _ handIn: HandIn = HandIn()
  ) throws(HandInFault) -> RenderedMail {
    let order = MessageCompletion(
      settings, handIn.trigger, message.header,
      envelopeFrom: handIn.sender.flatMap { try? MailAddress(typed: $0) },
      fullName: handIn.fullName, aliases: aliases)
    guard let order else { throw .nobodyNamed }
    do throws(CompletionFault) {
      let made = try message.completed(order)
      return RenderedMail(
        content: made.content, sevenBit: made.sevenBit, messageID: made.messageID,
        needsSMTPUTF8: made.needsSMTPUTF8)
    } catch { throw HandInFault(error) }
  }
}
