import ExchangeLink
import MailSettings
import Testing

/// The URL that a person opens to sign in.
@Suite struct AuthorizationRequestTests {
  private func application() throws -> ExchangeAccount {
    var draft = Draft()
    for (key, text): (SettingKey, String) in [
      (.mailProtocol, "exchange"), (.exchangeTenant, "contoso.example"),
      (.exchangeClientID, "11111111-2222-3333-4444-555555555555"),
      (.exchangeAppURL, "https://app.example.org/track/"), (.systemAddress, "a@example.org"),
    ] { draft[key] = text }
    return try ExchangeAccount(draft)
  }

  @Test func `the URL is the documented one with PKCE behind it`() throws {
    let account = try application()
    guard case .delegated(let signIn) = account.flow else {
      Issue.record("not delegated")
      return
    }
    let request = AuthorizationRequest(
      account.application, scopes: signIn.scopes.list, redirectURI: signIn.redirectURI
    ) { Array(0..<32) }
    let random = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    #expect(
      request.url
        == "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize"
        + "?scope=openid+profile+offline_access"
        + "+https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All"
        + "+https%3A%2F%2Foutlook.office.com%2FSMTP.Send&response_type=code"
        + "&redirect_uri=https%3A%2F%2Fapp.example.org%2Ftrack%2FmsExchangeAuthCallback.action"
        + "&state=\(random)&nonce=\(random)&prompt=select_account"
        + "&client_id=11111111-2222-3333-4444-555555555555&response_mode=query"
        + "&code_challenge=6oZqdX5MOLq_qBJ8vppAnT4fk6AP8UiP9zX8-Rev_9A"
        + "&code_challenge_method=S256")
  }

  @Test func `state, nonce and verifier are others each time`() throws {
    let account = try application()
    let requests = (0..<100).map { _ in
      AuthorizationRequest(account.application, scopes: [], redirectURI: "https://a.example/")
    }
    let values = requests.flatMap { [$0.state, $0.nonce, $0.verifier.reveal()] }
    #expect(Set(values).count == 300)
    #expect(values.allSatisfy { $0.utf8.count == 43 })
  }
}
