internal import MailSettings

/// Refusals of Microsoft 365 and Exchange at the sign-in: `auth.m365-*`.
extension Refusal {
  /// Whether the text says that SMTP AUTH is switched off.
  var saysSMTPDisabled: Bool {
    says("smtpclientauthentication ?is disabled; ~smtp_auth_disabled")
  }

  var microsoftSignIn: Diagnosis? {
    if saysSMTPDisabled { return smtpDisabled }
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

  /// Exchange Online's codes for blocked senders and tenants; 5.7.708 and the like mean this
  /// machine's address.
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
    attempt.isOAuth ? [] : [.toExchange]
  }

  private var smtpDisabled: Diagnosis {
    diagnose(
      .authM365SMTPDisabled, .provider,
      .microsoft(.smtpDisabled(isTenant: says("for the tenant"), user: attempt.user)))
  }

  private var basicDisabled: Diagnosis {
    diagnose(.authM365BasicDisabled, .you, .microsoft(.basicDisabled), fixes: toExchange)
  }

  private var policy: Diagnosis {
    diagnose(
      .authM365Policy, .provider, .microsoft(.policy(user: attempt.user, isToken: attempt.isOAuth)),
      fixes: toExchange)
  }

  private var failed: Diagnosis {
    if attempt.isOAuth || attempt.mechanism.uppercased().hasSuffix("OAUTH2") {
      return diagnose(
        .authM365Failed, .you, .microsoft(.tokenRefused(user: attempt.user)),
        fixes: [.signInAgain])
    }
    return diagnose(
      .authM365Failed, .unknown,
      .microsoft(.refused(user: attempt.user, isExpired: isPasswordExpired)), fixes: toExchange)
  }
}
