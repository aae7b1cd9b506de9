import Foundation
import TestSupport
import Testing

/// What `postern test` says where there is no token, or where a server does not take it.
@Suite struct RefusedTokenTests {
  private struct Document: Decodable {
    struct Stage: Decodable {
      let stage: String
      let state: String
      let detail: String?
    }

    struct Microsoft: Decodable {
      let error: String
      let code: String?
      let text: String
      let correlationID: String?
      let timestamp: String?

      enum CodingKeys: String, CodingKey {
        case error, code, text, timestamp
        case correlationID = "correlation-id"
      }
    }

    struct Diagnosis: Decodable {
      let id: String
      let stage: String
      let advice: [String]
      let microsoft: Microsoft?
    }

    let stages: [Stage]
    let diagnosis: Diagnosis?
  }

  static let provider = Shared {
    try OpenIDProvider(certificates: CertificateAuthority(name: "Refusing Test Root"))
  }

  private func test(_ program: ExchangeProgram) async throws -> (Int32, Document) {
    let result = try await program.run(
      "test", "--to", "a@example.org", "--json", "--timeout", "30")
    return (result.status, try result.document(Document.self))
  }

  @Test func `without a link the token's stage fails, with status 77`() async throws {
    let program = try await ExchangeProgram(try await Self.provider.get())
    let (status, document) = try await test(program)
    #expect(status == 77)
    #expect(document.stages.first?.stage == "token" && document.stages.first?.state == "failed")
    #expect(document.diagnosis?.id == "exchange.not-linked")
    #expect(document.diagnosis?.stage == "token")
    #expect(document.diagnosis?.microsoft == nil)
  }

  @Test func `Microsoft's words are there to be quoted`() async throws {
    let provider = try OpenIDProvider(
      certificates: CertificateAuthority(name: "Refusing Test Root"))
    let program = try await ExchangeProgram(provider, flow: "app-only")
    #expect(try await program.run("exchange", "link").status == 0)
    try program.expireToken()
    try provider.next(
      .token,
      .error("invalid_client", code: 7_000_222, text: "The secret keys are expired.", status: 401))
    let (status, document) = try await test(program)
    #expect(status == 77)
    #expect(document.diagnosis?.id == "exchange.token")
    let microsoft = try #require(document.diagnosis?.microsoft)
    #expect(microsoft.error == "invalid_client" && microsoft.code == "AADSTS7000222")
    #expect(microsoft.text.contains("expired"))
    #expect(document.diagnosis?.advice.contains { $0.contains("Certificates & secrets") } == true)
    try provider.next(
      .token,
      .error("invalid_client", code: 7_000_222, text: "The secret keys are expired.", status: 401))
    let words = try await program.run("test", "--to", "a@example.org", "--timeout", "30")
    #expect(words.output.contains("Microsoft said: invalid_client: AADSTS7000222"))
  }

  // MARK: Real servers that refuse a token

  /// What a test comes to, once the provider gives such tokens, or the servers are so.
  private func refusal(
    flow: String = "delegated", _ more: [String] = [],
    _ arrange: (OpenIDProvider) throws -> Void
  ) async throws -> String? {
    let servers = try ExchangeServers()
    try arrange(servers.provider)
    let program = try await ExchangeProgram(servers.provider, flow: flow)
    let names = more.map { $0.prefix { $0 != "=" } + "=" }
    let usual = servers.settings(flow: flow).filter { line in
      !names.contains { line.hasPrefix($0) }
    }
    let settings = try await program.run(["set"] + usual + more)
    #expect(settings.status == 0, "\(settings.errors)")
    let link =
      flow == "delegated"
      ? try await program.link(try await program.answer())
      : try await program.run("exchange", "link")
    #expect(link.status == 0, "\(link.errors)")
    let (status, document) = try await test(program)
    #expect(status == 77)
    return document.diagnosis?.id
  }

  @Test func `a token for Graph is told from one without the permission`() async throws {
    let resource = try await refusal { provider in
      try provider.accessClaims(["aud": "https://graph.microsoft.com"])
    }
    #expect(resource == "exchange.resource")
    let permission = try await refusal { provider in
      try provider.accessClaims(["scp": "IMAP.AccessAsUser.All"])
    }
    #expect(permission == "exchange.permission")
  }

  @Test func `another user is told from SMTP AUTH that is off`() async throws {
    let identity = try await refusal(["exchange.user=bob@contoso.example"]) { _ in }
    #expect(identity == "exchange.identity")
    let off = try await refusal { try $0.set(.smtp, isOpen: false) }
    #expect(off == "auth.m365-smtp-disabled")
  }

  @Test func `an application that may not use the mailbox is told so`() async throws {
    let mailbox = try await refusal(
      flow: "app-only", ["exchange.mailbox=bob@contoso.example"]
    ) { _ in }
    #expect(mailbox == "exchange.mailbox-permission")
    let permission = try await refusal(flow: "app-only") { provider in
      try provider.accessClaims(["roles": [String]()])
    }
    #expect(permission == "exchange.permission")
  }
}
