internal import MailSettings

/// Refusals of an access token, told apart by its claims and by trying it at the IMAP server:
/// `exchange.resource`, `exchange.permission` …
extension Refusal {
  /// What is wrong with the token or with the rights of its user; nil where nothing tells.
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

  /// Whether code or words are Exchange Online's own, such as `535 5.7.3` and `5.7.139`.
  private var isMicrosofts: Bool {
    isEnhanced(7, 3) || isEnhanced(7, 139) || says("~authentication unsuccessful")
  }

  private var isTokenRefused: Bool { command == .auth && isPermanent }

  /// Whether Exchange could not open the mailbox, which it may first try at any command.
  private var isMailboxDenied: Bool {
    says("~storedrv")
      && says("mailbox logon; logon failure|denied; ~logonfailed; can not open mailbox")
  }

  private var token: TokenClaims? { observation.token }

  private var timeFault: ExchangeCause? {
    guard let expires = token?.expires, observation.now > 0 else { return nil }
    let late = Int(observation.now) - expires
    return late > 0 ? .tokenExpired(seconds: late) : nil
  }

  private func resourceFault(_ facts: ExchangeFacts) -> ExchangeCause? {
    guard let audience = token?.audience, !facts.cloud.takes(audience: audience) else {
      return nil
    }
    // Other servers than Microsoft's may want another audience.
    return isMicrosofts || isMailboxDenied || token?.tenant != nil
      || ExchangeCloud.isGraph(audience)
      ? .resource(audience: audience, facts) : nil
  }

  /// Whether the token is for Exchange or Exchange refuses it, so that its permissions matter.
  private func isForExchange(_ facts: ExchangeFacts) -> Bool {
    isMicrosofts || isMailboxDenied
      || token?.audience.map { facts.cloud.takes(audience: $0) } == true
  }

  private func ownerFault(_ facts: ExchangeFacts) -> ExchangeCause? {
    guard let token else { return nil }
    if let application = token.application, application.isOther(than: facts.clientID) {
      return .otherApplication(facts)
    }
    if let tenant = token.tenant, facts.tenant.isGUID, tenant.isOther(than: facts.tenant) {
      return .otherTenant(facts)
    }
    return nil
  }

  private func permissionFault(_ facts: ExchangeFacts) -> ExchangeCause? {
    guard let token, isForExchange(facts) else { return nil }
    switch facts.flow {
    case .delegated:
      return token.scopes.contains { $0.isPermission("smtp.send") } ? nil : .scopeMissing(facts)
    case .appOnly:
      return token.roles.contains { $0.isPermission("smtp.sendasapp") }
        ? nil : .roleMissing(token.roles, facts)
    }
  }

  private func identityFault(_ facts: ExchangeFacts) -> ExchangeCause? {
    guard facts.flow == .delegated, let other = token?.user, let user = attempt.user,
      !isMailboxDenied, other.isOther(than: user)
    else { return nil }
    return .identity(user: user, tokenUser: other, facts)
  }

  private func mailboxFault(_ facts: ExchangeFacts) -> ExchangeCause? {
    let isApplications = facts.flow == .appOnly && isForExchange(facts)
    guard isApplications || isMailboxDenied else { return nil }
    let objectID = facts.flow == .appOnly ? token?.objectID.flatMap { $0.isGUID ? $0 : nil } : nil
    return .mailboxPermission(
      user: attempt.user ?? facts.mailbox ?? attempt.sender, objectID: objectID, facts)
  }

  /// The cause as far as the sign-in by IMAP with the same token tells it.
  private func trialFault(_ facts: ExchangeFacts) -> ExchangeCause? {
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

  private func exchange(_ cause: ExchangeCause, _ facts: ExchangeFacts) -> Diagnosis {
    let (finding, responsible) = cause.verdict
    return observation.diagnose(
      finding, responsible, .exchange(cause), fixes: cause.fixes(facts))
  }
}

extension ExchangeCause {
  /// The finding of a token's refusal by the mail server, and who can mend it.
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
  /// Whether the settings do not even ask for the permission to send.
  fileprivate var lacksSendScope: Bool { !scopes.contains { $0.isPermission("smtp.send") } }
}

extension ExchangeCloud {
  /// Whether the cloud's mail servers accept a token for this audience.
  fileprivate func takes(audience: String) -> Bool {
    // The application id of Office 365 Exchange Online in every cloud.
    let id = "00000002-0000-0ff1-ce00-000000000000"
    let more = self == .worldwide ? ["outlook.office.com", "outlook.office365.com"] : []
    return ([id, resource.bareHost] + more).contains(audience.bareHost)
  }

  /// Whether an audience is Microsoft Graph, by its host in any cloud or by its application id.
  fileprivate static func isGraph(_ audience: String) -> Bool {
    audience.bareHost.contains("graph.")
      || audience.bareHost == "00000003-0000-0000-c000-000000000000"
  }
}

extension String {
  /// The host of a URL: `outlook.office.com` of `https://outlook.office.com/`.
  fileprivate var bareHost: String {
    let text = lowercased()
    let rest = text.hasPrefix("https://") ? text.dropFirst(8) : Substring(text)
    return String(rest.prefix { $0 != "/" })
  }

  /// Whether a scope is this permission, with or without its resource before it.
  fileprivate func isPermission(_ name: String) -> Bool {
    lowercased() == name || lowercased().hasSuffix("/" + name)
  }

  fileprivate func isOther(than other: String) -> Bool { lowercased() != other.lowercased() }
}
