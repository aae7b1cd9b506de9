internal import MailDiagnosis
internal import MailSettings
internal import SettingsStore
internal import SystemAccess

/// The link as `secrets.toml` holds it.
struct StoredLink: Equatable {
  var refreshToken: Secret?
  var accessToken: Secret?
  /// When the access token was got, and until when it counts.
  var since: Moment?
  var expires: Moment?
  var account: String?
  var tenant: String?
  var scopes: [String]
  var linkedAt: Moment?
  /// What the tokens were got for.
  var linkedFor: String?
  /// When a new refresh token came last.
  var renewed: Moment?
  /// Until when the token endpoint is left alone, and how often in a row it was not available.
  var notBefore: Moment?
  var tries: Int
  var signInNeeded: SignInNeed?

  init(_ file: SecretsFile) {
    // Whoever may write the file could steer a terminal by it.
    let text = { (key: SecretKey) in file[key]?.reveal().printable(limit: 4_096) }
    let moment = { (key: SecretKey) in text(key).flatMap { Moment(internetText: $0) } }
    (refreshToken, accessToken) = (file[.refreshToken], file[.accessToken])
    (since, expires) = (moment(.accessTokenSince), moment(.accessTokenExpires))
    (account, tenant) = (text(.account), text(.tenant))
    scopes = text(.scopes)?.split(separator: " ").map(String.init) ?? []
    (linkedAt, linkedFor) = (moment(.linkedAt), text(.linkedFor))
    renewed = moment(.refreshTokenRenewed)
    notBefore = moment(.tokenNotBefore)
    tries = text(.tokenTries).flatMap { Int($0) } ?? 0
    signInNeeded = moment(.signInNeededSince).map { since in
      SignInNeed(
        since: since,
        refusal: MicrosoftError(
          error: text(.signInNeededError) ?? "", code: text(.signInNeededCode),
          text: text(.signInNeededText) ?? "", correlationID: text(.signInNeededCorrelationID),
          traceID: text(.signInNeededTraceID), timestamp: text(.signInNeededTimestamp),
          suberror: text(.signInNeededSuberror)))
    }
  }

  /// Nothing is linked.
  init() {
    (scopes, tries) = ([], 0)
  }

  /// Puts it in the place of what the file says of a link.
  func write(to file: inout SecretsFile) {
    (file[.refreshToken], file[.accessToken]) = (refreshToken, accessToken)
    let need = signInNeeded?.refusal
    let texts: [SecretKey: String?] = [
      .accessTokenSince: since?.internetText, .accessTokenExpires: expires?.internetText,
      .account: account, .tenant: tenant, .scopes: scopes.joined(separator: " "),
      .linkedAt: linkedAt?.internetText, .linkedFor: linkedFor,
      .refreshTokenRenewed: renewed?.internetText, .tokenNotBefore: notBefore?.internetText,
      .tokenTries: tries == 0 ? nil : String(tries),
      .signInNeededSince: signInNeeded?.since.internetText, .signInNeededError: need?.error,
      .signInNeededSuberror: need?.suberror, .signInNeededCode: need?.code,
      .signInNeededText: need?.text, .signInNeededCorrelationID: need?.correlationID,
      .signInNeededTraceID: need?.traceID, .signInNeededTimestamp: need?.timestamp,
    ]
    for (key, text) in texts { file[key] = text.map { Secret($0) } }
  }
}

extension StoredLink {
  /// Ten minutes before its end a token is renewed; one that lives shortly, at half its time.
  private static let margin = 600

  /// Takes in what was granted; a refresh token that is not replaced stays.
  mutating func take(_ tokens: GrantedTokens) {
    (accessToken, since, expires) = (tokens.accessToken, tokens.since, tokens.expires)
    if let token = tokens.refreshToken {
      refreshToken = token
      renewed = tokens.since
    }
    (notBefore, tries, signInNeeded) = (nil, 0, nil)
  }

  /// The access token, as long as it need not be renewed.
  func freshToken(at now: Int) -> Secret? {
    guard let expires, expires.seconds - now > 30 else { return nil }
    // A clock that was set back makes every time a guess.
    if let since, since.seconds > now + 300 { return nil }
    let lifetime = since.map { expires.seconds - $0.seconds } ?? .max
    return expires.seconds - now > min(Self.margin, lifetime / 2) ? accessToken : nil
  }

  /// The access token, as long as it counts at all.
  func usableToken(at now: Int) -> Secret? {
    guard let expires, expires.seconds - now > 30 else { return nil }
    return accessToken
  }

  /// Whether there is something, and it was got for this account; where nothing says for what, as
  /// in a file that was written by hand, it was.
  func counts(for account: ExchangeAccount) -> Bool {
    guard refreshToken != nil || accessToken != nil || signInNeeded != nil else { return false }
    return linkedFor == nil || linkedFor == account.linkKey
  }

  /// Leaves the token endpoint alone.
  mutating func backOff(_ pause: RetryPause, at now: Int) {
    let seconds =
      switch pause {
      case .told(let seconds): seconds
      case .growing: min(5 << min(tries, 10), 900)
      }
    tries += 1
    notBefore = Moment(seconds: now + seconds, offset: 0)
  }

  /// For people and documents; no token is in it.
  var status: LinkStatus {
    LinkStatus(
      isLinked: refreshToken != nil || accessToken != nil, account: account,
      tenant: tenant, scopes: scopes, linkedAt: linkedAt, accessTokenExpires: expires,
      refreshTokenRenewed: renewed, signInNeeded: signInNeeded)
  }
}

/// How long a token endpoint is left alone that has failed for a while.
enum RetryPause {
  /// As long as it says itself (`Retry-After`).
  case told(seconds: Int)
  /// Twice as long as the last time: 5 seconds at first, 15 minutes at most.
  case growing
}

extension ExchangeAccount {
  /// What tokens are got for: those for anything else do not count here.
  var linkKey: String {
    [
      kind.text, application.authority.text, application.tenant.text.lowercased(),
      application.clientID.text.lowercased(),
    ].joined(separator: " ")
  }
}
