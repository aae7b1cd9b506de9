import Foundation
import MailDiagnosis
import TestSupport
import Testing

/// Standard descriptors that are closed or take nothing, and transcripts that cannot be written.
@Suite struct OutputTests {
  private func shell(
    _ program: Program, _ words: String, input: String = ""
  ) async throws -> CommandResult {
    try await Command.run(
      "sh", ["-c", "\"$0\" \(words)", Program.path], input: Data(input.utf8),
      environment: program.environment(), inheriting: false, folder: program.folder.path)
  }

  @Test(arguments: [
    "show >/dev/full", "show --json >/dev/full", "show >&-", "--help >/dev/full",
    "check >/dev/full",
    "practice >/dev/full", "certificate list --json >&-", "--version >&-",
  ])
  func `data that cannot be written ends with 74 and a word`(words: String) async throws {
    let result = try await shell(try Program(), words)
    #expect(result.status == 74, "\(result)")
    #expect(result.errors.contains("cannot be written"))
    #expect(result.speaksForItself)
  }

  @Test func `a reader that goes early is told like a full disk`() async throws {
    let program = try Program()
    let result = try await shell(program, "--help 2>errors | true; cat errors")
    #expect(result.output.isEmpty || result.output.contains("cannot be written: Broken pipe"))
  }

  @Test func `a test whose report is lost has been sent all the same, and says so`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=127.0.0.1", "smtp.port=\(server.port)", "system.address=app@example.org")
    for words in ["test --to a@example.org >/dev/full", "test --to a@example.org --json >&-"] {
      let result = try await shell(program, words)
      #expect(result.status == 74)
      #expect(result.errors.contains("delivered to a@example.org"), "\(result.errors)")
    }
  }

  @Test(arguments: ["<&-", "<&- >&- 2>&-", "<&- 2>&-", "2>&-"])
  func `no file gets the number of a closed descriptor`(closed: String) async throws {
    let program = try Program()
    _ = try await shell(program, "set smtp.server=mail.example.com system.name=Somebody \(closed)")
    #expect(try await program.succeed("show", "system.name") == "Somebody\n")
    let settings = program.file("postern.toml")
    #expect(settings.contains("version = 1"))
    _ = try await shell(program, "password set smtp \(closed)")
    _ = try await shell(program, "show \(closed)")
    _ = try await shell(program, "bogus \(closed)")
    #expect(program.file("postern.toml") == settings)
    #expect(program.file("secrets.toml").isEmpty)
  }

  @Test(arguments: ["none/file", ".", "/dev/full", "pipe"])
  func `a transcript that cannot be written does not hide the report`(path: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let program = try Program()
    #expect(mkfifo(program.folder.file("pipe"), 0o600) == 0)
    try await program.succeed(
      "set", "smtp.server=127.0.0.1", "smtp.port=\(server.port)", "system.address=app@example.org")
    let text = try await program.run("test", "--to", "a@example.org", "--transcript", path)
    #expect(text.status == 74)
    #expect(text.output.contains("Mail works: delivered to a@example.org"))
    #expect(text.errors.contains("The transcript \(path) cannot be written"))
    let json = try await program.run(
      "test", "--to", "a@example.org", "--json", "--transcript", path)
    #expect(json.status == 74)
    #expect(try json.document(TestDocument.self).outcome == .delivered)
    #expect(json.errors.contains("cannot be written"))
  }

  @Test func `a failed test's own status counts more than its transcript's`() async throws {
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=127.0.0.1", "smtp.port=\(try FreePort.next())",
      "system.address=app@example.org")
    let result = try await program.run("test", "--to", "a@example.org", "--transcript", "/dev/full")
    #expect(result.status == 69)
    #expect(result.output.contains("[connect.refused]"))
    #expect(result.errors.contains("cannot be written"))
  }
}
