import Foundation
import TestSupport
import Testing

@Suite struct PracticeTests {
  /// A practice server in a process of its own.
  private func start(_ program: Program, _ words: [String]) async throws -> (ChildProcess, Int) {
    let log = program.folder.file("practice.log")
    let process = try ChildProcess(
      Program.path, ["practice"] + words, environment: program.environment(), inheriting: false,
      folder: program.folder.path, log: log)
    let port = try await Waiting.until("the practice server's port") { () async -> Int? in
      program.folder.text("practice.log").firstMatch(of: /port ([0-9]+)\./).flatMap { Int($0.1) }
    }
    return (process, port)
  }

  @Test func `mails are written to the Maildir and told, and a signal ends it in order`()
    async throws
  {
    let program = try Program()
    let (process, port) = try await start(program, ["--mailbox", "mails"])
    let sent = try await Command.run(
      "swaks",
      ["--server", "127.0.0.1:\(port)", "--from", "a@example.org", "--to", "b@example.org"])
    #expect(sent.status == 0)
    try await Waiting.until("the delivery") { () async -> Bool? in
      program.folder.text("practice.log").contains(
        "Delivered from <a@example.org> to b@example.org")
        ? true : nil
    }
    let mails = try FileManager.default.contentsOfDirectory(
      atPath: program.folder.file("mails/new"))
    #expect(mails.count == 1)
    kill(process.pid, SIGTERM)
    let status = try await Waiting.until("its end") { () async in process.status }
    #expect(status == 0)
  }

  @Test func `a port in use is told`() async throws {
    let program = try Program()
    let (process, port) = try await start(program, [])
    let result = try await program.run("practice", "--port", "\(port)")
    #expect(result.status == 69)
    #expect(result.errors.contains("Port \(port) is already in use"))
    process.terminate()
  }
}
