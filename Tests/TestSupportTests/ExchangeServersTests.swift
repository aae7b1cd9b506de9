import Foundation
import TestSupport
import Testing

/// The provider's tokens open the mail servers, by clients that are not ours.
@Suite struct ExchangeServersTests {
  static let servers = Shared { try ExchangeServers() }

  /// Asks for tokens; the answer's members.
  private func ask(
    _ servers: ExchangeServers, _ form: [String: String], endpoint: String = "token"
  ) throws -> [String: Any] {
    let fields = form.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] }
    let provider = servers.provider
    let result = try Command.run(
      "curl",
      ["-sS", "--cacert", servers.certificates.certificate] + fields + [
        "\(provider.authority)/\(provider.registration.tenant)/oauth2/v2.0/\(endpoint)"
      ])
    let answer = try JSONSerialization.jsonObject(with: result.outputData) as? [String: Any]
    return try #require(answer, "\(result.output)\(result.errors)")
  }

  private func application(_ servers: ExchangeServers) -> [String: String] {
    [
      "client_id": servers.provider.registration.clientID,
      "client_secret": servers.provider.registration.clientSecret ?? "",
    ]
  }

  private let verifier = String(repeating: "v", count: 43)
  private let scope = "openid profile offline_access https://outlook.office.com/SMTP.Send"

  /// Signs a person in, by a code.
  private func signIn(_ servers: ExchangeServers, as user: String) throws -> [String: Any] {
    let registration = servers.provider.registration
    let query = [
      "client_id": registration.clientID, "response_type": "code", "state": "st", "scope": scope,
      "redirect_uri": registration.redirectURIs[0], "nonce": UUID().uuidString,
      "code_challenge": "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM",
      "code_challenge_method": "S256",
    ]
    var url = try #require(
      URLComponents(
        string: "\(servers.provider.authority)/\(registration.tenant)/oauth2/v2.0/authorize"))
    url.queryItems = query.map { URLQueryItem(name: $0.key, value: $0.value) }
    let back = try servers.provider.signIn(at: try #require(url.string), as: user)
    let code = try #require(
      URLComponents(string: back)?.queryItems?.first { $0.name == "code" }?.value)
    return try ask(
      servers,
      application(servers).merging([
        "grant_type": "authorization_code", "code": code, "code_verifier": verifier,
        "redirect_uri": registration.redirectURIs[0],
      ]) { $1 })
  }

  /// Sends by swaks, which has no XOAUTH2: Python's smtplib has what it takes.
  private func send(
    _ servers: ExchangeServers, user: String, token: String, to recipient: String
  ) async throws -> CommandResult {
    try await Command.run(
      "python3",
      [
        "-c",
        """
        import smtplib, ssl, sys
        port, ca, user, token, recipient = sys.argv[1:]
        client = smtplib.SMTP("localhost", int(port))
        client.starttls(context=ssl.create_default_context(cafile=ca))
        client.ehlo()
        client.auth("XOAUTH2", lambda challenge=None: "" if challenge else
            f"user={user}\\x01auth=Bearer {token}\\x01\\x01")
        client.sendmail(user, [recipient], "Subject: tokens\\r\\n\\r\\nHello.\\r\\n")
        """, "\(servers.postfix.port("submission"))", servers.certificates.certificate, user, token,
        recipient,
      ])
  }

  @Test func `a person's token sends a mail, in this person's name alone`() async throws {
    let servers = try await Self.servers.get()
    let answer = try signIn(servers, as: "alice@contoso.example")
    let token = try #require(answer["access_token"] as? String)
    let sent = try await send(
      servers, user: "alice@contoso.example", token: token, to: "code@example.org")
    #expect(sent.status == 0, "\(sent.errors)\(servers.dovecot.log().suffix(2000))")
    let mail = try #require(try await servers.postfix.inbox(of: "code@example.org").first)
    #expect(String(decoding: mail, as: UTF8.self).contains("Authenticated sender: alice@contoso"))
    let other = try await send(
      servers, user: "bob@contoso.example", token: token, to: "bob@example.org")
    #expect(other.status != 0 && other.errors.contains("535"))
  }

  @Test func `an application's token sends from its mailbox`() async throws {
    let servers = try await Self.servers.get()
    let answer = try ask(
      servers,
      application(servers).merging([
        "grant_type": "client_credentials", "scope": "https://outlook.office365.com/.default",
      ]) { $1 })
    let token = try #require(answer["access_token"] as? String)
    let sent = try await send(
      servers, user: servers.provider.registration.mailbox, token: token, to: "alone@example.org")
    #expect(sent.status == 0, "\(sent.errors)")
    _ = try await servers.postfix.inbox(of: "alone@example.org")
  }

  @Test func `a device code becomes tokens once somebody has signed in`() async throws {
    let servers = try await Self.servers.get()
    let device = try ask(
      servers, ["client_id": servers.provider.registration.clientID, "scope": scope],
      endpoint: "devicecode")
    let form = application(servers).merging([
      "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
      "device_code": try #require(device["device_code"] as? String),
    ]) { $1 }
    #expect(try ask(servers, form)["error"] as? String == "authorization_pending")
    #expect(try ask(servers, form)["error"] as? String == "slow_down")
    try servers.provider.approve(userCode: try #require(device["user_code"] as? String))
    #expect(try ask(servers, form)["id_token"] is String)
  }

  @Test func `a refresh token is good once, and its family ends with its reuse`() async throws {
    let servers = try await Self.servers.get()
    let answer = try signIn(servers, as: "carol@contoso.example")
    func refresh(_ token: Any?) throws -> [String: Any] {
      try ask(
        servers,
        application(servers).merging([
          "grant_type": "refresh_token", "refresh_token": try #require(token as? String),
        ]) { $1 })
    }
    let second = try refresh(answer["refresh_token"])
    #expect(try refresh(answer["refresh_token"])["error"] as? String == "invalid_grant")
    #expect(try refresh(second["refresh_token"])["error"] as? String == "invalid_grant")
  }

  @Test func `a fault comes once`() async throws {
    let servers = try await Self.servers.get()
    let form = application(servers).merging([
      "grant_type": "client_credentials", "scope": "https://outlook.office365.com/.default",
    ]) { $1 }
    let provider = try OpenIDProvider(certificates: servers.certificates)
    try provider.next(.token, .error("temporarily_unavailable", code: 90033, status: 503))
    let url = "\(provider.authority)/\(provider.registration.tenant)/oauth2/v2.0/token"
    let fields = form.flatMap { ["-d", "\($0.key)=\($0.value)"] }
    let arguments = ["-sS", "--cacert", servers.certificates.certificate] + fields + [url]
    let first = try await Command.run("curl", arguments)
    #expect(first.output.contains("AADSTS90033"))
    #expect(try await Command.run("curl", arguments).output.contains("access_token"))
    #expect(
      try provider.tokenRequests().map(\.grant) == ["client_credentials", "client_credentials"])
  }
}
