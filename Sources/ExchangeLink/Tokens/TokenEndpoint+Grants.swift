package import MailDiagnosis
package import MailSettings
internal import SystemAccess

/// The grants by which tokens are got (RFC 6749 sections 4.1, 4.4 and 6).
extension TokenEndpoint {
  /// Redeems an authorization code, and verifies who has signed in.
  package func redeem(
    code: String, for request: AuthorizationRequest, _ wait: TokenWait
  ) throws(TokenFailure) -> GrantedTokens {
    let scopes = Self.usualScopes + request.scopes
    let answer = try ask(
      [
        ("scope", scopes.joined(separator: " ")), ("code", code),
        ("redirect_uri", request.redirectURI), ("grant_type", "authorization_code"),
        ("code_verifier", request.verifier.reveal()),
      ], wait)
    return try signedIn(answer, asked: request.scopes, nonce: request.nonce, wait)
  }

  /// Gets a new access token by a refresh token; nobody signs in.
  package func refresh(
    _ token: Secret, scopes: [String], _ wait: TokenWait
  ) throws(TokenFailure) -> GrantedTokens {
    let answer = try ask(
      [
        ("scope", (Self.usualScopes + scopes).joined(separator: " ")),
        ("refresh_token", token.reveal()), ("grant_type", "refresh_token"),
      ], wait)
    return granted(try TokenAnswer(answer), asked: scopes, nil)
  }

  /// Gets an app-only token; throws for directories such as `common`, which give none.
  package func clientCredentials(_ wait: TokenWait) throws(TokenFailure) -> GrantedTokens {
    let scope = application.cloud.resource + "/.default"
    do throws(TokenFailure) {
      let answer = try ask([("scope", scope), ("grant_type", "client_credentials")], wait)
      return granted(try TokenAnswer(answer), asked: [scope], nil)
    } catch .signInNeeded(let error) {
      // App-only: no person can sign in.
      throw .refused(error)
    }
  }

  func signedIn(
    _ answer: TokenEndpointAnswer, asked: [String], nonce: String?, _ wait: TokenWait
  ) throws(TokenFailure) -> GrantedTokens {
    let tokens = try TokenAnswer(answer)
    guard let text = tokens.idToken else { throw .malformed(.noIDToken) }
    guard tokens.refreshToken != nil else { throw .malformed(.noRefreshToken) }
    let token = try IDToken(text)
    let keys = try ProviderKeys(of: application, host, wait)
    let check = IDTokenCheck(
      application: application, nonce: nonce, serverTime: answer.serverTime)
    return granted(tokens, asked: asked, try check.account(token, keys))
  }

  private func granted(
    _ tokens: TokenAnswer, asked: [String], _ account: SignedInAccount?
  ) -> GrantedTokens {
    let now = Moment.now().seconds
    return GrantedTokens(
      accessToken: tokens.accessToken, since: Moment(seconds: now, offset: 0),
      expires: Moment(seconds: now + tokens.expiresIn, offset: 0),
      refreshToken: tokens.refreshToken, scopes: tokens.scopes ?? asked,
      account: account?.account, tenant: account?.tenant)
  }
}

extension TokenAnswer {
  fileprivate init(_ answer: TokenEndpointAnswer) throws(TokenFailure) {
    guard let members = answer.members else { throw .malformed(.noAccessToken) }
    try self.init(members)
  }
}
