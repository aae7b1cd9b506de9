import Foundation
import TestSupport
import Testing

/// `postern limit find` at servers that bear some connections.
@Suite struct LimitFindTests {
  static let postfix = Shared {
    try PostfixServer(
      ports: [
        "three": PostfixPort(options: [
          "smtpd_client_connection_count_limit": "3", "smtpd_client_event_limit_exceptions": "",
        ])
      ], options: ["smtpd_client_event_limit_exceptions": ""])
  }

  private struct Document: Decodable {
    struct Refusal: Decodable {
      let code: Int
      let text: String
    }

    struct Diagnosis: Decodable {
      let id: String
    }

    let schema: Int
    let accepted: Int
    let ceiling: Int
    let proposal: Int?
    let refusal: Refusal?
    let diagnosis: Diagnosis?
  }

  @Test func `real Postfix bears three, and that is proposed`() async throws {
    let server = try await Self.postfix.get()
    let program = try await SendCommandTests.program(
      at: server.port("three"), ["connections.maximum=1"])
    let result = try await program.run("limit", "find", "--yes", "--json")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let document = try result.document(Document.self)
    #expect(document.schema == 1 && document.accepted == 3 && document.proposal == 3)
    #expect(document.refusal?.code == 421 && document.ceiling == 20)
    #expect(document.diagnosis == nil)
    let words = try await program.run("limit", "find", "-y")
    #expect(words.output.contains("takes 3 connections at once"))
    #expect(words.output.contains("postern set connections.maximum=3"))
    #expect(words.output.contains("421"))
    #expect(program.file("postern.toml").contains("maximum = 1"))
    try await program.succeed("set", "connections.maximum=3")
    let again = try await program.run("limit", "find", "-y")
    #expect(again.output.contains("set so already") && !again.output.contains("postern set"))
  }

  @Test func `at the ceiling it stops, and everything is closed`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let program = try await SendCommandTests.program(at: server.port)
    let result = try await program.run("limit", "find", "--yes", "--json")
    let document = try result.document(Document.self)
    #expect(document.accepted == 20 && document.refusal == nil && document.proposal == 20)
    #expect(server.connections.count == 20)
    #expect(server.lines.count { $0 == "QUIT" } == 20)
    #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
  }

  @Test func `nobody is surprised: it asks first, and where it can't it does nothing`() async throws
  {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let program = try await SendCommandTests.program(at: server.port)
    let result = try await program.run("limit", "find")
    #expect(result.status == 64 && result.errors.contains("--yes"))
    #expect(server.connections.isEmpty)
  }

  @Test func `a server that is not there has the status of its diagnosis`() async throws {
    let program = try await SendCommandTests.program(at: try FreePort.next())
    let result = try await program.run("limit", "find", "--yes")
    #expect(result.status == 69 && result.output.contains("connect.refused"))
  }
}
