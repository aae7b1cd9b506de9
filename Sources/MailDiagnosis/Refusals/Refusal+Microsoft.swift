internal import MailSettings

/// Refusals of Microsoft 365 and Exchange at the sign-in: `auth.m365-*`.
extension Refusal {
  var microsoftSignIn: Diagnosis? {
    if says("smtpclientauthentication ?is disabled; ~smtp_auth_disabled") { return smtpDisabled }
    if isEnhanced(7, 30) && !says("dkim")
      || says("basic authentication|auth ?is ?not disabled|blocked|supported|allowed|retired")
    {
      return basicDisabled
    }
    if isEnhanced(7, 139) {
      return says("credentials were incorrect; password .. expired") ? failed : policy
    }
    return code == 535 && isEnhanced(7, 3) ? failed : nil
  }

  /// Exchange Online's codes for blocked senders and tenants. 5.7.708 and the like are about
  /// addresses.
  var microsoftBlocked: Diagnosis? {
    let isOutbound =
      isEnhanced(1, 8) && code == 550 && says("bad outbound sender; access denied")
    let isTenant =
      isSecurity(501...511) || isSecurity(703...705) || isSecurity(750...750)
      || isSignedIn && isSecurity(700...799)
    guard isPermanent, isOutbound || isTenant || says("tenant .. exceeded .. threshold"),
      !says("helo|ehlo")
    else { return nil }
    return blockedSender
  }

  private var toExchange: [Fix] {
    attempt.isOAuth
      ? [] : [.toExchange]
  }

  private var mailbox: String { attempt.user == nil ? "ID" : attempt.shownUser }

  private var smtpDisabled: Diagnosis {
    let isTenant = says("for the tenant")
    return diagnose(
      .authM365SMTPDisabled, .provider,
      "Microsoft 365 has SMTP AUTH switched off for \(isTenant ? "the whole tenant" : "this mailbox"); "
        + "that also blocks OAuth.",
      [
        "The administrator switches it on: "
          + "Set-CASMailbox \(mailbox) -SmtpClientAuthenticationDisabled $false"
      ]
        + (isTenant
          ? ["Or for all mailboxes: Set-TransportConfig -SmtpClientAuthenticationDisabled $false"]
          : [])
        + ["Wait up to an hour after the change, then test again."])
  }

  private var basicDisabled: Diagnosis {
    diagnose(
      .authM365BasicDisabled, .you,
      "Microsoft 365 does not take passwords here any more: basic authentication is disabled.",
      ["Use the protocol Microsoft Exchange, which signs in with OAuth."], fixes: toExchange)
  }

  private var policy: Diagnosis {
    diagnose(
      .authM365Policy, .provider,
      "A policy of the Microsoft 365 tenant forbids this sign-in, such as its security defaults.",
      [
        "Use the protocol Microsoft Exchange, which signs in with OAuth.",
        "Or ask the tenant's administrator which policy applies: the sign-in log in Entra ID says it.",
      ], fixes: toExchange)
  }

  private var failed: Diagnosis {
    let isToken = attempt.isOAuth || attempt.mechanism.uppercased().hasSuffix("OAUTH2")
    return diagnose(
      .authM365Failed, isToken ? .you : .unknown,
      isToken
        ? "Exchange did not take the token for \(attempt.shownUser)."
        : "Exchange refused the sign-in of \(attempt.shownUser).",
      isToken
        ? [
          "The mailbox must be the one that signed in, by its user principal name.",
          "The token must be for outlook.office.com with SMTP.Send: sign in again.",
        ]
        : passwordExpired + [
          "Check user name and password.",
          "With multi-factor sign-in a password is not enough: use the protocol Microsoft Exchange.",
          "The administrator can see whether SMTP AUTH is on: Get-CASMailbox \(mailbox) | fl Smtp*",
        ],
      fixes: isToken ? [.signInAgain] : toExchange)
  }
}
