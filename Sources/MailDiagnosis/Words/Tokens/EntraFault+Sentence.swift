extension EntraFault {
  /// One sentence on what happened, in plain words.
  public func sentence(_ refusal: MicrosoftError) -> String {
    Self.sentences[self]
      ?? "Microsoft refused for a reason that is not known here: \(refusal.words.quoted)."
  }

  private static let sentences: [EntraFault: String] = [
    .refreshExpired:
      "The sign-in at Microsoft has run out: it was not used in time, or is too old.",
    .sessionRevoked:
      "The sign-in at Microsoft was ended: by a new password, or by an administrator.",
    .signInFrequency:
      "The organization wants people to sign in again after some time, and that time is over.",
    .codeUsed:
      "The code of this sign-in was used already; each is good once.",
    .codeExpired:
      "The code of this sign-in is too old; it is good for some minutes only.",
    .codeForeign:
      "Microsoft does not take this sign-in: it is another application's, or was withdrawn.",
    .verifierMismatch:
      "The code belongs to another sign-in than the one that was begun here.",
    .deviceCodeExpired:
      "The device code is not good any more: it was not used in time.",
    .secondFactor:
      "The account needs a second factor, which only a person can give.",
    .interactionNeeded:
      "Microsoft wants the person to sign in again.",
    .wrongPassword:
      "User name or password were wrong at Microsoft's sign-in.",
    .passwordExpired:
      "The account's password has expired.",
    .accountLocked:
      "The account is locked at Microsoft after too many wrong sign-ins.",
    .accountDisabled:
      "The account is disabled in its organization.",
    .accountUnknown:
      "The account is not one of the directory that is set.",
    .notAssigned:
      "The account is not among those who may use this application.",
    .identityProvider:
      "The organization's own sign-in server, to which Microsoft leads on, did not let it pass.",
    .conditionalAccess:
      "A Conditional Access policy of the organization, or its security defaults, forbids this sign-in.",
    .deviceNotCompliant:
      "The organization allows sign-ins only from devices that it manages itself.",
    .deviceCodeBlocked:
      "The organization blocks the sign-in by device code.",
    .riskBlocked:
      "Microsoft holds this sign-in for risky and has blocked it.",
    .tenantRestricted:
      "A rule on which directories (tenants) may be used forbids this sign-in.",
    .consentMissing:
      "Nobody has consented yet to what the application asks for.",
    .consentDeclined:
      "Whoever signed in did not consent to what the application asks for, so nothing was linked.",
    .adminConsentNeeded:
      "An administrator has to consent to what the application asks for.",
    .applicationUnknown:
      "Microsoft does not know the application in the directory that is set.",
    .applicationDisabled:
      "The application is disabled in the directory.",
    .applicationMisconfigured:
      "The application is registered without the permissions that it asks for.",
    .redirectNotRegistered:
      "The redirect URI is not registered for the application, letter by letter.",
    .wrongPlatform:
      "The redirect URI is registered for the wrong platform.",
    .flowNotAllowed:
      "The application is not allowed to sign in this way.",
    .tenantUnknown:
      "Microsoft does not know the directory (tenant) that is set.",
    .singleTenant:
      "The application is for one directory only, and none is named.",
    .tenantNeeded:
      "Microsoft has to be told which directory (tenant) is meant.",
    .tenantBlocked:
      "The directory (tenant) is blocked at Microsoft.",
    .otherCloud:
      "The account or the application belongs to another of Microsoft's clouds.",
    .secretWrong:
      "The application's client secret is wrong.",
    .secretExpired:
      "The application's client secret has expired.",
    .secretMissing:
      "The application needs a client secret, or a certificate, and none was sent.",
    .secretNotAllowed:
      "The application is registered as a public client, which must not send a client secret.",
    .assertionInvalid:
      "Microsoft does not take the application's certificate.",
    .assertionAudience:
      "The assertion by the certificate was made for another sign-in host or directory.",
    .assertionTime:
      "The assertion by the certificate is not good at this time: this machine's clock is wrong.",
    .scopeInvalid:
      "Microsoft does not know one of the scopes.",
    .scopesOfTwoResources:
      "The scopes are those of two resources; a token is for one resource only.",
    .scopeMissing:
      "No scope of a resource was asked for.",
    .defaultScopeMissing:
      "An application must ask for the resource's scope /.default.",
    .resourceUnknown:
      "The directory does not know Exchange as the resource asked for.",
    .resourceDisabled:
      "Exchange is switched off in the directory, or has no subscription.",
    .malformedRequest:
      "Microsoft calls the request malformed.",
    .looping:
      "Microsoft has been asked for the same too often in a short time.",
    .unavailable:
      "Microsoft's sign-in has trouble of its own at the moment.",
  ]
}

extension MicrosoftError {
  /// Microsoft's sentence, else the error's name and number.
  fileprivate var words: String { text.isEmpty ? shortWords : text }
}
