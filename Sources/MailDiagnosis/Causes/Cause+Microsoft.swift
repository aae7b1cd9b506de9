public import MailSettings

extension Cause {
  /// What Microsoft 365 and Exchange say to a sign-in by SMTP: `auth.m365-*`.
  public enum Microsoft: Equatable, Sendable {
    /// SMTP AUTH is off, for the whole tenant or this mailbox.
    case smtpDisabled(isTenant: Bool, user: String?)
    /// Passwords are not taken any more.
    case basicDisabled
    /// A policy of the tenant forbids it; with a token it may also be that SMTP AUTH is off.
    case policy(user: String?, isToken: Bool)
    case tokenRefused(user: String?)
    /// The password was refused, or SMTP AUTH is off: the reply is the same.
    case refused(user: String?, isExpired: Bool)
  }
}

extension Cause {
  /// The sign-in at Microsoft Exchange: `exchange.*`.
  public enum Exchange: Equatable, Sendable {
    // MARK: There is no access token

    /// No account is linked, or the one that is belongs to other settings.
    case notLinked(ExchangeFlow?)
    /// Microsoft Entra ID refuses.
    case refused(EntraFault, MicrosoftError, ExchangeFacts?)
    /// Microsoft Entra ID is not available; the seconds that it asks to wait.
    case unavailable(retryAfter: Int?)
    /// What came is no answer of a token endpoint.
    case malformed(TokenFault)
    /// This machine's clock differs by so many seconds.
    case clock(seconds: Int)
    /// The sign-in host cannot be asked; a whole sentence of why.
    case unreachable(host: String, sentence: String)
    case unusableKey(path: String, KeyFault)
    /// The set-up's files; a whole sentence.
    case store(String)
    case timedOut(host: String)

    // MARK: The mail server does not take it

    /// The token counts no more, by this machine's clock, for so many seconds.
    case tokenExpired(seconds: Int)
    /// The token is for something else than Exchange.
    case resource(audience: String, ExchangeFacts)
    /// A person's token lacks SMTP.Send.
    case scopeMissing(ExchangeFacts)
    /// An application's token lacks SMTP.SendAsApp; the roles that it has.
    case roleMissing([String], ExchangeFacts)
    /// The token is another application's than is set.
    case otherApplication(ExchangeFacts)
    /// The token is another directory's than is set.
    case otherTenant(ExchangeFacts)
    /// XOAUTH2 names another user than the token is for, which is told where it is known.
    case identity(user: String, tokenUser: String?, ExchangeFacts)
    /// The application, known in Exchange by its object id, or the person may not use the mailbox.
    case mailboxPermission(user: String, objectID: String?, ExchangeFacts)
    /// The same token opens the mailbox by IMAP, so that SMTP AUTH is off.
    case smtpOff(mailbox: String)
    /// Nothing more is known; whether IMAP refused the token as well.
    case tokenRefused(user: String, isRefusedByIMAP: Bool, ExchangeFacts)
  }
}
