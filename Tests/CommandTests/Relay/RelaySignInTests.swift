import Foundation
import TestSupport
import Testing

/// How the relay signs in: once for many mails, and never in a storm.
@Suite struct RelaySignInTests {
  /// Hands in mails from so many clients at once; what each is told.
  private func storm(
    _ relay: RelayProcess, _ clients: Int, each count: Int = 1
  ) async throws -> [String] {
    let result = try await relay.python(
      """
      said = []
      def client(number):
          own = connect()
          for _ in range(\(count)):
              said.append(send(['storm@example.com'], 'Subject: s\\n\\nx', server=own))
      threads = [threading.Thread(target=client, args=(n,)) for n in range(\(clients))]
      for t in threads: t.start()
      for t in threads: t.join()
      for s in said: print(s)
      """)
    return result.output.split(separator: "\n").map(String.init)
  }

  private func program(at server: ScriptedServer, _ more: String...) async throws -> Program {
    let program = try await SendCommandTests.program(
      at: server.port, ["authentication.mode=password", "authentication.user=alice"] + more)
    try await program.succeed("password", "set", "smtp", input: "secret word\n")
    return program
  }

  @Test func `one sign-in serves many mails`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    let relay = try RelayProcess(try await program(at: server))
    #expect(try await storm(relay, 1, each: 20) == Array(repeating: "ok", count: 20))
    #expect(server.lines.filter { $0.hasPrefix("AUTH") }.count == 1)
    #expect(server.connections.count == 1)
  }

  @Test func `ten clients at once are one refused sign-in, and then none until the set-up changes`()
    async throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "EHLO": .ehlo(["AUTH PLAIN"]),
        "AUTH": .steps([.pause(milliseconds: 300), .send("535 5.7.8 no\r\n")]),
      ]))
    let program = try await program(at: server)
    let relay = try RelayProcess(program)
    for _ in 0..<2 {
      let said = try await storm(relay, 10)
      #expect(said.count == 10)
      #expect(said.allSatisfy { $0.contains("(451, ") && $0.contains("535 5.7.8 no") }, "\(said)")
    }
    #expect(server.lines.filter { $0.hasPrefix("AUTH") }.count == 1)
    #expect(!relay.told.contains("secret word"))
    try await program.succeed("password", "set", "smtp", input: "another word\n")
    _ = try await storm(relay, 3)
    #expect(server.lines.filter { $0.hasPrefix("AUTH") }.count == 2)
  }

  @Test func `a server that is away is asked by one mail at a time, and all are told`() async throws
  {
    let server = try ScriptedServer(smtp: SMTPDialogue(["greeting": .silence]))
    let program = try await program(at: server)
    let relay = try RelayProcess(program)
    async let said = storm(relay, 10)
    _ = try await server.waitForConnections()
    server.stop()
    let lines = try await said
    #expect(lines.count == 10 && lines.allSatisfy { $0.contains("(451, ") }, "\(lines)")
  }

  @Test func `a program that knows nothing of OAuth delivers by Exchange`() async throws {
    let servers = try ExchangeServers()
    let exchange = try await ExchangeProgram(servers.provider, flow: "app-only")
    let set = try await exchange.run(["set"] + servers.settings(flow: "app-only"))
    #expect(set.status == 0, "\(set.errors)")
    #expect(try await exchange.run("exchange", "link").status == 0)
    try exchange.expireToken()
    let before = try servers.provider.tokenRequests().count
    let relay = try RelayProcess(exchange.program, environment: exchange.environment)
    let said = try await storm(relay, 8, each: 3)
    #expect(said == Array(repeating: "ok", count: 24), "\(said) \(relay.told)")
    #expect(try servers.provider.tokenRequests().count == before + 1)
    #expect(try await servers.postfix.inbox(of: "storm@example.com", count: 24).count == 24)
  }
}
