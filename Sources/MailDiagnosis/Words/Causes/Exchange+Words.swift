internal import MailSettings
internal import SystemAccess

extension ExchangeCause {
  var sentence: String {
    switch self {
    case .notLinked(.appOnly):
      "Microsoft Exchange is chosen, but the application has no token yet, so nothing can be sent."
    case .notLinked:
      "Microsoft Exchange is chosen, but no account is linked yet, so nothing can be sent."
    case .refused(let fault, let refusal, _): fault.sentence(refusal)
    case .unavailable: "Microsoft's sign-in is not available at the moment."
    case .malformed(let fault): fault.sentence
    case .clock(let seconds):
      "This machine's clock is wrong by \(seconds.asTime), so that no sign-in at Microsoft counts."
    case .unreachable(let host, let foreign):
      "The sign-in host \(host.printable(limit: 60)) cannot be asked: \(foreign.error.wholeSentence.quoted)."
    case .unusableKey(let path, let fault):
      "The application's certificate cannot be used: \(fault.sentence(path.printable(limit: 100)))"
    case .store(let foreign): foreign.error.wholeSentence.printable(limit: 200)
    case .timedOut(let host):
      "The sign-in host \(host.printable(limit: 60)) did not answer in time."
    case .tokenExpired(let seconds):
      "The access token has been over for \(seconds.asTime) by this machine's clock."
    case .resource(let audience, _):
      "The access token is for \(audience.printable(limit: 80)), not for Exchange, so no mail server takes it."
    case .scopeMissing:
      "The access token does not allow to send by SMTP: the permission SMTP.Send is missing."
    case .roleMissing(let roles, _):
      "The application's token does not allow to send by SMTP: "
        + (roles.isEmpty ? "it has no permission at all." : "it has only \(roles.listed).")
    case .otherApplication: "The access token is for another application than the one that is set."
    case .otherTenant: "The access token is from another directory than the one that is set."
    case .identity(let user, let other?, _):
      "The sign-in names \(user.shownName), but the access token is for \(other.shownName)."
    case .identity(let user, nil, _):
      "The same token opens the mailbox by IMAP, so the name \(user.shownName) is not right for SMTP, or the token does not allow to send."
    case .mailboxPermission(let user, _, let facts):
      facts.flow == .appOnly
        ? "Exchange does not let the application use the mailbox \(user.shownName)."
        : "Exchange does not let the one who signed in use the mailbox \(user.shownName)."
    case .smtpOff(let mailbox):
      "SMTP AUTH is switched off for \(mailbox.shownName): the same token opens the mailbox by IMAP."
    case .tokenRefused(let user, true, _):
      "Neither SMTP nor IMAP takes the access token for \(user.shownName): it is the token that is wrong."
    case .tokenRefused(let user, false, _):
      "Exchange did not take the access token for \(user.shownName)."
    }
  }

  var advice: [String] {
    switch self {
    case .notLinked(.appOnly):
      ["Fetch a first token: postern exchange link, or the section Microsoft Exchange."]
    case .notLinked:
      ["Sign in once with the account that sends, in the section Microsoft Exchange."]
    case .refused(let fault, let refusal, let facts): fault.advice(refusal, facts)
    case .unavailable(let seconds?): ["Try again in \(seconds.asTime)."]
    case .unavailable(nil): ["Try again later; nothing has to be changed here."]
    case .malformed(let fault): fault.advice
    case .clock: Self.clockAdvice
    case .unreachable:
      ["Check the network, and the sign-in host (authority) under Microsoft Exchange."]
    case .unusableKey:
      ["Name an RSA key without passphrase, of mode 0600, and the certificate that belongs to it."]
    case .store: ["Mend the file, then try again."]
    case .timedOut: ["Try again, with a longer time-out if the network is slow."]
    case .tokenExpired: ["Sign in again, which fetches a new token."] + Self.clockAdvice
    case .resource(_, let facts): Self.resourceAdvice(facts)
    case .scopeMissing(let facts): Self.scopeAdvice(facts)
    case .roleMissing(let roles, let facts): Self.roleAdvice(roles, facts)
    case .otherApplication, .otherTenant:
      ["Sign in again with the settings as they are now."]
    case .identity(let user, let other, let facts): Self.identityAdvice(user, other, facts)
    case .mailboxPermission(let user, let objectID, let facts):
      Self.permissionAdvice(user, objectID, facts)
    case .smtpOff(let mailbox): mailbox.smtpAuthAdvice
    case .tokenRefused(let user, _, let facts): Self.lastAdvice(user, facts)
    }
  }

  private static let clockAdvice = [
    "Set the clock: timedatectl set-ntp true keeps it right, and timedatectl shows it."
  ]

  private static func resourceAdvice(_ facts: ExchangeFacts) -> [String] {
    switch facts.flow {
    case .appOnly:
      ["Ask for \(facts.cloud.resource)/.default: a token for Microsoft Graph sends nothing here."]
    case .delegated:
      [
        "Let the scopes begin with https://outlook.office.com/, such as https://outlook.office.com/SMTP.Send.",
        "Scopes of Microsoft Graph send nothing by SMTP; sign in again after the change.",
      ]
    }
  }

  private static func scopeAdvice(_ facts: ExchangeFacts) -> [String] {
    [
      "Add the delegated permission SMTP.Send to the application in Entra ID, and to the scopes here.",
      "Then sign in again: a new permission counts after 15 to 30 minutes.",
    ] + facts.consentAdvice
  }

  private static func roleAdvice(_ roles: [String], _ facts: ExchangeFacts) -> [String] {
    [
      "In Entra ID add the application permission SMTP.SendAsApp of Office 365 Exchange Online.",
      "An administrator then consents: \(facts.adminConsentURL)",
      "A new permission counts after 15 to 30 minutes.",
    ]
      + (roles.isEmpty && facts.cloud == .worldwide
        ? [
          "With a role in Exchange instead (App-RBAC) no permission is right: then check it by Test-ServicePrincipalAuthorization -Identity \(facts.clientID.quotedForPowerShell)"
        ] : [])
  }

  private static func identityAdvice(
    _ user: String, _ other: String?, _ facts: ExchangeFacts
  ) -> [String] {
    [
      facts.hasOwnUser
        ? "Clear \(SettingKey.exchangeUser.name), so that the one who signed in is named."
        : "Sign in again as the account whose mailbox sends.",
      "For a shared mailbox sign in as a person, and send from the shared address with Send As.",
    ]
      + (other == nil ? ["See that the scopes have SMTP.Send, and sign in again."] : [])
  }

  private static func permissionAdvice(
    _ user: String, _ objectID: String?, _ facts: ExchangeFacts
  ) -> [String] {
    let box = user.quotedForPowerShell
    guard facts.flow == .appOnly else {
      return [
        "The administrator grants it: Add-MailboxPermission -Identity \(box) -User DELEGATE -AccessRights FullAccess",
        "See that the account has a mailbox with a licence, and wait some minutes after a change.",
      ]
    }
    let object = objectID.map(\.quotedForPowerShell) ?? "ENTERPRISE_APP_OBJECT_ID"
    return [
      "The administrator makes the application known: New-ServicePrincipal -AppId \(facts.clientID.quotedForPowerShell) -ObjectId \(object) -DisplayName 'Postern'",
      "And gives it the mailbox: Add-MailboxPermission -Identity \(box) -User \(object) -AccessRights FullAccess",
      "The object id is that of the Enterprise application; that of the app registration signs in nowhere.",
    ] + user.smtpAuthAdvice.prefix(1)
  }

  private static func lastAdvice(_ user: String, _ facts: ExchangeFacts) -> [String] {
    switch facts.flow {
    case .appOnly: permissionAdvice(user, nil, facts)
    case .delegated:
      [
        "Sign in again as the account whose mailbox sends; a shared mailbox needs a person's sign-in.",
        "The token must be for outlook.office.com with SMTP.Send.",
      ] + user.smtpAuthAdvice.prefix(1)
    }
  }
}

extension ExchangeFacts {
  /// Advice with the address at which an administrator consents.
  var consentAdvice: [String] { ["An administrator can consent for everybody: \(adminConsentURL)"] }
}

extension String {
  fileprivate var shownName: String { Optional(self).shown }

  /// Advice on how an administrator switches SMTP AUTH on for this mailbox.
  var smtpAuthAdvice: [String] {
    [
      "The administrator switches SMTP AUTH on: Set-CASMailbox -Identity \(quotedForPowerShell) -SmtpClientAuthenticationDisabled $false",
      "There are three states: $true is off, $false is on, and $null is as the organization has it.",
      "Wait up to an hour after the change, then test again.",
    ]
  }
}

extension Int {
  /// `40 seconds`, `12 minutes`, `3 hours`, `2 days`
  var asTime: String {
    let amount = magnitude
    let (number, unit): (UInt, String) =
      amount < 120
      ? (amount, "second")
      : amount < 7_200
        ? (amount / 60, "minute")
        : amount < 172_800 ? (amount / 3_600, "hour") : (amount / 86_400, "day")
    return "\(number) \(unit)\(number == 1 ? "" : "s")"
  }
}
