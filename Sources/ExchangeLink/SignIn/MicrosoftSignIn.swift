internal import FoundationEssentials
package import MailDiagnosis
package import MailSettings
internal import SettingsStore
internal import SystemAccess

/// A sign-in at Microsoft Entra ID, from its beginning to a linked account, by any of the flows.
///
/// A failure leaves the link as it was: all that an attempt uses up is its state.
package struct MicrosoftSignIn: Sendable {
  package let account: ExchangeAccount
  let link: ExchangeLink

  package init(_ account: ExchangeAccount, link: ExchangeLink) {
    (self.account, self.link) = (account, link)
  }

  private static let file = "sign-ins"

  var endpoint: TokenEndpoint { TokenEndpoint(account.application, trust: link.trust) }

  /// The scopes for mail that a person's sign-in asks for; none for app-only.
  var scopes: [String] {
    switch account.flow {
    case .delegated(let signIn): signIn.scopes.list
    case .appOnly: []
    }
  }

  var redirectURI: String {
    switch account.flow {
    case .delegated(let signIn): signIn.redirectURI
    case .appOnly: ""
    }
  }

  // MARK: - Paste-back

  /// Begins a sign-in, and remembers it for ten minutes; others that wait stay valid.
  ///
  /// - Parameter scopes: the settings' where nil.
  package func begin(scopes: [String]? = nil) throws(SignInFailure) -> AuthorizationRequest {
    try begin(scopes: scopes, redirectURI: redirectURI)
  }

  func begin(
    scopes: [String]?, redirectURI: String
  ) throws(SignInFailure) -> AuthorizationRequest {
    let request = AuthorizationRequest(
      account.application, scopes: scopes ?? self.scopes, redirectURI: redirectURI)
    try change { memory in memory.add(request, at: .now()) }
    return request
  }

  /// The latest sign-in of this account that waits for its answer; nil where there is none.
  package func waiting() throws(SignInFailure) -> AuthorizationRequest? {
    try change { memory in memory.waiting(for: account.application, redirectURI, at: .now()) }
  }

  /// The longest pasted text that is read, in bytes; no answer is as long.
  package static var longestAnswer: Int { RedirectAnswer.longest }

  /// Links the account by the redirect URL, or its code, that a person has pasted.
  package func finish(
    pasted text: String, _ wait: TokenWait
  ) throws(SignInFailure) -> SignInEnd {
    switch try take(text) {
    case .consent(let tenant): .consentGiven(tenant: tenant)
    case .code(let code, let request): try redeem(code, for: request, wait)
    }
  }

  /// What an answer holds; the state of a code is used up by then.
  enum Taken {
    case code(String, AuthorizationRequest)
    case consent(tenant: String?)
  }

  /// Checks an answer against the sign-ins that wait.
  func take(_ text: String) throws(SignInFailure) -> Taken {
    try change { memory throws(SignInFailure) in
      switch try RedirectAnswer(pasted: text, isKnown: memory.isKnown) {
      case .consent(let tenant): return .consent(tenant: tenant)
      case .code(let code, let state):
        return .code(code, try memory.take(state, for: account.application, at: .now()))
      case .error(let error, let state):
        // An error without a state belongs to no sign-in, and is only reported.
        if state != nil { _ = try memory.take(state, for: account.application, at: .now()) }
        throw .refused(error)
      }
    }
  }

  func redeem(
    _ code: String, for request: AuthorizationRequest, _ wait: TokenWait
  ) throws(SignInFailure) -> SignInEnd {
    let tokens: GrantedTokens
    do throws(TokenFailure) {
      tokens = try endpoint.redeem(code: code, for: request, wait)
    } catch { throw SignInFailure(redeeming: error) }
    return .linked(try save(tokens))
  }

  func save(_ tokens: GrantedTokens) throws(SignInFailure) -> LinkStatus {
    do throws(TokenFailure) {
      return try link.save(tokens, for: account)
    } catch { throw SignInFailure(error) }
  }

  // MARK: - Memory

  /// Changes the remembered sign-ins; changes are kept even where the body throws.
  private func change<Result>(
    _ body: (inout SignInMemory) throws(SignInFailure) -> Result
  ) throws(SignInFailure) -> Result {
    let result: Swift.Result<Result, SignInFailure>
    do throws(StoreError) {
      result = try link.store.changeRunFile(Self.file) { bytes in
        var memory = SignInMemory(bytes)
        defer { bytes = memory.bytes }
        do throws(SignInFailure) { return .success(try body(&memory)) } catch {
          return .failure(error)
        }
      }
    } catch { throw .store(ForeignError(error)) }
    return try result.get()
  }
}
