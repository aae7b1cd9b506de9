public import MailSettings

extension Cause {
  /// Refusals of the incoming mailbox server: `incoming.*` and others at IMAP and POP3.
  public enum Mailbox: Equatable, Sendable {
    case rejected(Endpoint, user: String?, said: String, MailProvider?)
    /// No sign-in with a password is offered.
    case notOffered(Endpoint)
    /// Passwords are not taken without TLS.
    case encryptionRequired(Endpoint)
    case tooManySignIns(Endpoint, user: String?, said: String)
    /// The provider wants another secret than the account's own password.
    case ordinaryPassword(Endpoint, MailProvider?)
    /// Only OAuth is taken; whether at Microsoft, where Postern has it.
    case basicDisabled(said: String, isMicrosoft: Bool)
    /// The account may not use this protocol.
    case notPermitted(Endpoint, user: String?, said: String, MailProvider?)
    case accountBlocked(user: String?, said: String)
    /// The sign-in does not work now.
    case signInNotAvailable(Endpoint, said: String)
    case tooManyConnections(Endpoint, said: String)
    case notAvailable(Endpoint, said: String)
    /// This machine is not let in.
    case refused(Endpoint, said: String)
    /// The sign-in there went well, and yet the mail server refuses.
    case windowClosed(Endpoint)
  }
}
