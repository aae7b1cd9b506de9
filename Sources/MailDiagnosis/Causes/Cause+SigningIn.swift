public import MailSettings
public import SystemAccess

extension Cause {
  /// Signing in at the mail server: `auth.*`. A user of nil is none at all.
  public enum SigningIn: Equatable, Sendable {
    /// No AUTH is offered; whether TLS is, after which it may be.
    case notOffered(Endpoint, offersTLS: Bool)
    /// AUTH is offered, and refused as a command.
    case notTaken(Endpoint, said: String)
    /// The server offered the mechanism and then refused it.
    case mechanismRefused(Endpoint, said: String, MechanismChoice)
    /// No mechanism that both sides can; the one that is forced by the settings.
    case noMechanism(Endpoint, offered: [String], forced: String?, offersTLS: Bool)
    /// GSSAPI without a ticket; the mechanism to use instead.
    case noTicket(Endpoint, instead: String)
    /// A token was refused, with an explanation in JSON (RFC 7628 section 3.2.3).
    case tokenExplained(Endpoint, said: String)
    /// A token was refused.
    case tokenRejected(Endpoint, user: String?, said: String?)
    /// User or password were refused; the server's words where they say more than that.
    case rejected(Endpoint, user: String?, said: String?, MailProvider?, isExpired: Bool)
    /// The provider wants another secret than the account's own password.
    case ordinaryPassword(Endpoint, MailProvider?)
    case tooManyAttempts(Endpoint, user: String?)
    /// The server's sign-in does not work now.
    case notAvailable(Endpoint, said: String?)
    /// The server takes mails from strangers only after a sign-in, and none is set up.
    case required(Endpoint, said: String)
    /// The server wants a sign-in, although there was one.
    case notCounted(Endpoint)
    /// The password command failed.
    case commandFailed(CommandFailure)
    /// The password command was not run, since others could have written it.
    case commandExposed(ForeignError)
  }
}

/// Who chose a mechanism that was refused.
public enum MechanismChoice: Equatable, Sendable {
  /// Microsoft 365 says so where SMTP AUTH is off.
  case switchedOff
  /// The settings force it.
  case forced
  case automatic
}

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

extension Cause {
  /// The state of the account at the provider: `account.*`.
  public enum Account: Equatable, Sendable {
    /// This machine's address is not on the account's list; whether the server names the password,
    /// too.
    case addressNotAuthorised(said: String, orPassword: Bool)
    /// The plan or its credits are used up.
    case usedUp(Endpoint, said: String)
    case blocked(Endpoint, said: String)
    /// The account lacks the right to send this way.
    case notPermitted(user: String?, said: String, MailProvider?)
    case notActivated(said: String)
  }
}
