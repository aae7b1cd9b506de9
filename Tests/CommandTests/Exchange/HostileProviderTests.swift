import Foundation
import TestSupport
import Testing

/// A provider, or whoever stands before it, that answers as none should: nothing is linked by it, a
/// link that works stays, and the words are clear.
@Suite struct HostileProviderTests {
  static let provider = Shared {
    try OpenIDProvider(certificates: CertificateAuthority(name: "Hostile Test Root"))
  }

  enum Attack: String, CaseIterable {
    case redirect, html, empty, large, endless, slow, escapes, notSigned, foreignKey, hmac, nonce
    case audience, issuer, expired, noIDToken

    var fault: OpenIDFault {
      switch self {
      case .redirect: .redirect(to: "https://example.org/token")
      case .html: .raw("<html><body>Sign in to the proxy</body></html>")
      case .empty: .raw("")
      case .large: .large
      case .endless: .endless
      case .slow: .slow
      case .escapes: .terminalEscapes
      case .notSigned: .alter(signer: .none)
      case .foreignKey: .alter(signer: .foreign)
      case .hmac: .alter(signer: .hmac)
      case .nonce: .alter(claims: ["nonce": "another"])
      case .audience: .alter(claims: ["aud": OpenIDProvider.otherClientID])
      case .issuer: .alter(claims: ["iss": "https://evil.example/v2.0"])
      case .expired: .alter(claims: ["exp": 1_000_000_000, "nbf": 900_000_000, "iat": 900_000_000])
      case .noIDToken: .alter(without: ["id_token"])
      }
    }
  }

  /// On a provider of its own each time: what waits there is for one request alone.
  @Test(arguments: Attack.allCases)
  func `nothing is linked by it, and what was linked stays`(attack: Attack) async throws {
    let provider = try OpenIDProvider(
      certificates: CertificateAuthority(name: "Hostile Test Root"))
    let program = try await ExchangeProgram(provider)
    #expect(try await program.link(try await program.answer()).status == 0)
    let before = try program.tokens()
    let answer = try await program.answer(as: "mallory@contoso.example")
    try provider.next(.token, attack.fault)
    let result = try await program.run(
      "exchange", "link", "--callback", answer, "--timeout", "8")
    #expect(result.status != 0 && result.status < 128, "\(result.output)\(result.errors)")
    #expect(!result.errors.isEmpty && result.output.isEmpty)
    let controls = result.errors.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" }
    #expect(controls.isEmpty && !result.errors.contains("\u{7F}"))
    #expect(try program.tokens() == before)
    #expect(try await program.account() == "alice@contoso.example")
  }

  @Test func `an authority with a foreign certificate gets no code`() async throws {
    let provider = try await Self.provider.get()
    let program = try await ExchangeProgram(provider)
    let answer = try await program.answer()
    let other = try CertificateAuthority(name: "Another Root")
    let before = try provider.tokenRequests().count
    let result = try await Command.run(
      Program.path, ["exchange", "link", "--callback", answer],
      environment: program.program.environment(["SSL_CERT_FILE": other.certificate]),
      inheriting: false)
    #expect(result.status != 0 && result.errors.contains("not trusted"))
    #expect(try provider.tokenRequests().count == before)
  }

  @Test(arguments: ["http://127.0.0.1:1", "http://login.example.com", "localhost:8443"])
  func `an authority without TLS is no setting`(authority: String) async throws {
    let program = try Program()
    let result = try await program.run("set", "exchange.authority=\(authority)")
    #expect(result.status != 0 && result.errors.contains("https://"))
  }
}
