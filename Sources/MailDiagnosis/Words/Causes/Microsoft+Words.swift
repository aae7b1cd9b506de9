internal import SystemAccess

extension MicrosoftCause {
  var sentence: String {
    switch self {
    case .smtpDisabled(isTenant: true, _):
      "Microsoft 365 has SMTP AUTH switched off for the whole tenant; that also blocks OAuth."
    case .smtpDisabled(isTenant: false, _):
      "Microsoft 365 has SMTP AUTH switched off for this mailbox; that also blocks OAuth."
    case .basicDisabled:
      "Microsoft 365 does not take passwords here any more: basic authentication is disabled."
    case .policy:
      "A policy of the Microsoft 365 tenant forbids this sign-in, such as its security defaults."
    case .tokenRefused(let user): "Exchange did not take the token for \(user.shown)."
    case .refused(let user, _): "Exchange refused the sign-in of \(user.shown)."
    }
  }

  var advice: [String] {
    switch self {
    case .smtpDisabled(let isTenant, let user):
      [
        "The administrator switches it on: Set-CASMailbox \(Self.mailbox(user)) -SmtpClientAuthenticationDisabled $false"
      ]
        + (isTenant
          ? ["Or for all mailboxes: Set-TransportConfig -SmtpClientAuthenticationDisabled $false"]
          : [])
        + ["Wait up to an hour after the change, then test again."]
    case .basicDisabled: [Self.useExchange]
    case .policy(let user, let isToken):
      [
        isToken
          ? "It may be that SMTP AUTH is off: Set-CASMailbox \(Self.mailbox(user)) -SmtpClientAuthenticationDisabled $false"
          : Self.useExchange,
        "Or ask the tenant's administrator which policy applies: the sign-in log in Entra ID says it.",
      ]
    case .tokenRefused:
      [
        "The mailbox must be the one that signed in, by its user principal name.",
        "The token must be for outlook.office.com with SMTP.Send: sign in again.",
      ]
    case .refused(let user, let isExpired):
      (isExpired ? [SigningInCause.expired] : []) + [
        "Check user name and password.",
        "With multi-factor sign-in a password is not enough: use the protocol Microsoft Exchange.",
        "The administrator can see whether SMTP AUTH is on: Get-CASMailbox \(Self.mailbox(user)) | fl Smtp*",
      ]
    }
  }

  static let useExchange = "Use the protocol Microsoft Exchange, which signs in with OAuth."

  /// The mailbox for a command of Exchange's PowerShell.
  private static func mailbox(_ user: String?) -> String { user == nil ? "ID" : user.shown }
}
