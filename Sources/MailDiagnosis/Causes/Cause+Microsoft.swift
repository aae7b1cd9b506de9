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
