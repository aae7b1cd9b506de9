import MailDiagnosis
import TestSupport
import Testing

/// What `postern test` refuses before it opens a connection.
@Suite struct TestRefusalTests {
  @Test(arguments: [
    ["test"], ["test", "--to", "nobody"], ["test", "--to", ""], ["test", "--to", "a@b\r\nc"],
    ["test", "--to", "a@b.example", "--timeout", "0"],
    ["test", "--to", "a@b.example", "--timeout", "x"],
    ["test", "--to", "a@b.example", "--json", "--to"],
  ])
  func `wrong usage ends with 64 and no document`(words: [String]) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.speaksForItself)
  }

  @Test func `an incomplete set-up ends with 78, the document says which key`() async throws {
    let program = try Program()
    try await program.succeed(
      "set", "system.address=app@example.org", "smtp.server=localhost",
      "authentication.mode=incoming-first", "smtp.encryption=ssl")
    let result = try await program.run("test", "--to", "a@example.org", "--json")
    #expect(result.status == 78)
    #expect(result.errors.isEmpty)
    let document = try result.document(TestDocument.self)
    #expect(document.outcome == .failed)
    #expect(document.diagnosis?.id == "settings.invalid")
    #expect(document.diagnosis?.cause == "The incoming mailbox server is needed.")
    #expect(
      document.progress == [
        "incoming pending", "resolve pending", "connect pending", "encryption pending",
        "certificate pending", "greeting pending", "authentication pending", "sender pending",
        "recipient pending", "message pending",
      ])
    let text = try await program.run("test", "--to", "a@example.org")
    #expect(text.status == 78)
    #expect(text.output.isEmpty)
    #expect(text.errors.contains("incoming.server: The incoming mailbox server is needed."))
    #expect(text.errors.contains("postern check names everything"))
    for words in [["test", "--to", "a@example.org"], ["limit", "find", "--yes"], ["relay"]] {
      let named = try await Command.run(
        Program.path, words + ["--home", program.home], environment: program.environment(),
        inheriting: false)
      #expect(named.errors.contains("postern check --home \(program.home) names everything"))
    }
  }

  @Test func `a stored password is not sent to another server`() async throws {
    let program = try Program()
    let server = try ScriptedServer([.silence])
    try await program.succeed(
      "set", "system.address=app@example.org", "smtp.server=mail.example.com",
      "smtp.port=\(server.port)", "authentication.mode=password", "authentication.user=alice")
    try await program.succeed("password", "set", "smtp", input: "hunter2\n")
    try await program.succeed("set", "smtp.server=127.0.0.1")
    let result = try await program.run("test", "--to", "a@example.org", "--json")
    #expect(result.status == 78)
    #expect(try result.document(TestDocument.self).diagnosis?.id == "settings.invalid")
    #expect(result.output.contains("was given for mail.example.com"))
    #expect(server.connections.isEmpty)
  }

  @Test func `broken and insecure files end with 78`() async throws {
    let program = try Program()
    try program.write("postern.toml", "[smtp\n")
    let broken = try await program.run("test", "--to", "a@example.org", "--json")
    #expect(broken.status == 78)
    #expect(try broken.document(TestDocument.self).diagnosis?.cause.contains("line 1") == true)
    try program.write("postern.toml", "")
    try program.write("secrets.toml", "[smtp]\npassword = \"hunter2\"\n", mode: 0o640)
    let open = try await program.run("test", "--to", "a@example.org")
    #expect(open.status == 78)
    #expect(open.errors.contains("chmod 600"))
  }

}
