internal import MailDiagnosis
internal import MailSettings
internal import SettingsStore
internal import SystemAccess

/// The link as it is stored in `secrets.toml`.
struct StoredLink: Equatable {
  var refreshToken: Secret?
  var accessToken: Secret?
  /// When the access token was got, and when it expires.
  var since: Moment?
  var expires: Moment?
  var account: String?
  var tenant: String?
  var scopes: [String]
  var linkedAt: Moment?
  /// The ``ExchangeAccount/linkKey`` of the account that the tokens were got for.
  var linkedFor: String?
  /// When the latest refresh token came.
  var renewed: Moment?
  /// When the token endpoint may be asked again, and how often in a row it was not available.
  var notBefore: Moment?
  var tries: Int
  var signInNeeded: SignInNeed?

  init(_ file: SecretsFile) {
    // Printable, since whoever may write the file could send a terminal control sequences by it.
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

  /// No link.
  init() {
    (scopes, tries) = ([], 0)
  }

  /// Replaces what the file says about a link.
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
  /// Seconds before it expires that a token is renewed; a short-lived one at half its lifetime.
  private static let margin = 600

  /// Takes the tokens that were granted; without a new refresh token the old one stays.
  mutating func take(_ tokens: GrantedTokens) {
    (accessToken, since, expires) = (tokens.accessToken, tokens.since, tokens.expires)
    if let token = tokens.refreshToken {
      refreshToken = token
      renewed = tokens.since
    }
    (notBefore, tries, signInNeeded) = (nil, 0, nil)
  }

  /// The access token; nil where it should be renewed.
  func freshToken(at now: Int) -> Secret? {
    guard let expires, expires.seconds - now > 30 else { return nil }
    // The clock was set back by more than five minutes: the times are not reliable.
    if let since, since.seconds > now + 300 { return nil }
    let lifetime = since.map { expires.seconds - $0.seconds } ?? .max
    return expires.seconds - now > min(Self.margin, lifetime / 2) ? accessToken : nil
  }

  /// The access token; nil where it has 30 seconds or less left.
  func usableToken(at now: Int) -> Secret? {
    guard let expires, expires.seconds - now > 30 else { return nil }
    return accessToken
  }

  /// Whether there is a link, and it is this account's; a file that does not say whose it is, such
  /// as one written by hand, counts as this account's.
  func counts(for account: ExchangeAccount) -> Bool {
    guard refreshToken != nil || accessToken != nil || signInNeeded != nil else { return false }
    return linkedFor == nil || linkedFor == account.linkKey
  }

  /// Notes that the token endpoint is not to be asked for a while.
  mutating func backOff(_ pause: RetryPause, at now: Int) {
    let seconds =
      switch pause {
      case .told(let seconds): seconds
      case .growing: min(5 << min(tries, 10), 900)
      }
    tries += 1
    notBefore = Moment(seconds: now + seconds, offset: 0)
  }

  /// For people and JSON; no token is in it.
  var status: LinkStatus {
    LinkStatus(
      isLinked: refreshToken != nil || accessToken != nil, account: account,
      tenant: tenant, scopes: scopes, linkedAt: linkedAt, accessTokenExpires: expires,
      refreshTokenRenewed: renewed, signInNeeded: signInNeeded)
  }
}

/// How long to wait before a token endpoint is asked again that has failed temporarily.
enum RetryPause {
  /// As long as it says itself (`Retry-After`).
  case told(seconds: Int)
  /// Twice as long as the last time: 5 seconds at first, 15 minutes at most.
  case growing
}

extension ExchangeAccount {
  /// Identifies what tokens are for: those with another key are not used for this account.
  var linkKey: String {
    [
      kind.text, application.authority.text, application.tenant.text.lowercased(),
      application.clientID.text.lowercased(),
    ].joined(separator: " ")
  }
}
