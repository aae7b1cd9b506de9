import Foundation
@testable import TestSupport
import Testing

@Suite struct JanitorTests {
  @Test func `a folder goes with its last reference`() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(folder?.path)
    #expect(FileManager.default.fileExists(atPath: path))
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a process goes with its last reference`() throws {
    var process: ChildProcess? = try ChildProcess("sleep", ["1000"])
    let pid = try #require(process?.pid)
    #expect(Processes.isRunning(pid))
    process = nil
    #expect(!Processes.isRunning(pid))
  }

  @Test func `what a killed test process leaves is cleared`() async throws {
    let folder = try TemporaryFolder()
    let process = try ChildProcess("sleep", ["1000"])
    let kept = try ChildProcess("sleep", ["1000"])
    let words = """
      +group \(process.pid)
      +group \(kept.pid)
      -group \(kept.pid)
      +folder \(folder.path)

      """
    let result = try await Command.run(
      "python3", ["-c", Janitor.program], input: Data(words.utf8))
    #expect(result.status == 0, "\(result.errors)")
    #expect(!Processes.isRunning(process.pid))
    #expect(Processes.isRunning(kept.pid))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }
}
