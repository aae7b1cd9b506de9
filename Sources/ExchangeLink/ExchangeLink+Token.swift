package import MailDiagnosis
package import MailSettings
internal import ServerTrust
internal import SettingsStore
package import SystemAccess

/// What signs in at a mail server by XOAUTH2.
package struct SendingToken: Equatable, Sendable {
  /// The user that XOAUTH2 names.
  package let user: String
  package let token: Secret
  /// When the token expires.
  package let expires: Moment?
  /// Whether this call has got it from the token endpoint.
  package fileprivate(set) var isRenewed = false
}

/// Tokens to send with.
extension ExchangeLink {
  /// The stored access token, or a new one where it expires soon, and the user that XOAUTH2 names.
  ///
  /// Only one process at a time asks the endpoint. The others wait for the lock and then read the
  /// store again, so that they use the token that it got. New tokens are saved before any use.
  package func token(
    for account: ExchangeAccount, _ wait: TokenWait
  ) throws(TokenFailure) -> SendingToken {
    guard let link = try read(for: account) else { throw .notLinked }
    if let token = link.freshToken(at: now) { return try named(token, link, account) }
    guard let lock = try lock(wait) else {
      if let token = link.usableToken(at: now) { return try named(token, link, account) }
      if wait.wake?.isRung == true { throw .cancelled }
      throw .timedOut(host: account.application.authority.text)
    }
    defer { withExtendedLifetime(lock) {} }
    return try renewed(for: account, wait)
  }

  private var now: Int { Moment.now().seconds }

  private func lock(_ wait: TokenWait) throws(TokenFailure) -> TokenLock? {
    do throws(StoreError) {
      return try TokenLock.acquire(store.paths, until: wait.deadline, wake: wait.wake)
    } catch { throw .store(ForeignError(error)) }
  }

  private func named(
    _ token: Secret, _ link: StoredLink, _ account: ExchangeAccount
  ) throws(TokenFailure) -> SendingToken {
    let user: String? =
      switch account.flow {
      case .delegated: account.user?.text ?? link.account
      case .appOnly(let mailbox): account.user?.text ?? mailbox.text
      }
    guard let user else { throw .malformed(.noAccount) }
    return SendingToken(user: user, token: token, expires: link.expires)
  }

  /// The token that is in the store by now, else one from the endpoint. Call with the lock held.
  private func renewed(
    for account: ExchangeAccount, _ wait: TokenWait
  ) throws(TokenFailure) -> SendingToken {
    guard var link = try read(for: account) else { throw .notLinked }
    if let token = link.freshToken(at: now) { return try named(token, link, account) }
    do throws(TokenFailure) {
      try checkMayAsk(link)
      try renew(&link, account, wait)
    } catch {
      // The old token has not expired yet, so mails can still be sent.
      guard error != .cancelled, let token = link.usableToken(at: now) else { throw error }
      return try named(token, link, account)
    }
    guard let token = link.accessToken else { throw .malformed(.noAccessToken) }
    var sending = try named(token, link, account)
    sending.isRenewed = true
    return sending
  }

  /// Throws where a person has to sign in first, or the endpoint has asked to be left alone.
  private func checkMayAsk(_ link: StoredLink) throws(TokenFailure) {
    if let need = link.signInNeeded { throw .signInNeeded(need.refusal) }
    // A moment further away than the longest wait was written while the clock was wrong.
    if let rest = link.notBefore.map({ $0.seconds - now }), (1...3_600).contains(rest) {
      throw .temporary(nil, retryAfter: rest)
    }
  }

  private func renew(
    _ link: inout StoredLink, _ account: ExchangeAccount, _ wait: TokenWait
  ) throws(TokenFailure) {
    let old = link
    do throws(TokenFailure) {
      link.take(try ask(link, account, wait))
    } catch .signInNeeded(let error) {
      try takeRefusal(error, &link, account)
      return
    } catch {
      if let pause = error.pause {
        link.backOff(pause, at: now)
        try? put(link, inPlaceOf: old)
      }
      throw error
    }
    link.linkedFor = account.linkKey
    try put(link, inPlaceOf: old)
  }

  private func ask(
    _ link: StoredLink, _ account: ExchangeAccount, _ wait: TokenWait
  ) throws(TokenFailure) -> GrantedTokens {
    let endpoint = TokenEndpoint(account.application, trust: trust)
    switch account.flow {
    case .appOnly: return try endpoint.clientCredentials(wait)
    case .delegated(let signIn):
      guard let token = link.refreshToken else { throw .notLinked }
      // Only the scopes that were granted: a sign-in for sending alone stays one.
      let granted = signIn.scopes.list.filter { scope in
        link.scopes.contains { $0.lowercased() == scope.lowercased() }
      }
      let scopes = granted.isEmpty ? signIn.scopes.list : granted
      // Not to be cancelled: the answer may hold the only refresh token that is still valid.
      return try endpoint.refresh(token, scopes: scopes, TokenWait(deadline: wait.deadline))
    }
  }

  /// Notes that a person has to sign in, unless somebody has linked the account anew meanwhile.
  ///
  /// The refresh token is kept, since a policy that changes may have refused it, unless Microsoft
  /// calls it a `bad_token`.
  private func takeRefusal(
    _ error: MicrosoftError, _ link: inout StoredLink, _ account: ExchangeAccount
  ) throws(TokenFailure) {
    let newer = try read(for: account)
    if let newer, newer.refreshToken != link.refreshToken, newer.freshToken(at: now) != nil {
      link = newer
      return
    }
    let old = link
    if error.suberror == "bad_token" { link.refreshToken = nil }
    link.signInNeeded = SignInNeed(since: .now(), refusal: error)
    try put(link, inPlaceOf: old)
    throw .signInNeeded(error)
  }
}

extension TokenFailure {
  /// How long to wait before the endpoint is asked again; nil where waiting would not help.
  fileprivate var pause: RetryPause? {
    switch self {
    case .temporary(_, let seconds?): .told(seconds: seconds)
    case .temporary(_, nil), .malformed(.notJSON), .malformed(.noAccessToken): .growing
    case .notLinked, .signInNeeded, .refused, .malformed, .clock, .unreachable, .unusableKey,
      .store, .timedOut, .cancelled:
      nil
    }
  }
}
