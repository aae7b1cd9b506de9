import TestSupport
import Testing

@Suite struct ArgumentsTests {
  /// Runs a command whose words a shell makes, since Swift's strings cannot hold them.
  private func shell(_ program: Program, _ words: String) async throws -> CommandResult {
    try await Command.run(
      "sh", ["-c", "exec \"$0\" \(words)", Program.path], environment: program.environment(),
      inheriting: false, folder: program.folder.path)
  }

  @Test(arguments: [
    "set system.name=\"$(printf 'caf\\351')\"", "test --to \"$(printf 'a\\377@example.org')\"",
    "show --home \"$(printf 'h\\300\\200')\"", "\"$(printf '\\377')\"",
    "show \"$(printf '\\355\\240\\200')\"",
    "password set \"$(printf 'geheim\\344')\"",
  ])
  func `an argument that is not UTF-8 is refused and nothing is mended`(words: String) async throws
  {
    let program = try Program()
    let result = try await shell(program, words)
    #expect(result.status == 64)
    #expect(result.errors.contains("not UTF-8"), "\(result.errors)")
    #expect(!result.errors.contains("geheim"))
    #expect(program.file("postern.toml").isEmpty)
  }

  @Test func `an argument in UTF-8 stays as it is`() async throws {
    let program = try Program()
    try await program.succeed("set", "system.name=Zürich 東京 🐧")
    #expect(try await program.succeed("show", "system.name") == "Zürich 東京 🐧\n")
  }

  @Test(arguments: [[], ["--home", "x"], ["--home=x"], ["--home", ""], ["--home="], ["--home"]])
  func `postern alone is the wizard, which asks line by line without a terminal`(words: [String])
    async throws
  {
    let program = try Program()
    let result = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false,
      folder: program.folder.path)
    let isWhole = words.isEmpty || words.last?.hasSuffix("x") == true
    #expect(result.status == (isWhole ? 75 : 64))
    #expect(isWhole ? result.output.hasPrefix("Line mode, ") : result.errors.contains("--home"))
  }
}
