import TestSupport
import Testing

@Suite struct PosternTests {
  @Test func `version and help are data and succeed`() async throws {
    let program = try Program()
    #expect(try await program.succeed("--version").hasPrefix("postern "))
    for words in [["--help"], ["help"], ["help", "set"], ["set", "-h"]] {
      let result = try await Command.run(
        Program.path, words, environment: program.environment(), inheriting: false)
      #expect(result.status == 0, "\(words)")
      #expect(result.output.contains("USAGE: postern"), "\(words)")
      #expect(result.errors.isEmpty)
    }
  }

  @Test func `every command's help has examples`() async throws {
    let program = try Program()
    for command in ["setup", "show", "set", "password", "check", "practice", "export", "import"] {
      let help = try await program.succeed(command, "--help")
      #expect(help.contains("EXAMPLES"), "\(command)")
    }
  }

  @Test(arguments: [
    ["nonsense"], ["show", "--nonsense"], ["show", "a", "b"], ["set"], ["password"],
    ["password", "set"], ["password", "read", "smtp"], ["practice", "--port", "x"],
    ["setup", "--section", "nonsense"], ["--nonsense"], ["--home"], ["check", "--home"],
    ["practice", "--port", "70000"],
  ])
  func `wrong usage ends with 64 and a message`(words: [String]) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.speaksForItself, "\(result.errors)")
  }

  @Test func `a mistyped command is recognized`() async throws {
    let result = try await Program().run("chekc")
    #expect(result.errors.contains("did you mean check?"))
  }

  @Test func `data that cannot be written ends with 74`() async throws {
    let program = try Program()
    let result = try await Command.run(
      "sh", ["-c", "'\(Program.path)' show > /dev/full"], environment: program.environment(),
      inheriting: false)
    #expect(result.status == 74)
    #expect(result.speaksForItself)
  }

  @Test func `hostile words do not reach the terminal`() async throws {
    let result = try await Program().run("show", "\u{1B}[2J\u{9B}31m")
    #expect(result.status == 64)
    #expect(!result.errors.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
  }
}
