public import MailSettings
internal import SystemAccess

extension EntraFault {
  /// What to do, best first, with the settings filled in.
  ///
  /// - Parameter flow: whether a person signs in or the application; nil for that of the facts.
  public func advice(
    _ refusal: MicrosoftError, _ facts: ExchangeFacts?, flow: ExchangeFlow? = nil
  ) -> [String] {
    let written = Self.advice[self] ?? []
    let isAlone = (flow ?? facts?.flow) == .appOnly
    let advice = filledIn(facts) + (isAlone ? written.withoutPerson : written)
    return advice.isEmpty ? [Self.lookUp(refusal)] : advice
  }

  /// Advice with what has to be copied from the settings.
  private func filledIn(_ facts: ExchangeFacts?) -> [String] {
    guard let facts else { return [] }
    if self == .redirectNotRegistered || self == .wrongPlatform, let uri = facts.redirectURI {
      return ["Register exactly this redirect URI: \(uri)"]
    }
    if [.consentMissing, .consentDeclined, .adminConsentNeeded].contains(self) {
      return ["An administrator consents for everybody at \(facts.adminConsentURL)"]
    }
    if self == .applicationUnknown {
      return ["Check the application (client) id \(facts.clientID), which is no object id."]
    }
    if self == .accountUnknown, facts.flow == .delegated {
      return ["Sign in with an account of the directory \(facts.tenant.quoted)."]
    }
    return self == .defaultScopeMissing
      ? ["Ask for \(facts.cloud.resource)/.default: check the cloud."] : []
  }

  /// Advice with Microsoft's own page on an AADSTS number.
  private static func lookUp(_ refusal: MicrosoftError) -> String {
    guard let number = refusal.code?.drop(while: \.isLetter), !number.isEmpty else {
      return "Show Microsoft's words to the directory's administrator."
    }
    return
      "Microsoft explains the number at https://login.microsoftonline.com/error?code=\(number)"
  }

  private static let advice: [EntraFault: [String]] =
    signInAdvice.merging(accountAdvice) { own, _ in own }
    .merging(registrationAdvice) { own, _ in own }.merging(proofAdvice) { own, _ in own }
    .merging(requestAdvice) { own, _ in own }

  private static let signInAdvice: [EntraFault: [String]] = [
    .refreshExpired: [
      "Sign in again.",
      "It lasts 90 days unused; 24 hours where the redirect URI is registered as single-page application.",
    ],
    .sessionRevoked: ["Sign in again, with the new password where there is one."],
    .signInFrequency: [
      "Sign in again.",
      "So that it does not come back: let the administrator exempt the account, or use the flow app-only.",
    ],
    .codeUsed: ["Sign in again from the beginning."],
    .codeExpired: ["Sign in again from the beginning, and paste the address back soon."],
    .codeForeign: ["Sign in again from the beginning, with the settings as they are now."],
    .verifierMismatch: ["Sign in again from the beginning."],
    .deviceCodeExpired: ["Sign in again with a new device code."],
    .secondFactor: ["Sign in again in a browser, where the second factor is asked for."],
    .interactionNeeded: ["Sign in again in a browser."],
  ]

  private static let accountAdvice: [EntraFault: [String]] = [
    .wrongPassword: ["Sign in again, in a browser where that account's password is right."],
    .passwordExpired: ["Set a new password in the browser, then sign in again."],
    .accountLocked: [
      "Wait some minutes, or ask the directory's administrator to unlock the account."
    ],
    .accountDisabled: ["Ask the directory's administrator to enable the account."],
    .accountUnknown: [
      "Or change the tenant to the account's own directory; personal accounts cannot send this way."
    ],
    .notAssigned: [
      "The administrator adds the account: Enterprise applications, the application, Users and groups.",
      "Or sets Assignment required there to No.",
    ],
    .identityProvider: [
      "Try again in some minutes, in a browser that can reach the organization's own sign-in.",
      "If it stays so, show Microsoft's words to the directory's administrator.",
    ],
    .conditionalAccess: [
      "Sign in with a browser, and not by device code; a managed device may be needed.",
      "Ask the directory's administrator: the sign-in log in Entra ID names the policy.",
      "The flow app-only needs no person, and no policy on people ends it.",
    ],
    .deviceNotCompliant: [
      "Sign in on a managed device, and paste the address back here.",
      "Or ask the directory's administrator to exempt this application.",
    ],
    .deviceCodeBlocked: [
      "Sign in with a browser instead, and paste the address back.",
      "Or ask the directory's administrator to allow the device code flow for this application.",
    ],
    .riskBlocked: [
      "Ask the directory's administrator: Entra ID, Protection, Risky users shows why."
    ],
    .tenantRestricted: [
      "Ask the directory's administrator: External Identities, Cross-tenant access settings.",
      "Behind a proxy, ask whoever runs it: it may let pass only some directories (tenant restrictions).",
    ],
    .consentMissing: ["Or sign in again, and accept what the application asks for."],
    .consentDeclined: ["Or sign in again, and accept what the application asks for."],
    .adminConsentNeeded: [
      "Or sign in for SMTP.Send alone: people may often consent to that by themselves."
    ],
  ]

  private static let registrationAdvice: [EntraFault: [String]] = [
    .applicationUnknown: [
      "Client id and directory (tenant) id stand on the application's Overview page in Azure.",
      "In another organization an administrator has to consent to the application first.",
    ],
    .applicationDisabled: [
      "The administrator enables it: Enterprise applications, the application, Properties."
    ],
    .applicationMisconfigured: [
      "Add the permission under API permissions of the application, and consent to it.",
      "For a person SMTP.Send, for the application alone SMTP.SendAsApp, of Office 365 Exchange Online.",
    ],
    .redirectNotRegistered: [
      "In Azure: App registrations, the application, Authentication, platform Web."
    ],
    .wrongPlatform: [
      "In Azure: App registrations, the application, Authentication; the platform has to be Web."
    ],
    .flowNotAllowed: [
      "For the device code: Authentication, Allow public client flows, Yes.",
      "Check the platform of the redirect URI, which is Web.",
    ],
    .tenantUnknown: [
      "Write the directory (tenant) id, which stands on the application's Overview page.",
      "Check that the cloud is the right one: each has its own directories.",
    ],
    .singleTenant: [
      "Write the directory (tenant) id, which stands on the application's Overview page."
    ],
    .tenantNeeded: [
      "Write the directory (tenant) id, which stands on the application's Overview page."
    ],
    .tenantBlocked: ["The directory's administrator has to turn to Microsoft's support."],
    .otherCloud: ["Choose the cloud that the directory belongs to."],
  ]
}

extension [String] {
  /// The advice without what only a person who signs in can do.
  fileprivate var withoutPerson: [String] {
    filter { line in
      ![
        "Sign in", "Or sign in", "For the device code", "For a public client", "Check the platform",
        "Or register the redirect URI", "It lasts 90 days",
      ].contains { line.hasPrefix($0) }
    }
  }
}
