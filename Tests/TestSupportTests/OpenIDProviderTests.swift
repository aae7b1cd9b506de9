import Foundation
import TestSupport
import Testing

/// The provider gives tokens as Microsoft Entra ID does, and refuses as it does.
@Suite struct OpenIDProviderTests {
  static let certificates = Shared { try CertificateAuthority(name: "Provider Test Root") }

  private func start(
    _ change: (inout OpenIDProvider.Registration) -> Void = { _ in }
  ) async throws -> TokenClient {
    var registration = OpenIDProvider.Registration()
    change(&registration)
    return TokenClient(
      provider: try OpenIDProvider(
        registration, certificates: try await Self.certificates.get()))
  }

  private func code(_ answer: [String: Any]) -> Int? { (answer["error_codes"] as? [Int])?.first }

  @Test func `a code becomes tokens with Microsoft's claims, once`() async throws {
    let client = try await start()
    let provider = client.provider
    let back = try provider.signIn(at: try client.authorizeURL(nonce: "n-1"))
    #expect(TokenClient.query(back)["state"] == "st")
    let form = try client.redemption(of: back)
    let answer = try client.ask(form)
    let person = try TokenClient.claims(answer["id_token"])
    #expect(person["nonce"] as? String == "n-1")
    #expect(person["preferred_username"] as? String == "alice@contoso.example")
    #expect(person["tid"] as? String == provider.registration.tenantID)
    #expect(
      person["iss"] as? String == "\(provider.authority)/\(provider.registration.tenantID)/v2.0")
    let access = try TokenClient.claims(answer["access_token"])
    #expect(access["aud"] as? String == "https://outlook.office.com")
    #expect(access["scp"] as? String == "IMAP.AccessAsUser.All SMTP.Send")
    #expect(access["upn"] as? String == "alice@contoso.example")
    #expect(code(try client.ask(form)) == 54005)
    let request = try #require(try provider.tokenRequests().first)
    #expect(request.fields.contains("code_verifier") && request.values["scope"] == nil)
    let issued = try provider.issuedSecrets()
    #expect(issued.contains(try #require(answer["refresh_token"] as? String)))
    #expect(issued.contains(try #require(answer["id_token"] as? String)))
  }

  @Test func `a code without its verifier is refused`() async throws {
    let client = try await start()
    var form = try client.redemption(of: try client.provider.signIn(at: client.authorizeURL()))
    form["code_verifier"] = String(repeating: "w", count: 43)
    #expect(try client.ask(form)["error"] as? String == "invalid_grant")
  }

  @Test func `who refuses is sent back with the state and Microsoft's number`() async throws {
    let client = try await start()
    let query = TokenClient.query(try client.provider.refuse(at: try client.authorizeURL()))
    #expect(query["error"] == "access_denied" && query["state"] == "st" && query["code"] == nil)
    #expect(query["error_description"]?.hasPrefix("AADSTS65004: ") == true)
  }

  @Test func `nobody is sent to a URL that is not registered`() async throws {
    let client = try await start()
    _ = try client.provider.signIn(
      at: try client.authorizeURL(redirectURI: "http://localhost:4711/"))
    for url in ["http://localhost.evil.example/", "https://localhost:4711/", "https://b.example/"] {
      let page = try client.curl([try client.authorizeURL(redirectURI: url)])
      #expect(page.output.hasPrefix("AADSTS50011"), "\(url)")
    }
  }

  @Test func `a device code becomes tokens once somebody has signed in`() async throws {
    let client = try await start()
    try client.provider.setUser(
      "alice@contoso.example", claims: ["preferred_username": "Alice@Contoso.example"])
    func device() throws -> (user: String, form: [String: String]) {
      let device = try client.ask(
        ["client_id": client.provider.registration.clientID, "scope": TokenClient.scope],
        endpoint: "oauth2/v2.0/devicecode")
      let form = client.application.merging([
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": try #require(device["device_code"] as? String),
      ]) { $1 }
      return (try #require(device["user_code"] as? String), form)
    }
    let taken = try device()
    #expect(try client.ask(taken.form)["error"] as? String == "authorization_pending")
    #expect(try client.ask(taken.form)["error"] as? String == "slow_down")
    try client.provider.approve(userCode: taken.user)
    let person = try TokenClient.claims(try client.ask(taken.form)["id_token"])
    #expect(person["preferred_username"] as? String == "Alice@Contoso.example")
    #expect(try client.ask(taken.form)["error"] as? String == "bad_verification_code")
    let declined = try device()
    try client.provider.approve(userCode: declined.user, as: "")
    #expect(try client.ask(declined.form)["error"] as? String == "authorization_declined")
  }

  @Test func `a device code ends with its time`() async throws {
    let client = try await start { $0.deviceLife = 0 }
    let device = try client.ask(
      ["client_id": client.provider.registration.clientID, "scope": TokenClient.scope],
      endpoint: "oauth2/v2.0/devicecode")
    let answer = try client.ask(
      client.application.merging([
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": try #require(device["device_code"] as? String),
      ]) { $1 })
    #expect(answer["error"] as? String == "expired_token")
  }

  @Test func `a refresh token is good once, and its family ends with its reuse`() async throws {
    let client = try await start()
    let answer = try client.signIn(as: "carol@contoso.example")
    let second = try client.refresh(answer["refresh_token"])
    #expect(code(try client.refresh(answer["refresh_token"])) == 50173)
    #expect(code(try client.refresh(second["refresh_token"])) == 50173)
    let grants = try client.provider.tokenRequests().map(\.grant)
    #expect(grants.filter { $0 == "reuse" }.count == 1 && grants.count == 5)
  }

  @Test func `a refresh token stays good where reuse is allowed`() async throws {
    let client = try await start { $0.revokesOnReuse = false }
    let answer = try client.signIn(as: "carol@contoso.example")
    _ = try client.refresh(answer["refresh_token"])
    #expect(try client.refresh(answer["refresh_token"])["access_token"] is String)
  }

  @Test func `a secret that is wrong, missing or too much is told apart`() async throws {
    let client = try await start()
    let identity = ["client_id": client.provider.registration.clientID]
    #expect(code(try client.askAlone(identity)) == 7_000_218)
    let wrong = try client.askAlone(identity.merging(["client_secret": "wrong"]) { $1 })
    #expect(code(wrong) == 7_000_215)
    let text = try #require(wrong["error_description"] as? String)
    #expect(text.contains("Trace ID: ") && text.contains("Correlation ID: "))
    let open = try await start { $0.clientSecret = nil }
    let tooMuch = open.application.merging([
      "client_secret": "needless", "grant_type": "refresh_token", "refresh_token": "unknown",
    ]) { $1 }
    #expect(code(try open.ask(tooMuch)) == 700025)
    #expect(code(try open.refresh("unknown")) == 50173)
    #expect(code(try client.askAlone(["client_id": "nobody"])) == 700016)
  }
}
