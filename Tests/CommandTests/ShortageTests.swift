import Foundation
import MailDiagnosis
import TestSupport
import Testing

/// What the system gives: threads, files, room in a file, standard descriptors.
@Suite struct ShortageTests {
  /// A program that is set up for a server that delivers; the host is a name, to be looked up.
  private func limited(port: Int) async throws -> Limited {
    let limited = try Limited()
    let result = try await limited.run(
      [], "set", "smtp.server=localhost", "smtp.port=\(port)", "system.address=app@example.org")
    #expect(result.status == 0, "\(result.errors)")
    return limited
  }

  @Test(arguments: [
    ["test", "--to", "a@example.org", "--timeout", "5"], ["certificate", "show", "--timeout", "5"],
    ["practice", "--port", "0"],
  ])
  func `without a thread a command ends at once with 71 and says what to raise`(
    words: [String]
  ) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let limited = try await limited(port: server.port)
    let result = try await Command.run(
      "setpriv", limited.words(["--nproc=1"], words), environment: limited.program.environment(),
      inheriting: false, timeout: 20)
    #expect(result.status == 71, "\(result.errors)")
    #expect(result.errors.contains("ulimit -u") && result.errors.contains("TasksMax"))
    #expect(result.speaksForItself)
    #expect(server.connections.isEmpty)
  }

  @Test func `without a thread the document of a test says so`() async throws {
    let limited = try await limited(port: 25)
    let result = try await limited.run(["--nproc=1"], "test", "--to", "a@example.org", "--json")
    #expect(result.status == 71)
    #expect(try result.document(TestDocument.self).diagnosis?.id == "system.limit")
  }

  @Test(arguments: 2...4)
  func `with few threads a test says what is missing, or sends`(threads: Int) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let limited = try await limited(port: server.port)
    let result = try await limited.run(
      ["--nproc=\(threads)"], "test", "--to", "a@example.org", "--json", "--timeout", "10")
    let document = try result.document(TestDocument.self)
    switch document.outcome {
    case .delivered: #expect(result.status == 0)
    case .failed, .accepted, .cancelled, .unknown:
      #expect(result.status == 71)
      #expect(document.diagnosis?.id == "system.limit")
    }
  }

  @Test(arguments: 4...12)
  func `with few files a test says what is missing, or sends`(files: Int) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let limited = try await limited(port: server.port)
    let result = try await limited.run(
      ["--nofile=\(files)"], "test", "--to", "a@example.org", "--timeout", "10")
    // Less than the loader of a program needs is not the program's to tell.
    guard !result.errors.contains("error while loading") else { return }
    #expect(![70, 78].contains(result.status) && result.status < 128, "\(result)")
    if result.status != 0 { #expect(!(result.output + result.errors).isEmpty) }
  }

  @Test(arguments: [0, 100])
  func `a limit on file sizes is an error with words, no death by a signal`(
    bytes: Int
  ) async throws {
    let limited = try await limited(port: 25)
    let long = String(repeating: "x", count: 200)
    let before = limited.program.file("postern.toml")
    let result = try await limited.run(["--fsize=\(bytes)"], "set", "system.name=\(long)")
    #expect(result.status == 74, "\(result)")
    #expect(result.errors.contains("File too large"))
    #expect(limited.program.file("postern.toml") == before)
    let secret = try await limited.run(["--fsize=\(bytes)"], "password", "set", "smtp", input: long)
    #expect(secret.status == 74)
    #expect(!secret.errors.contains("xxxx"))
  }

  @Test func `no core file and no other process can show the memory`() async throws {
    let limited = try Limited()
    let process = try ChildProcess(
      "setpriv", limited.words(["--core=unlimited"], ["practice"]),
      environment: limited.program.environment(), inheriting: false,
      folder: limited.program.folder.path, log: limited.program.folder.file("log"))
    defer { process.terminate() }
    try await Waiting.until("the server") { () async -> Bool? in
      limited.program.folder.text("log").contains("Ctrl-C") ? true : nil
    }
    let folder = "/proc/\(process.pid)"
    let limits = try String(contentsOfFile: folder + "/limits", encoding: .utf8)
    #expect(limits.contains(#/Max core file size +0 /#))
    // proc(5): what belongs to root although the process is another user's is not dumpable.
    let owner = try FileManager.default.attributesOfItem(atPath: folder + "/environ")[
      .ownerAccountID]
    #expect(owner as? Int == 0)
  }
}
