import Foundation
import TestSupport
import Testing

/// What a provider does wrong when a test asks for it.
@Suite struct OpenIDFaultTests {
  static let certificates = Shared { try CertificateAuthority(name: "Fault Test Root") }

  private func start() async throws -> TokenClient {
    TokenClient(
      provider: try OpenIDProvider(certificates: try await Self.certificates.get()))
  }

  @Test func `a fault comes once`() async throws {
    let client = try await start()
    try client.provider.next(
      .token,
      .error(
        "invalid_grant", code: 70043, suberror: "bad_token", status: 429,
        headers: ["Retry-After": "7"]))
    let form = client.application.merging([
      "grant_type": "client_credentials", "scope": TokenClient.applicationScope,
    ]) { $1 }
    let fields = form.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] }
    let first = try client.curl(["-i"] + fields + [client.url("oauth2/v2.0/token")]).output
    #expect(first.contains("429") && first.contains("Retry-After: 7"))
    #expect(first.contains("AADSTS70043: ") && first.contains(#""suberror": "bad_token""#))
    #expect(try client.askAlone()["access_token"] is String)
    let grants = try client.provider.tokenRequests().map(\.grant)
    #expect(grants == ["client_credentials", "client_credentials"])
  }

  @Test func `an answer is changed member by member`() async throws {
    let client = try await start()
    try client.provider.next(
      .token, .alter(members: ["expires_in": "3599"], without: ["refresh_token"]))
    let answer = try client.signIn(as: "alice@contoso.example")
    #expect(answer["expires_in"] as? String == "3599" && answer["refresh_token"] == nil)
    try client.provider.next(.token, .alter(withoutClaims: ["tid"]))
    let person = try client.signIn(as: "alice@contoso.example")
    #expect(try TokenClient.claims(person["id_token"])["tid"] == nil)
  }

  @Test(arguments: [OpenIDFault.Signer.none, .hmac, .foreign, .provider])
  func `an id_token is signed as told`(signer: OpenIDFault.Signer) async throws {
    let client = try await start()
    try client.provider.next(.token, .alter(claims: ["nonce": "another"], signer: signer))
    let token = try #require(
      try client.signIn(as: "alice@contoso.example")["id_token"] as? String)
    #expect(try TokenClient.claims(token)["nonce"] as? String == "another")
    let keys = try client.curl([client.url("discovery/v2.0/keys")]).output
    let verified = try await Command.run(
      OpenIDProvider.interpreter,
      [
        "-c",
        """
        import json, sys
        from joserfc import jwk, jwt
        jwt.decode(sys.argv[1], jwk.KeySet.import_key_set(json.loads(sys.argv[2])), ["RS256"])
        """, token, keys,
      ])
    #expect((verified.status == 0) == (signer == .provider), "\(verified.errors)")
  }

  @Test func `answers that are none come as told`() async throws {
    let client = try await start()
    let token = client.url("oauth2/v2.0/token")
    func post(_ fault: OpenIDFault, _ more: [String] = []) throws -> CommandResult {
      try client.provider.next(.token, fault)
      return try client.curl(more + ["-d", "a=b", token])
    }
    #expect(try post(.raw("")).output.isEmpty)
    #expect(try post(.large).outputData.count == 10_000_002)
    // curl's 28 is a time-out.
    #expect(try post(.slow, ["--max-time", "1"]).status == 28)
    #expect(try post(.hang(seconds: 5), ["--max-time", "1"]).status == 28)
    let endless = try post(
      .endless, ["--max-time", "2", "-o", "/dev/null", "-w", "%{size_download}"])
    #expect(endless.status == 28)
    #expect(try #require(Int(endless.output)) > 10_000_002)
    let elsewhere = try post(
      .redirect(to: "https://evil.example/"), ["-o", "/dev/null", "-w", "%{redirect_url}"])
    #expect(elsewhere.output == "https://evil.example/")
  }

  @Test func `every field can hold what harms a terminal`() async throws {
    let client = try await start()
    try client.provider.next(.token, .terminalEscapes)
    let answer = try client.askAlone()
    for name in ["error", "error_description", "correlation_id", "timestamp", "suberror"] {
      let text = try #require(answer[name] as? String)
      #expect(text.contains(OpenIDFault.escapes), "\(name)")
    }
  }

  @Test func `the administrator's consent is given, or refused when told`() async throws {
    let client = try await start()
    let registration = client.provider.registration
    let url =
      client.url("v2.0/adminconsent") + "?client_id=\(registration.clientID)&state=s-1"
      + "&redirect_uri=\(registration.redirectURIs[0])&scope=https://graph.microsoft.com/.default"
    let given = TokenClient.query(try client.provider.open(url))
    #expect(given["admin_consent"] == "True" && given["state"] == "s-1" && given["code"] == nil)
    try client.provider.next(.adminconsent, .callback(["error": "access_denied"]))
    let refused = TokenClient.query(try client.provider.open(url))
    #expect(refused == ["error": "access_denied", "state": "s-1"])
  }

  @Test func `a clock that is wrong shows in the date and in the tokens`() async throws {
    let client = try await start()
    try client.provider.clock(offset: 86_400)
    let person = try TokenClient.claims(
      try client.signIn(as: "alice@contoso.example")["id_token"])
    let issued = Date(timeIntervalSince1970: try #require(person["iat"] as? Double))
    #expect(abs(issued.timeIntervalSinceNow - 86_400) < 60)
    let answer = try client.curl(["-I", client.url("discovery/v2.0/keys")]).output
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    let lines = answer.split(separator: "\r\n").filter { $0.hasPrefix("Date: ") }
    let line = try #require(lines.count == 1 ? lines.first : nil, "\(answer)")
    let date = try #require(formatter.date(from: String(line.dropFirst(6))))
    #expect(abs(date.timeIntervalSince(issued)) < 60)
  }

  @Test func `a client that says nothing holds nobody up`() async throws {
    let client = try await start()
    let asked = try await Command.run(
      "python3",
      [
        "-c",
        """
        import socket, ssl, sys
        port, ca = int(sys.argv[1]), sys.argv[2]
        silent = socket.create_connection(("127.0.0.1", port))
        context = ssl.create_default_context(cafile=ca)
        other = socket.create_connection(("127.0.0.1", port), timeout=10)
        print(context.wrap_socket(other, server_hostname="localhost").version())
        """, "\(client.provider.port)", client.provider.certificates.certificate,
      ])
    #expect(asked.output.hasPrefix("TLSv1."), "\(asked.errors)")
  }

  @Test func `a tenant that is not there is told, and several share one issuer`() async throws {
    let client = try await start()
    let path = "v2.0/.well-known/openid-configuration"
    func configuration(_ tenant: String) throws -> String {
      try client.curl(["\(client.provider.authority)/\(tenant)/\(path)"]).output
    }
    #expect(try configuration("nobody.example").contains("AADSTS90002"))
    #expect(try configuration("common").contains("/{tenantid}/v2.0"))
    let tenant = client.provider.registration.tenantID
    #expect(try configuration("contoso.example").contains("/\(tenant)/v2.0"))
  }
}
