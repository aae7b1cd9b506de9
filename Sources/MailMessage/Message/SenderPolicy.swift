public import MailSettings

/// Decides in whose name a mail goes out.
public struct SenderPolicy: Equatable, Sendable {
  /// What a mail is sent for.
  public enum Trigger: Equatable, Sendable {
    /// The system's own doing: a reminder, a password, a test.
    case system
    /// Something that this user did.
    case user(Mailbox)
  }

  /// The addresses of a mail's sender.
  public struct Identity: Equatable, Sendable {
    /// The address that the recipient sees as the author (RFC 5322 section 3.6.2).
    public let from: Mailbox
    /// The Reply-To header, where replies shall not go to From.
    public let replyTo: Mailbox?
    /// The address of MAIL FROM, to which failures are reported (RFC 5321 section 4.1.1.2).
    public let envelopeSender: MailAddress
  }

  /// The system's own name and address.
  public let system: SystemAddress
  /// From which address user-triggered mails are sent.
  public let mode: SenderMode

  /// A policy by the settings of the system's address and of users' mails.
  public init(system: SystemAddress, mode: SenderMode) {
    self.system = system
    self.mode = mode
  }

  /// The policy of a set-up.
  public init(_ settings: Settings) {
    self.init(system: settings.systemAddress, mode: settings.senderMode)
  }

  /// The sender of a mail by what triggered it; the envelope sender is the system's in every case.
  public func identity(for trigger: Trigger) -> Identity {
    let own = Mailbox(system)
    return switch (trigger, mode) {
    case (.system, _):
      Identity(from: own, replyTo: nil, envelopeSender: system.address)
    case (.user(let user), .system):
      Identity(from: own, replyTo: user, envelopeSender: system.address)
    case (.user(let user), .user):
      Identity(from: user, replyTo: nil, envelopeSender: system.address)
    }
  }
}
