internal import MailDiagnosis
internal import MailSettings
internal import SettingsStore
internal import SystemAccess

extension ExchangeAccount {
  /// What tokens are got for: those of another application, directory, sign-in host or flow do not
  /// count.
  var binding: String {
    [application.authority.text, application.tenant.text, application.clientID.text, kind.text]
      .joined(separator: " ").lowercased()
  }
}

extension SecretsFile {
  /// What belongs to a link; the client secret does not.
  private static let ofLink: [SecretKey] = [
    .refreshToken, .accessToken, .accessTokenSince, .accessTokenExpires, .account, .tenant,
    .scopes, .linkedAt, .linkedFor, .refreshTokenRenewed, .renewalBegun, .tokenNotBefore,
    .tokenTries, .signInNeededSince, .signInNeededError, .signInNeededSuberror, .signInNeededCode,
    .signInNeededText, .signInNeededCorrelationID, .signInNeededTraceID, .signInNeededTimestamp,
  ]

  /// Forgets tokens and account.
  mutating func unlink() {
    for key in Self.ofLink { self[key] = nil }
  }

  /// Puts new tokens in the place of all that was linked.
  mutating func link(_ tokens: GrantedTokens, for account: ExchangeAccount) {
    unlink()
    self[.accessToken] = tokens.accessToken
    self[.refreshToken] = tokens.refreshToken
    self[.accessTokenSince] = Secret(tokens.since.internetText)
    self[.accessTokenExpires] = Secret(tokens.expires.internetText)
    self[.account] = tokens.account.map(Secret.init)
    self[.tenant] = tokens.tenant.map(Secret.init)
    self[.scopes] = Secret(tokens.scopes.joined(separator: " "))
    self[.linkedAt] = Secret(tokens.since.internetText)
    self[.linkedFor] = Secret(account.binding)
    if tokens.refreshToken != nil {
      self[.refreshTokenRenewed] = Secret(tokens.since.internetText)
    }
  }

  /// How things stand, by what is kept.
  func linkStatus(_ account: ExchangeAccount) -> LinkStatus {
    let token = account.kind == .appOnly ? self[.accessToken] : self[.refreshToken]
    return LinkStatus(
      isLinked: token != nil, account: text(.account), tenant: text(.tenant),
      scopes: (text(.scopes) ?? "").split(separator: " ").map(String.init),
      linkedAt: moment(.linkedAt), accessTokenExpires: moment(.accessTokenExpires),
      refreshTokenRenewed: moment(.refreshTokenRenewed), signInNeeded: signInNeed)
  }

  private var signInNeed: SignInNeed? {
    guard let since = moment(.signInNeededSince), let error = text(.signInNeededError) else {
      return nil
    }
    return SignInNeed(
      since: since,
      refusal: MicrosoftError(
        error: error, code: text(.signInNeededCode), text: text(.signInNeededText) ?? "",
        correlationID: text(.signInNeededCorrelationID), traceID: text(.signInNeededTraceID),
        timestamp: text(.signInNeededTimestamp), suberror: text(.signInNeededSuberror)))
  }

  private func text(_ key: SecretKey) -> String? { self[key]?.reveal().printable(limit: 4_096) }

  private func moment(_ key: SecretKey) -> Moment? {
    text(key).flatMap { Moment(internetText: $0) }
  }
}
