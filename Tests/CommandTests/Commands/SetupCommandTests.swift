import TestSupport
import Testing

@Suite struct SetupCommandTests {
  @Test(arguments: [[], ["setup"], ["setup", "--section", "server"], ["practice", "--wizard"]])
  func `with nothing on standard input it asks, changes nothing and ends with 75`(
    words: [String]
  ) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, words, environment: program.environment(["TERM": "xterm"]), inheriting: false)
    #expect(result.status == 75)
    #expect(result.output.hasPrefix("Line mode, since standard input is no terminal."))
    #expect(result.errors.contains("The input ended before Save: nothing was changed."))
    #expect(program.file("postern.toml").isEmpty)
  }
}
