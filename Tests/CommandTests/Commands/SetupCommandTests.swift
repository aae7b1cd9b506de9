import TestSupport
import Testing

@Suite struct SetupCommandTests {
  @Test(arguments: [[], ["setup"], ["setup", "--section", "server"], ["practice", "--wizard"]])
  func `without a terminal the wizard ends with 64 and says what else there is`(
    words: [String]
  ) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, words, environment: program.environment(["TERM": "xterm"]), inheriting: false)
    #expect(result.status == 64)
    #expect(result.errors.contains("needs a terminal"))
    #expect(result.errors.contains("postern set"))
    #expect(result.output.isEmpty)
  }
}
