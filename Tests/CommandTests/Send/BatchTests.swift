import Foundation
import TestSupport
import Testing

/// `postern send --batch`: many mails over few connections, and runs that were killed.
@Suite struct BatchTests {
  /// A mailbox file of so many mails to addresses of one name.
  private func mailbox(_ count: Int, _ name: String, in program: Program) throws -> String {
    let path = program.folder.file("\(name).mbox")
    let mails = (0..<count).map { index in
      """
      From someone Thu Jan  1 00:00:00 1970
      To: \(name)\(index % 10)@example.com
      Subject: mail \(index)
      Message-ID: <\(name).\(index)@test>

      Text \(index)
      >From the field
      >>From further

      .
      end

      """
    }
    try Data(mails.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private struct Line: Decodable {
    let index: Int
    let outcome: String
    let messageID: String?
    let seconds: Double

    enum CodingKeys: String, CodingKey {
      case index, outcome, seconds
      case messageID = "message-id"
    }
  }

  private func lines(_ output: String) throws -> [Line] {
    try output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  /// The subjects of all mails that a server has for a name.
  private func subjects(_ name: String, _ server: PostfixServer, count: Int) async throws
    -> [String]
  {
    var subjects: [String] = []
    for index in 0..<10 {
      let mails = try await server.inbox(of: "\(name)\(index)@example.com", count: count / 10)
      subjects += mails.compactMap { mail in
        String(decoding: mail, as: UTF8.self).split(separator: "\n")
          .first { $0.hasPrefix("Subject: ") }.map(String.init)
      }
    }
    return subjects.sorted()
  }

  @Test func `every mail arrives once, over as many connections as the limit allows`() async throws
  {
    let server = try await Blocking.run { try PostfixServer() }
    let program = try await SendCommandTests.program(
      at: server.port("plain"), ["connections.maximum=3"])
    let path = try mailbox(200, "batch", in: program)
    let result = try await program.run("send", "--batch", path)
    #expect(result.status == 0, "\(result.errors)")
    let lines = try lines(result.output)
    #expect(lines.map(\.index).sorted() == Array(0..<200))
    #expect(
      lines.allSatisfy { $0.outcome == "delivered" && $0.messageID == "<batch.\($0.index)@test>" })
    let expected = (0..<200).map { "Subject: mail \($0)" }.sorted()
    #expect(try await subjects("batch", server, count: 200) == expected)
    let mail = try #require(try await server.inbox(of: "batch0@example.com").first)
    let text = String(decoding: mail, as: UTF8.self)
    #expect(text.contains("\nFrom the field\n>From further\n\n.\nend\n"))
    let connects = server.log().split(separator: "\n").count {
      $0.contains(": disconnect from") && $0.contains("data=")
    }
    #expect(connects <= 3, "\(connects)")
    // A second run has nothing to do.
    let again = try await program.run("send", "--batch", path)
    #expect(again.status == 0 && again.output.isEmpty)
  }

  @Test func `a run that was killed is taken up exactly`() async throws {
    let server = try await Blocking.run { try PostfixServer() }
    let program = try await SendCommandTests.program(
      at: server.port("plain"), ["connections.maximum=4"])
    let path = try mailbox(600, "killed", in: program)
    var reported = 0
    for milliseconds in [150, 250, 400, 600] {
      let process = try ChildProcess(
        Program.path, ["send", "--batch", path], environment: program.environment(),
        log: program.folder.file("out"))
      try await Task.sleep(for: .milliseconds(milliseconds))
      kill(process.pid, SIGKILL)
      try Waiting.until("the end of the run") { process.status }
      reported += 1
    }
    let result = try await program.run("send", "--batch", path)
    let unknown = try lines(result.output).filter { $0.outcome == "unknown" }
    #expect(unknown.count <= 4 * reported, "\(unknown.count)")
    #expect(result.status == (unknown.isEmpty ? 0 : 69), "\(result.errors)")
    let last = try await program.run("send", "--batch", path, "--resend-unknown")
    #expect(last.status == 0, "\(last.errors)")
    #expect(try lines(last.output).count == unknown.count)
    // Nothing is lost; twice is only what was in doubt and sent on purpose.
    var counts: [String: Int] = [:]
    for subject in try await subjects("killed", server, count: 600) {
      counts[subject, default: 0] += 1
    }
    #expect(counts.count == 600)
    let twice = Set(counts.filter { $0.value > 1 }.keys)
    #expect(counts.values.allSatisfy { $0 <= 2 })
    #expect(twice.isSubset(of: Set(unknown.map { "Subject: mail \($0.index)" })), "\(twice)")
  }

  @Test func `the progress stays on the screen from mail to mail`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let program = try await SendCommandTests.program(at: server.port)
    let path = try mailbox(30, "bar", in: program)
    let command = "'\(Program.path)' send --batch '\(path)' >/dev/null"
    let result = try await Command.run(
      "script", ["-qec", command, "/dev/null"], environment: program.environment())
    let screens = result.output.components(separatedBy: "\r\u{1B}[K").dropFirst()
    #expect(result.status == 0 && screens.first?.contains("1 delivered") == true)
    #expect(screens.count { $0.isEmpty } == 1 && screens.last?.isEmpty == true, "\(screens)")
  }

  @Test func `a server that ends sessions, or limits them, is connected to anew`() async throws {
    let server = try await Blocking.run {
      try PostfixServer(
        ports: [
          "short": PostfixPort(options: [
            "smtpd_client_message_rate_limit": "0", "smtpd_junk_command_limit": "100",
          ])
        ])
    }
    let program = try await SendCommandTests.program(
      at: server.port("short"), ["connections.maximum=2"])
    let path = try mailbox(50, "short", in: program)
    #expect(try await program.run("send", "--batch", path).status == 0)
    let scripted = try ScriptedServer(
      smtp: SMTPDialogue(
        ["EHLO": .ehlo(["PIPELINING", "LIMITS MAILMAX=3 RCPTMAX=1"])]))
    let limited = try await SendCommandTests.program(at: scripted.port, ["connections.maximum=1"])
    let file = try mailbox(10, "limited", in: limited)
    let result = try await limited.run("send", "--batch", file)
    #expect(result.status == 0, "\(result.errors)")
    #expect(scripted.connections.count == 4)
  }

  @Test func `a deferred mail is tried again, and one that is refused is not`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(
        sequences: [
          "RCPT TO:<slow0": [.text("450 4.2.0 greylisted"), .text("250 ok")],
          "RCPT TO:<slow1": [.text("550 5.1.1 no such user")],
        ]))
    let program = try await SendCommandTests.program(at: server.port, ["connections.maximum=1"])
    let path = try mailbox(3, "slow", in: program)
    let result = try await program.run("send", "--batch", path)
    #expect(result.status == 67, "\(result.errors)")
    let outcomes = try lines(result.output).sorted { $0.index < $1.index }.map(\.outcome)
    #expect(outcomes == ["delivered", "failed", "delivered"])
  }

  @Test func `a killed run has sent nothing that the next one sends to the same recipient`()
    async throws
  {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(
        sequences: ["RCPT TO:<late": [.text("450 4.2.0 greylisted"), .text("250 ok")]]))
    let program = try await SendCommandTests.program(at: server.port, ["connections.maximum=1"])
    let path = program.folder.file("split.mbox")
    let mail = """
      From x Thu Jan  1 00:00:00 1970
      To: "early a"@example.com, late@example.com

      Text

      """
    try Data(mail.utf8).write(to: URL(fileURLWithPath: path))
    let process = try ChildProcess(
      Program.path, ["send", "--batch", path], environment: program.environment(),
      log: program.folder.file("out"))
    try Waiting.until("the note of the deferred recipient") {
      let journal = try? String(contentsOfFile: "\(path).postern-journal", encoding: .utf8)
      return journal?.contains("\nfailed 0 ") == true ? true : nil
    }
    kill(process.pid, SIGKILL)
    try Waiting.until("the end of the run") { process.status }
    let result = try await program.run("send", "--batch", path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try lines(result.output).map(\.outcome) == ["delivered"])
    let asked = server.connections.flatMap(\.lines).filter { $0.hasPrefix("RCPT") }
    #expect(asked.count { $0.contains("early") } == 1, "\(asked)")
    #expect(asked.count { $0.contains("late") } > 1, "\(asked)")
  }

  @Test func `mails of a pipe are told of while it is open, and a signal ends the wait`()
    async throws
  {
    let program = try await SendCommandTests.program()
    let mails = try Data(contentsOf: URL(fileURLWithPath: try mailbox(3, "piped", in: program)))
    let output = program.folder.file("out")
    let process = try ChildProcess(
      Program.path, ["send", "--batch", "-"], environment: program.environment(), log: output)
    process.write(mails)
    // The third mail may go on.
    try Waiting.until("the reports of two mails") {
      let text = try? String(contentsOfFile: output, encoding: .utf8)
      return text.map { $0.split(separator: "\n").count == 2 } == true ? true : nil
    }
    kill(process.pid, SIGTERM)
    #expect(try Waiting.until("the end", within: 5) { process.status } == 143)
  }

  @Test func `a mail at which each session ends does not keep the others`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: ["RCPT TO:<poison0": [.text("421 4.3.0 bye")]]))
    let program = try await SendCommandTests.program(at: server.port, ["connections.maximum=1"])
    let path = try mailbox(10, "poison", in: program)
    let output = program.folder.file("out")
    let process = try ChildProcess(
      Program.path, ["send", "--batch", path], environment: program.environment(), log: output)
    try Waiting.until("the other nine") {
      let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").count { $0.contains("delivered") } == 9 ? true : nil
    }
    #expect(process.status == nil, "the tenth is tried again")
  }

  @Test func `a refused sign-in ends the batch at once`() async throws {
    let server = try await SendCommandTests.postfix.get()
    let program = try await SendCommandTests.program(
      at: server.port("login"),
      [
        "authentication.mode=password", "authentication.user=alice",
        "smtp.allow-clear-text-password=true", "connections.maximum=2",
      ])
    try await program.succeed("password", "set", "smtp", input: "wrong\n")
    let path = try mailbox(50, "refused", in: program)
    let result = try await program.run("send", "--batch", path)
    #expect(result.status == 77, "\(result.errors)")
    let lines = try lines(result.output)
    #expect(lines.count == 50 && lines.allSatisfy { $0.outcome == "failed" })
    try await program.succeed("password", "set", "smtp", input: "open sesame\n")
    #expect(try await program.run("send", "--batch", path).status == 0)
  }

  @Test func `what is no mailbox file, or another one than before, is refused`() async throws {
    let program = try await SendCommandTests.program()
    let path = program.folder.file("x.mbox")
    try Data("Subject: a\n\nb\n".utf8).write(to: URL(fileURLWithPath: path))
    let result = try await program.run("send", "--batch", path)
    #expect(result.status == 65 && result.errors.contains("From "))
    let mails = try mailbox(10, "changed", in: program)
    #expect(try await program.run("send", "--batch", mails).status == 0)
    let text = try String(contentsOfFile: mails, encoding: .utf8)
    try Data(text.replacing("Text 3", with: "Text x").utf8).write(to: URL(fileURLWithPath: mails))
    let changed = try await program.run("send", "--batch", mails)
    #expect(changed.status == 65 && changed.errors.contains("--journal"), "\(changed.errors)")
    #expect(try await program.run("send", "--batch", "/nowhere").status == 74)
  }
}
