import Foundation
import TestSupport
import Testing

@Suite struct PracticeCommandTests {
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

  @Test func `without free descriptors it waits, and serves again once there are some`()
    async throws
  {
    let limited = try Limited()
    let program = limited.program
    let log = program.folder.file("practice.log")
    let process = try ChildProcess(
      "setpriv", limited.words(["--nofile=24"], ["practice"]), environment: program.environment(),
      inheriting: false, folder: program.folder.path, log: log)
    defer { process.terminate() }
    let port = try await Waiting.until("the practice server's port") { () async -> Int? in
      program.folder.text("practice.log").firstMatch(of: /port ([0-9]+)\./).flatMap { Int($0.1) }
    }
    let script = """
      import os, resource, socket, sys, time
      port, pid = int(sys.argv[1]), sys.argv[2]
      def computed():
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
      crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
      time.sleep(1)
      before = computed()
      time.sleep(3)
      assert computed() - before < 1, "a busy loop"
      for one in crowd: one.close()
      late = socket.create_connection(("127.0.0.1", port), timeout=20)
      assert late.recv(100).startswith(b"220 "), "not served again"
      """
    let result = try await Command.run("python3", ["-c", script, "\(port)", "\(process.pid)"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(process.status == nil)
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
