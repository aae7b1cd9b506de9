import Foundation
import MailDiagnosis
import TestSupport
import Testing

@Suite struct TestCommandTests {
  static let postfix = Shared {
    let logins = try DovecotServer(users: ["alice": "open sesame"])
    return try PostfixServer(
      ports: ["plain": .plain, "login": PostfixPort(.none, login: .required)], logins: logins)
  }

  /// A program whose set-up sends to this port of the loopback.
  private func program(port: Int, _ more: String...) async throws -> Program {
    let program = try Program()
    let words =
      ["set", "smtp.server=127.0.0.1", "smtp.port=\(port)", "system.address=app@example.org"] + more
    let result = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    #expect(result.status == 0, "\(result.errors)")
    return program
  }

  private let plain = [
    "resolve passed", "connect passed", "greeting passed", "encryption skipped",
    "certificate skipped", "authentication skipped", "sender passed", "recipient passed",
  ]

  @Test func `a test e-mail arrives at a real server, and the document says so`() async throws {
    let server = try await Self.postfix.get()
    let program = try await program(port: server.port("plain"))
    let result = try await program.run("test", "--to", "json@example.org", "--json")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let document = try result.document(TestDocument.self)
    #expect(document.schema == 1)
    #expect(document.outcome == .delivered)
    #expect(document.progress == plain + ["message passed"])
    #expect(document.tls == nil && document.authenticated == nil && document.diagnosis == nil)
    #expect(document.stages.first { $0.stage == .connect }?.milliseconds != nil)
    let mail = try #require(try await server.inbox(of: "json@example.org").first)
    let id = try #require(document.messageID)
    #expect(id.hasPrefix("<") && id.hasSuffix(">"))
    #expect(String(decoding: mail, as: UTF8.self).contains(id))
    let raw = try #require(
      JSONSerialization.jsonObject(with: result.outputData) as? [String: Any])
    #expect(Set(raw.keys) == Set(TestDocument.keys))
    for stage in try #require(raw["stages"] as? [[String: Any]]) {
      #expect(Set(stage.keys) == ["stage", "state", "milliseconds", "detail"])
    }
  }

  @Test func `a proxy in the environment does not count`() async throws {
    let server = try await Self.postfix.get()
    let program = try await program(port: server.port("plain"))
    let names = ["ALL_PROXY", "all_proxy", "http_proxy", "https_proxy", "HTTPS_PROXY"]
    let result = try await program.run(
      "test", "--to", "proxy@example.org",
      environment: Dictionary(uniqueKeysWithValues: names.map { ($0, "http://127.0.0.1:1") }))
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func `for people there are the stages and the words that mail works`() async throws {
    let server = try await Self.postfix.get()
    let program = try await program(port: server.port("plain"))
    let result = try await program.run("test", "--to", "human@example.org")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("✓ resolve") == true)
    #expect(lines.contains { $0.hasPrefix("– encryption") })
    #expect(
      lines.last?.hasPrefix("Mail works: delivered to human@example.org (message-id <") == true)
    let ascii = try await program.run(
      "test", "--to", "human@example.org", "--dry-run", environment: ["LC_ALL": "C"])
    #expect(ascii.output.hasPrefix("+ resolve"))
    #expect(ascii.outputData.allSatisfy { $0 < 0x80 })
  }

  @Test func `a dry run stops before the mail`() async throws {
    let server = try await Self.postfix.get()
    let program = try await program(port: server.port("plain"))
    let result = try await program.run("test", "--to", "dry@example.org", "--dry-run", "--json")
    #expect(result.status == 0)
    let document = try result.document(TestDocument.self)
    #expect(document.outcome == .accepted)
    #expect(document.progress == plain + ["message skipped"])
    #expect(document.messageID == nil)
    #expect(server.maildirs.mails(of: "dry@example.org").isEmpty)
  }

  @Test func `a login is told, and a wrong password ends with 77`() async throws {
    let server = try await Self.postfix.get()
    let program = try await program(
      port: server.port("login"), "authentication.mode=password", "authentication.user=alice",
      "authentication.mechanism=PLAIN")
    try await program.succeed("password", "set", "smtp", input: "open sesame\n")
    let right = try await program.run("test", "--to", "login@example.org", "--json")
    #expect(try right.document(TestDocument.self).authenticated == "PLAIN")
    #expect(right.status == 0)
    try await program.succeed("password", "set", "smtp", input: "wrong-secret\n")
    let file = program.folder.file("transcript")
    let wrong = try await program.run(
      "test", "--to", "login@example.org", "--json", "--transcript", file)
    #expect(wrong.status == 77)
    let document = try wrong.document(TestDocument.self)
    #expect(document.outcome == .failed && document.messageID == nil)
    #expect(document.diagnosis?.id == "auth.rejected")
    #expect(document.diagnosis?.stage == .authentication)
    #expect(document.diagnosis?.reply?.code == 535)
    #expect(document.diagnosis?.reply?.enhanced == "5.7.8")
    #expect(
      document.progress.suffix(4) == [
        "authentication failed", "sender pending", "recipient pending", "message pending",
      ])
    let transcript = program.folder.text("transcript")
    #expect(transcript.contains("S: 535"))
    let encoded = Data("\0alice\0wrong-secret".utf8).base64EncodedString()
    for text in [transcript, wrong.output, wrong.errors] {
      #expect(!text.contains("wrong-secret") && !text.contains(encoded))
    }
    let modes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(modes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `words of a hostile server are data`() async throws {
    let server = try ScriptedServer([
      .send("220 a\"b\\c \u{1B}[31m\u{202E}x\r\n"), .readLine,
      .send("250 ok\r\n"), .readLine, .send("550 5.7.1 \u{1B}]0;x\u{7}no \"way\" \u{9B}2J\r\n"),
      .silence,
    ])
    let program = try await program(port: server.port)
    let result = try await program.run("test", "--to", "x@example.org", "--json")
    let document = try result.document(TestDocument.self)
    #expect(document.diagnosis?.reply?.code == 550)
    #expect(document.diagnosis?.reply?.text.contains("no \"way\"") == true)
    #expect(result.outputData.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    let raw = try #require(
      JSONSerialization.jsonObject(with: result.outputData) as? [String: Any])
    let diagnosis = try #require(raw["diagnosis"] as? [String: Any])
    #expect(Set(TestDocument.diagnosisKeys).isSubset(of: diagnosis.keys))
  }

  @Test func `a refused connection names its stage`() async throws {
    let program = try await program(port: try FreePort.next())
    let result = try await program.run("test", "--to", "x@example.org", "--json")
    #expect(result.status == 69)
    let document = try result.document(TestDocument.self)
    #expect(document.progress.contains("connect failed"))
    #expect(document.diagnosis?.id == "connect.refused")
    let text = try await program.run("test", "--to", "x@example.org")
    #expect(text.output.contains("✗ connect"))
    #expect(text.output.contains("[connect.refused]"))
    #expect(text.output.hasSuffix("No mail was sent.\n"))
  }

  @Test func `a host without an address ends with 68`() async throws {
    let program = try await program(port: 25)
    try await program.succeed("set", "smtp.server=nowhere.invalid")
    let result = try await program.run("test", "--to", "x@example.org", "--json")
    #expect(result.status == 68)
    #expect(try result.document(TestDocument.self).progress.first == "resolve failed")
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a signal cancels a test of a silent server at once`(
    signal: Int32, status: Int32
  ) async throws {
    let server = try ScriptedServer([.silence])
    let program = try await program(port: server.port)
    let log = program.folder.file("out")
    let process = try ChildProcess(
      Program.path, ["test", "--to", "x@example.org", "--json"],
      environment: program.environment(), inheriting: false, log: log)
    try await server.waitForConnections(1)
    kill(process.pid, signal)
    let ended = try await Waiting.until("the end", within: 5) { () async in process.status }
    #expect(ended == status)
    let document = try JSONDecoder().decode(
      TestDocument.self, from: Data(contentsOf: URL(fileURLWithPath: log)))
    #expect(document.outcome == .cancelled)
    #expect(document.progress.contains("message pending"))
  }

  @Test func `a time-out ends a test of a silent server`() async throws {
    let server = try ScriptedServer([.silence])
    let program = try await program(port: server.port)
    let result = try await program.run("test", "--to", "x@example.org", "--json", "--timeout", "1")
    #expect(result.status == 69)
    #expect(try result.document(TestDocument.self).diagnosis?.id == "greeting.silent")
  }

  @Test func `while nobody answers the stages say what goes on`() async throws {
    let port = try FreePort.next()
    let dropping = try DroppingPort(port: port)
    let program = try await program(port: port)
    let result = try await program.run("test", "--to", "x@example.org", "--timeout", "8")
    #expect(result.output.contains("no answer; trying other ports"), "\(result)")
    withExtendedLifetime(dropping) {}
  }
}
