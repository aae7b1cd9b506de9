import Foundation
import TestSupport
import Testing

/// What `--json` of the commands that change a set-up tells.
@Suite struct ChangeDocumentTests {
  private struct Document: Decodable {
    let schema: Int
    let changed: [String]
  }

  private func changed(
    _ program: Program, _ words: [String], input: String = ""
  ) async throws -> [String] {
    let result = try await Command.run(
      Program.path, words + ["--json"], input: Data(input.utf8),
      environment: program.environment(), inheriting: false)
    #expect(result.status == 0, "\(result.errors)")
    let document = try result.document(Document.self)
    #expect(document.schema == 1)
    return document.changed
  }

  @Test func `set names the keys that have changed, and none the second time`() async throws {
    let program = try Program()
    let words = [
      "set", "smtp.server=mail.example.com", "smtp.port=587", "aliases.root=a@b.example",
    ]
    #expect(try await changed(program, words) == ["smtp.server", "smtp.port", "aliases.root"])
    #expect(try await changed(program, words) == [])
    #expect(try await changed(program, ["set", "smtp.port=", "aliases.root="]).count == 2)
  }

  @Test func `a password has changed where it or its server is another one`() async throws {
    let program = try Program()
    let words = ["password", "set", "smtp"]
    try await program.succeed("set", "smtp.server=mail.example.com")
    #expect(try await changed(program, words, input: "hunter2\n") == ["smtp.password"])
    #expect(try await changed(program, words, input: "hunter2\n") == [])
    try await program.succeed("set", "smtp.server=other.example")
    #expect(try await changed(program, words, input: "hunter2\n") == ["smtp.password"])
  }
}
