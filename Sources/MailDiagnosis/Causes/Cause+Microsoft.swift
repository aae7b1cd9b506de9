extension Cause {
  /// What Microsoft 365 and Exchange say to a sign-in by SMTP: `auth.m365-*`.
  public enum Microsoft: Equatable, Sendable {
    /// SMTP AUTH is off, for the whole tenant or this mailbox.
    case smtpDisabled(isTenant: Bool, user: String?)
    /// Passwords are not taken any more.
    case basicDisabled
    /// A policy of the tenant forbids it.
    case policy
    case tokenRefused(user: String?)
    /// The password was refused, or SMTP AUTH is off: the reply is the same.
    case refused(user: String?, isExpired: Bool)
  }

  /// The link to Microsoft Exchange: `exchange.*`.
  public enum Exchange: Equatable, Sendable {
    case notLinked
  }
}
