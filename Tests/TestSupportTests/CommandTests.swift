import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  @Test func `a program's output, errors and status come back`() async throws {
    let result = try await Command.run(
      "sh", ["-c", "cat; echo oh no >&2; exit 3"], input: Data("hello".utf8))
    #expect(result.output == "hello")
    #expect(result.errors == "oh no\n")
    #expect(result.status == 3)
  }

  @Test func `much input and output do not block each other`() async throws {
    let much = Data(repeating: 65, count: 3_000_000)
    let result = try await Command.run("cat", input: much)
    #expect(result.outputData == much)
  }

  @Test func `a program that takes too long is ended with its children`() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: TestFailure.self) {
      try await Command.run(
        "sh", ["-c", "sleep 1000 & echo $! >\(folder.file("pid")); wait"], timeout: 1)
    }
    let pid = try #require(Int32(folder.text("pid").trimmingCharacters(in: .newlines)))
    try await Waiting.until("the child's end") { () async in Processes.isRunning(pid) ? nil : true }
  }

  @Test func `the environment is added to, or replaced`() async throws {
    let added = try await Command.run("env", environment: ["COLOUR": "blue"])
    #expect(added.output.contains("COLOUR=blue"))
    #expect(added.output.contains("PATH="))
    let alone = try await Command.run("env", environment: ["COLOUR": "blue"], inheriting: false)
    #expect(alone.output == "COLOUR=blue\n")
  }

  @Test func `a program that does not exist is told`() async throws {
    await #expect(throws: TestFailure.self) { try await Command.run("/no/such/program") }
  }
}
