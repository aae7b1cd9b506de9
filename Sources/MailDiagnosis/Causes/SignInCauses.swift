public import MailSettings
public import SystemAccess

/// Why the sign-in at the mail server failed: `auth.*`. A `user` of nil means that none is set.
public enum SigningInCause: Equatable, Sendable {
  /// AUTH is not offered; `offersTLS` where STARTTLS is, after which AUTH may be.
  case notOffered(Endpoint, offersTLS: Bool)
  /// AUTH is offered, but refused as an unknown command.
  case notTaken(Endpoint, said: String)
  /// The server offered the mechanism and then refused it.
  case mechanismRefused(Endpoint, said: String, MechanismChoice)
  /// Server and Postern have no mechanism in common; `forced` is the one that the settings
  /// demand.
  case noMechanism(Endpoint, offered: [String], forced: String?, offersTLS: Bool)
  /// GSSAPI has no Kerberos ticket; `instead` is the mechanism to use in its place.
  case noTicket(Endpoint, instead: String)
  /// A token was refused, with an explanation in JSON (RFC 7628 section 3.2.3).
  case tokenExplained(Endpoint, said: String)
  /// A token was refused.
  case tokenRejected(Endpoint, user: String?, said: String?)
  /// User name or password is wrong; `said` holds the server's words where they say more than
  /// that.
  case rejected(Endpoint, user: String?, said: String?, MailProvider?, isExpired: Bool)
  /// The provider wants another secret than the account's own password.
  case ordinaryPassword(Endpoint, MailProvider?)
  case tooManyAttempts(Endpoint, user: String?)
  /// The server's sign-in is temporarily out of order.
  case notAvailable(Endpoint, said: String?)
  /// The server accepts mail only after a sign-in, and none is set up.
  case required(Endpoint, said: String)
  /// The server demands a sign-in although there was one.
  case notCounted(Endpoint)
  /// The password command failed.
  case commandFailed(CommandFailure)
  /// The password command was not run, since others could have written it.
  case commandExposed(ForeignError)
}

/// How a mechanism that the server refused was chosen.
public enum MechanismChoice: Equatable, Sendable {
  /// It was offered by Microsoft 365, which refuses it where SMTP AUTH is switched off.
  case switchedOff
  /// The settings force it.
  case forced
  case automatic
}

/// Why the incoming mailbox server (IMAP or POP3) refuses: `incoming.*` and shared ids.
public enum MailboxCause: Equatable, Sendable {
  case rejected(Endpoint, user: String?, said: String, MailProvider?)
  /// No sign-in with a password is offered.
  case notOffered(Endpoint)
  /// Passwords are not accepted without TLS.
  case encryptionRequired(Endpoint)
  case tooManySignIns(Endpoint, user: String?, said: String)
  /// The provider wants another secret than the account's own password.
  case ordinaryPassword(Endpoint, MailProvider?)
  /// Only OAuth is accepted; `isMicrosoft` where Postern can sign in that way.
  case basicDisabled(said: String, isMicrosoft: Bool)
  /// The account may not use this protocol.
  case notPermitted(Endpoint, user: String?, said: String, MailProvider?)
  case accountBlocked(user: String?, said: String)
  /// The server's sign-in is temporarily out of order.
  case signInNotAvailable(Endpoint, said: String)
  case tooManyConnections(Endpoint, said: String)
  case notAvailable(Endpoint, said: String)
  /// The server refuses this machine.
  case refused(Endpoint, said: String)
  /// The sign-in there succeeded, but the mail server refuses the mail all the same.
  case windowClosed(Endpoint)
}

/// Why the account at the provider may not send: `account.*`.
public enum AccountCause: Equatable, Sendable {
  /// This machine's address is not on the account's list; `orPassword` where the server says that
  /// it may also be the password.
  case addressNotAuthorised(said: String, orPassword: Bool)
  /// The plan or its credits are used up.
  case usedUp(Endpoint, said: String)
  case blocked(Endpoint, said: String)
  /// The account lacks the right to send this way.
  case notPermitted(user: String?, said: String, MailProvider?)
  case notActivated(said: String)
}
