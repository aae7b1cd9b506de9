import Foundation
import TestSupport
import Testing

/// From a sign-in to a delivered mail, by real servers that ask the provider whose a token is.
@Suite struct SendingByTokenTests {
  static let servers = Shared { try ExchangeServers() }

  /// A set-up for servers of its own or shared ones, not linked yet.
  private func program(
    _ servers: ExchangeServers, flow: String = "delegated", _ more: String...
  ) async throws -> ExchangeProgram {
    let program = try await ExchangeProgram(servers.provider, flow: flow)
    let words = ["set"] + servers.settings(flow: flow) + more
    let result = try await program.run(words)
    guard result.status == 0 else { throw TestFailure(result.errors) }
    return program
  }

  private func send(
    _ program: ExchangeProgram, to recipient: String
  ) async throws -> CommandResult {
    try await program.run("test", "--to", recipient, "--json", "--timeout", "40")
  }

  @Test func `a person's sign-in sends, and the mail is there`() async throws {
    let servers = try await Self.servers.get()
    let program = try await program(servers)
    #expect(try await send(program, to: "early@example.org").status == 77)
    #expect(try await program.link(try await program.answer()).status == 0)
    let result = try await send(program, to: "delegated@example.org")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let mail = try #require(try await servers.postfix.inbox(of: "delegated@example.org").first)
    #expect(String(decoding: mail, as: UTF8.self).contains("alice@contoso.example"))
  }

  @Test func `an application alone sends from its mailbox`() async throws {
    let servers = try await Self.servers.get()
    let program = try await program(servers, flow: "app-only")
    #expect(try await program.run("exchange", "link").status == 0)
    let result = try await send(program, to: "app-only@example.org")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    _ = try await servers.postfix.inbox(of: "app-only@example.org")
  }

  @Test func `an application signs in by its certificate`() async throws {
    let pair = try CertificateAuthority.selfSigned(CertificateRequest(key: .rsa(2048)))
    var registration = OpenIDProvider.Registration()
    registration.clientCertificate = pair.certificate
    let servers = try ExchangeServers(registration)
    chmod(pair.key, 0o600)
    let program = try await program(
      servers, flow: "app-only", "exchange.client-certificate=\(pair.certificate)",
      "exchange.client-key=\(pair.key)")
    let link = try await program.run("exchange", "link")
    #expect(link.status == 0, "\(link.errors)\(servers.provider.log().suffix(2000))")
    let result = try await send(program, to: "certificate@example.org")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    chmod(pair.key, 0o644)
    let open = try await program.run("exchange", "link")
    #expect(open.status != 0 && open.errors.contains("chmod 600"))
  }

  @Test func `an expired token is renewed once for ten processes at once`() async throws {
    let servers = try ExchangeServers()
    let program = try await program(servers)
    #expect(try await program.link(try await program.answer()).status == 0)
    try program.expireToken()
    let before = try servers.provider.tokenRequests().count
    let results = try await withThrowingTaskGroup(of: CommandResult.self) { group in
      for index in 0..<10 {
        group.addTask { try await send(program, to: "ten-\(index)@example.org") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.output))")
    let requests = try servers.provider.tokenRequests().dropFirst(before).map(\.grant)
    #expect(requests == ["refresh_token"])
    for index in 0..<10 { _ = try await servers.postfix.inbox(of: "ten-\(index)@example.org") }
  }

  /// Killed at moments all over a renewal; the provider revokes everything where a refresh token is
  /// used twice, so that a lost one shows.
  @Test func `kill -9 around a renewal loses no link unsaid`() async throws {
    let provider = try OpenIDProvider(
      certificates: CertificateAuthority(name: "Killing Test Root"))
    let program = try await ExchangeProgram(
      provider, "exchange.server=localhost", "exchange.port=1")
    #expect(try await program.link(try await program.answer()).status == 0)
    var endings: [String: Int] = [:]
    for round in 0..<100 {
      try program.expireToken()
      let process = try ChildProcess(
        Program.path, ["test", "--to", "a@example.org", "--timeout", "20"],
        environment: program.environment, inheriting: false, folder: program.program.folder.path)
      // Spread over the whole of it: start, request, answer, save.
      usleep(UInt32(round % 50) * 1_500)
      kill(process.pid, SIGKILL)
      process.terminate()
      try program.expireToken()
      let next = try await program.run(
        "test", "--to", "a@example.org", "--json", "--timeout", "20")
      let id = try next.document(Failed.self).diagnosis.id
      endings[id, default: 0] += 1
      let status = try await program.status()
      if id == "exchange.sign-in-needed" {
        #expect(status.signInNeeded?.error == "invalid_grant")
        #expect(try await program.link(try await program.answer()).status == 0)
      } else {
        // The token was there: what fails is the server that is none.
        #expect(id == "connect.refused", "round \(round): \(next.output)")
        #expect(status.linked && status.signInNeeded == nil)
      }
    }
    #expect(endings["connect.refused", default: 0] > 50, "\(endings)")
  }

  private struct Failed: Decodable {
    struct Diagnosis: Decodable {
      let id: String
    }
    let diagnosis: Diagnosis
  }

  @Test func `no token is in any file but secrets.toml, and in no output`() async throws {
    let servers = try await Self.servers.get()
    let program = try await program(servers)
    let answer = try await program.answer()
    let link = try await program.link(answer)
    let transcript = program.program.folder.file("transcript")
    let sent = try await program.run(
      "test", "--to", "secret@example.org", "--transcript", transcript)
    #expect(sent.status == 0)
    let status = try await program.run("exchange", "status")
    let secrets = try program.tokens()
    #expect(secrets.count >= 3)
    let shown = [link, sent, status].map { $0.output + $0.errors }.joined()
    let files = try program.otherFiles()
    for secret in secrets {
      let forms = [
        secret, Data(secret.utf8).base64EncodedString(),
        String(
          Data("user=alice@contoso.example\u{1}auth=Bearer \(secret)\u{1}\u{1}".utf8)
            .base64EncodedString().prefix(60)),
      ]
      for form in forms {
        #expect(!shown.contains(form))
        #expect(!files.contains { $0.contains(form) })
      }
    }
  }
}

extension ExchangeProgram {
  private var secretsFile: String { program.home + "/secrets.toml" }

  /// Lets the access token have expired an hour ago.
  func expireToken() throws {
    let text = try String(contentsOfFile: secretsFile, encoding: .utf8)
    let past = "access-token-expires = \"2020-01-01T00:00:00Z\""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("access-token-expires") ? past : String($0)
    }
    try lines.joined(separator: "\n").write(
      toFile: secretsFile, atomically: false, encoding: .utf8)
  }

  /// The secrets that are stored.
  func tokens() throws -> [String] {
    try String(contentsOfFile: secretsFile, encoding: .utf8).split(separator: "\n")
      .filter { line in
        ["access-token =", "refresh-token =", "client-secret ="].contains { line.hasPrefix($0) }
      }
      .compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
  }

  /// The texts of all files of the set-up and beside it but the secrets'.
  func otherFiles() throws -> [String] {
    let folder = program.folder.path
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { !$0.hasSuffix("secrets.toml") }.compactMap {
      FileManager.default.contents(atPath: folder + "/" + $0).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }
}
