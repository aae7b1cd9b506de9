internal import MailSettings

/// Refusals of an access token: `exchange.resource`, `exchange.permission` …, by what the token
/// says of itself and by what came of trying it at the IMAP server.
extension Refusal {
  /// What is wrong with the token, or with the rights of whoever it is for; nil where nothing
  /// tells.
  var tokenRefusal: Diagnosis? {
    guard attempt.isOAuth, let facts = attempt.exchange, isTokenRefused || isMailboxDenied else {
      return nil
    }
    if saysSMTPDisabled { return nil }
    let causes = [timeFault, resourceFault(facts), ownerFault(facts), permissionFault(facts)]
    if let cause = causes.lazy.compactMap(\.self).first { return exchange(cause, facts) }
    return [identityFault(facts), mailboxFault(facts), trialFault(facts)].lazy
      .compactMap(\.self).first.map { exchange($0, facts) }
  }

  /// `535 5.7.3` and `5.7.139`: Exchange Online's own.
  private var isMicrosofts: Bool {
    isEnhanced(7, 3) || isEnhanced(7, 139) || says("~authentication unsuccessful")
  }

  private var isTokenRefused: Bool { command == .auth && isPermanent }

  /// Exchange opens the mailbox of the one who signed in when it is needed first, which may be at
  /// any command.
  private var isMailboxDenied: Bool {
    says("~storedrv")
      && says("mailbox logon; logon failure|denied; ~logonfailed; can not open mailbox")
  }

  private var token: TokenClaims? { observation.token }

  private var timeFault: Cause.Exchange? {
    guard let expires = token?.expires, observation.now > 0 else { return nil }
    let late = Int(observation.now) - expires
    return late > 0 ? .tokenExpired(seconds: late) : nil
  }

  private func resourceFault(_ facts: ExchangeFacts) -> Cause.Exchange? {
    guard let audience = token?.audience, !facts.cloud.takes(audience: audience) else {
      return nil
    }
    // Servers that are not Microsoft's may well want another audience.
    return isMicrosofts || isMailboxDenied || token?.tenant != nil
      || ExchangeCloud.isGraph(audience)
      ? .resource(audience: audience, facts) : nil
  }

  /// Whether it is a token for Exchange, or Exchange that says no: then its permissions count.
  private func isForExchange(_ facts: ExchangeFacts) -> Bool {
    isMicrosofts || isMailboxDenied
      || token?.audience.map { facts.cloud.takes(audience: $0) } == true
  }

  private func ownerFault(_ facts: ExchangeFacts) -> Cause.Exchange? {
    guard let token else { return nil }
    if let application = token.application, application.isOther(than: facts.clientID) {
      return .otherApplication(facts)
    }
    if let tenant = token.tenant, facts.tenant.isGUID, tenant.isOther(than: facts.tenant) {
      return .otherTenant(facts)
    }
    return nil
  }

  private func permissionFault(_ facts: ExchangeFacts) -> Cause.Exchange? {
    guard let token, isForExchange(facts) else { return nil }
    switch facts.flow {
    case .delegated:
      return token.scopes.contains { $0.isPermission("smtp.send") } ? nil : .scopeMissing(facts)
    case .appOnly:
      return token.roles.contains { $0.isPermission("smtp.sendasapp") }
        ? nil : .roleMissing(token.roles, facts)
    }
  }

  private func identityFault(_ facts: ExchangeFacts) -> Cause.Exchange? {
    guard facts.flow == .delegated, let other = token?.user, let user = attempt.user,
      !isMailboxDenied, other.isOther(than: user)
    else { return nil }
    return .identity(user: user, tokenUser: other, facts)
  }

  private func mailboxFault(_ facts: ExchangeFacts) -> Cause.Exchange? {
    let isApplications = facts.flow == .appOnly && isForExchange(facts)
    guard isApplications || isMailboxDenied else { return nil }
    let objectID = facts.flow == .appOnly ? token?.objectID.flatMap { $0.isGUID ? $0 : nil } : nil
    return .mailboxPermission(
      user: attempt.user ?? facts.mailbox ?? attempt.sender, objectID: objectID, facts)
  }

  /// What the same token's sign-in by IMAP tells.
  private func trialFault(_ facts: ExchangeFacts) -> Cause.Exchange? {
    let user = attempt.user ?? ""
    switch observation.imapTrial {
    case .accepted where isEnhanced(7, 139): return .smtpOff(mailbox: user)
    case .accepted where isMicrosofts: return .identity(user: user, tokenUser: nil, facts)
    case .accepted where token != nil && isForExchange(facts): return .smtpOff(mailbox: user)
    case .refused where isMicrosofts:
      return .tokenRefused(user: user, isRefusedByIMAP: true, facts)
    case .notTried where isMicrosofts && isEnhanced(7, 3):
      return .tokenRefused(user: user, isRefusedByIMAP: false, facts)
    case .accepted, .refused, .notTried: return nil
    }
  }

  private func exchange(_ cause: Cause.Exchange, _ facts: ExchangeFacts) -> Diagnosis {
    let (finding, responsible) = cause.verdict
    return observation.diagnose(
      finding, responsible, .exchange(cause), fixes: cause.fixes(facts))
  }
}

extension Cause.Exchange {
  /// What a refusal of the mail server is called, and who can mend it.
  fileprivate var verdict: (Finding, Diagnosis.Responsible) {
    switch self {
    case .tokenExpired: (.exchangeClock, .you)
    case .resource: (.exchangeResource, .you)
    case .scopeMissing: (.exchangePermission, .you)
    case .roleMissing: (.exchangePermission, .provider)
    case .otherApplication, .otherTenant, .identity: (.exchangeIdentity, .you)
    case .mailboxPermission: (.exchangeMailboxPermission, .provider)
    case .smtpOff: (.authM365SMTPDisabled, .provider)
    case .notLinked, .refused, .unavailable, .malformed, .clock, .unreachable, .unusableKey, .store,
      .timedOut, .tokenRefused:
      (.authM365Failed, .you)
    }
  }

  fileprivate func fixes(_ facts: ExchangeFacts) -> [Fix] {
    switch self {
    case .resource where facts.flow == .delegated, .scopeMissing where facts.lacksSendScope:
      [.change(.useDefaultScopes, [.exchangeScopes: ""]), .signInAgain]
    case .resource: [.open(.chooseCloud, FormPlace(.exchange, .exchangeCloud))]
    case .roleMissing: [.open(.giveConsent, FormPlace(.exchange))]
    case .identity where facts.hasOwnUser:
      [.change(.nameSignedInUser, [.exchangeUser: ""]), .signInAgain]
    case .tokenExpired, .scopeMissing, .otherApplication, .otherTenant, .identity, .tokenRefused:
      [.signInAgain]
    case .mailboxPermission, .smtpOff, .notLinked, .refused, .unavailable, .malformed, .clock,
      .unreachable, .unusableKey, .store, .timedOut:
      []
    }
  }
}

extension ExchangeFacts {
  /// Whether the permission to send is not even asked for.
  fileprivate var lacksSendScope: Bool { !scopes.contains { $0.isPermission("smtp.send") } }
}

extension ExchangeCloud {
  /// Whether a token for this resource counts at the cloud's mail servers.
  fileprivate func takes(audience: String) -> Bool {
    // Office 365 Exchange Online by its application id, in every cloud.
    let id = "00000002-0000-0ff1-ce00-000000000000"
    let more = self == .worldwide ? ["outlook.office.com", "outlook.office365.com"] : []
    return ([id, resource.bareHost] + more).contains(audience.bareHost)
  }

  /// Whether a token is for Microsoft Graph, by its address in any cloud or by its id.
  fileprivate static func isGraph(_ audience: String) -> Bool {
    audience.bareHost.contains("graph.")
      || audience.bareHost == "00000003-0000-0000-c000-000000000000"
  }
}

extension String {
  /// `outlook.office.com` of `https://outlook.office.com/`
  fileprivate var bareHost: String {
    let text = lowercased()
    let rest = text.hasPrefix("https://") ? text.dropFirst(8) : Substring(text)
    return String(rest.prefix { $0 != "/" })
  }

  /// Whether it is this permission, whose resource may stand before it.
  fileprivate func isPermission(_ name: String) -> Bool {
    lowercased() == name || lowercased().hasSuffix("/" + name)
  }

  fileprivate func isOther(than other: String) -> Bool { lowercased() != other.lowercased() }
}
