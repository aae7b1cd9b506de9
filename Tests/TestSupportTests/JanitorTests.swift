import Foundation
import TestSupport
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
}
