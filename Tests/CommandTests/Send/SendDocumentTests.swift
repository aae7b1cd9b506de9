import Foundation
import TestSupport
import Testing

/// `postern send --json` for what is not even tried.
@Suite struct SendDocumentTests {
  /// The document of `postern send --json` with its diagnosis.
  private struct Document: Decodable {
    struct Recipient: Decodable {
      let address: String
      let outcome: String
    }

    struct Diagnosis: Decodable {
      let id: String
      let cause: String
      let advice: [String]
      let responsible: String
      let fix: [String: String]?
      let key: String?
    }

    let schema: Int
    let outcome: String
    let messageID: String?
    let recipients: [Recipient]
    let diagnosis: Diagnosis

    enum CodingKeys: String, CodingKey {
      case schema, outcome, recipients, diagnosis
      case messageID = "message-id"
    }
  }

  /// A program whose set-up names a server that is never asked.
  private func program(_ more: String...) async throws -> Program {
    try await SendCommandTests.program(at: 9, more)
  }

  private func failed(
    _ program: Program, _ words: [String], _ message: String, _ status: Int32,
    _ more: [String: String] = [:]
  ) async throws -> Document {
    let result = try await Command.run(
      Program.path, ["send", "--json"] + words, input: Data(message.utf8),
      environment: program.environment(more), inheriting: false)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.speaksForItself, "\(result.errors)")
    let keys = try JSONSerialization.jsonObject(with: result.outputData) as? [String: Any]
    #expect(keys?["message-id"] != nil, "the member is there, null or not")
    let document = try result.document(Document.self)
    #expect(document.schema == 1 && document.outcome == "failed")
    #expect(document.recipients.allSatisfy { $0.outcome == "failed" })
    #expect(!document.diagnosis.cause.contains("Nothing was sent"))
    #expect(!document.diagnosis.cause.isEmpty && document.diagnosis.responsible == "you")
    return document
  }

  @Test(
    arguments: [
      (["bad@"], "a: b\n\nc", 65, "recipient.invalid", ["bad@"]),
      (
        ["one@example.com", "stranger", "bad@"], "a: b\n\nc", 65, "recipient.invalid",
        ["one@example.com", "stranger", "bad@"]
      ),
      (
        ["-t"], "To: `id`, ann@example.com\n\nc", 65, "recipient.invalid",
        ["ann@example.com", "`id`"]
      ),
      (["a@example.com"], "a: b\n\nc\0d", 65, "message.invalid", ["a@example.com"]),
      ([], "a: b\n\nc", 64, "usage.invalid", []), (["-t"], "a: b\n\nc", 65, "message.invalid", []),
      ([""], "a: b\n\nc", 65, "message.invalid", []),
      (["--event", "user", "a@example.com"], "a: b\n\nc", 64, "usage.invalid", ["a@example.com"]),
      (
        ["--actor", "ann@example.com", "a@example.com"], "a: b\n\nc", 64, "usage.invalid",
        ["a@example.com"]
      ),
      (["--wait", "soon", "a@example.com"], "a: b\n\nc", 64, "usage.invalid", []),
      (["--event=sometimes", "a@example.com"], "a: b\n\nc", 64, "usage.invalid", []),
      (["a@example.com", "-f"], "a: b\n\nc", 64, "usage.invalid", []),
    ] as [([String], String, Int32, String, [String])])
  func `what is wrong has a document too`(
    words: [String], message: String, status: Int32, id: String, recipients: [String]
  ) async throws {
    let document = try await failed(try await program(), words, message, status)
    #expect(document.diagnosis.id == id)
    #expect(document.recipients.map(\.address) == recipients)
    #expect(document.messageID == nil)
  }

  @Test func `a name that the encoding cannot write is diagnosed as by test`() async throws {
    let program = try await program("message.encoding=US-ASCII")
    let document = try await failed(
      program, ["--event", "system", "-F", "Jörg", "a@example.com"],
      "Message-ID: <one@example.org>\n\nc", 65)
    #expect(document.diagnosis.id == "message.encoding")
    #expect(document.diagnosis.fix == ["message.encoding": "UTF-8"])
    #expect(document.diagnosis.cause.contains("ö") && !document.diagnosis.advice.isEmpty)
    #expect(document.messageID == "<one@example.org>")
    #expect(document.recipients.map(\.address) == ["a@example.com"])
  }

  @Test func `a name without an alias has the command that mends it`() async throws {
    let program = try await program()
    let document = try await failed(
      program, ["--home", program.home, "stranger"], "a: b\n\nc", 65)
    #expect(
      document.diagnosis.advice == ["postern set aliases.stranger=address --home \(program.home)"])
    #expect(document.diagnosis.cause.hasPrefix("stranger is a name on this machine"))
  }

  @Test func `a set-up that is missing or cannot be read names its key or place`() async throws {
    let program = try Program()
    let missing = try await failed(program, ["a@example.com"], "a: b\n\nc", 78)
    #expect(missing.diagnosis.id == "settings.invalid" && missing.diagnosis.key != nil)
    #expect(missing.recipients.map(\.address) == ["a@example.com"])
    let home = try await failed(
      program, ["--home", program.home, "a@example.com"], "a: b\n\nc", 78)
    #expect(home.diagnosis.advice.first?.hasPrefix("postern check --home \(program.home) ") == true)
    try program.write("postern.toml", "[smtp\n")
    let broken = try await failed(program, ["a@example.com"], "a: b\n\nc", 78)
    #expect(broken.diagnosis.id == "settings.invalid")
    #expect(broken.diagnosis.cause.contains("line 1"))
  }
}
