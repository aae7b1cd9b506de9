public import MailSettings
public import SystemAccess

/// Why Microsoft 365 or Exchange refuses a sign-in by SMTP: `auth.m365-*`.
public enum MicrosoftCause: Equatable, Sendable {
  /// SMTP AUTH is switched off, for the whole tenant or for this mailbox.
  case smtpDisabled(isTenant: Bool, user: String?)
  /// Sign-in by password (basic authentication) is no longer accepted.
  case basicDisabled
  /// A policy of the tenant forbids the sign-in; with a token, SMTP AUTH may also be switched
  /// off.
  case policy(user: String?, isToken: Bool)
  case tokenRefused(user: String?)
  /// The password is wrong, or SMTP AUTH is switched off: the server's reply is the same for
  /// both.
  case refused(user: String?, isExpired: Bool)
}

/// Why a sign-in at Microsoft Exchange by access token failed: `exchange.*`.
public enum ExchangeCause: Equatable, Sendable {
  // MARK: There is no access token

  /// No account is linked, or the one that is belongs to other settings.
  case notLinked(ExchangeFlow?)
  /// Microsoft Entra ID refuses to issue an access token.
  case refused(EntraFault, MicrosoftError, ExchangeFacts?)
  /// Microsoft Entra ID is not available; `retryAfter` is how many seconds it asks to wait.
  case unavailable(retryAfter: Int?)
  /// The answer is not one that a token endpoint gives.
  case malformed(TokenFault)
  /// This machine's clock is wrong by this many seconds; negative where it is behind.
  case clock(seconds: Int)
  /// The sign-in host cannot be reached, and why.
  case unreachable(host: String, ForeignError)
  case unusableKey(path: String, KeyFault)
  /// The set-up's files cannot be read or written.
  case store(ForeignError)
  case timedOut(host: String)

  // MARK: The mail server does not take it

  /// The token expired this many seconds ago, by this machine's clock.
  case tokenExpired(seconds: Int)
  /// The token is for another service than Exchange.
  case resource(audience: String, ExchangeFacts)
  /// A person's token lacks the permission SMTP.Send.
  case scopeMissing(ExchangeFacts)
  /// An application's token lacks the role SMTP.SendAsApp; these are the roles that it has.
  case roleMissing([String], ExchangeFacts)
  /// The token belongs to another application than the one in the settings.
  case otherApplication(ExchangeFacts)
  /// The token comes from another directory than the one in the settings.
  case otherTenant(ExchangeFacts)
  /// The user named in XOAUTH2 is not the one that the token is for; `tokenUser` is nil where
  /// that is not known.
  case identity(user: String, tokenUser: String?, ExchangeFacts)
  /// The person or the application may not use the mailbox; `objectID` is the application's in
  /// Exchange.
  case mailboxPermission(user: String, objectID: String?, ExchangeFacts)
  /// The same token is accepted by the IMAP server, so SMTP AUTH must be switched off.
  case smtpOff(mailbox: String)
  /// The token is refused and no rule says why; `isRefusedByIMAP` where the IMAP server refused
  /// it too.
  case tokenRefused(user: String, isRefusedByIMAP: Bool, ExchangeFacts)
}
