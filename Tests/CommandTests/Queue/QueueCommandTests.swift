import Foundation
import TestSupport
import Testing

/// `postern queue`, `mailq`, and what `postern send` keeps.
@Suite struct QueueCommandTests {
  /// A set-up whose server is away, with the queue on.
  private func program(_ more: String...) async throws -> Program {
    try await SendCommandTests.program(at: 9, ["queue.enabled=true"] + more)
  }

  private struct List: Decodable {
    struct Mail: Decodable {
      struct Diagnosis: Decodable {
        let id: String
        let cause: String
      }
      let id: String
      let since: String
      let nextTry: String?
      let tries: Int
      let sender: String
      let recipients: [String]
      let subject: String
      let bytes: Int
      let lastDiagnosis: Diagnosis?

      enum CodingKeys: String, CodingKey {
        case id, since, tries, sender, recipients, subject, bytes
        case nextTry = "next-try"
        case lastDiagnosis = "last-diagnosis"
      }
    }
    let schema: Int
    let waiting: [Mail]
    let failed: [Mail]
  }

  private func list(_ program: Program) async throws -> List {
    try await program.run("queue", "list", "--json").document(List.self)
  }

  private func reach(_ program: Program, _ port: String = "plain") async throws {
    let port = try await SendCommandTests.postfix.get().port(port)
    try await program.succeed("set", "smtp.port=\(port)")
  }

  @Test func `what cannot be sent waits, is listed, and goes out`() async throws {
    let program = try await program()
    #expect(try await program.run("queue").output == "Mail queue is empty\n")
    let sent = try await program.run(
      "send", "--json", "-f", "ann@example.net", "queued@example.com",
      input: "Subject: Grüße \u{1B}[31m\n\nx\n")
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(
      sent.output.contains("\"outcome\" : \"queued\"") && sent.output.contains("connect.refused"))
    let list = try await list(program)
    let mail = try #require(list.waiting.first)
    #expect(list.schema == 1 && list.waiting.count == 1 && list.failed.isEmpty)
    #expect(mail.sender == "ann@example.net" && mail.recipients == ["queued@example.com"])
    #expect(mail.tries == 1 && mail.lastDiagnosis?.id == "connect.refused" && mail.bytes > 100)
    #expect(mail.subject.hasPrefix("Grüße") && !mail.subject.contains("\u{1B}"))
    let shown = try await program.run("queue")
    #expect(
      shown.output.contains("\(mail.id)  ") && shown.output.contains("Nothing listens on port 9"))
    #expect(!shown.output.contains("\u{1B}"))
    let show = try await program.run("queue", "show", mail.id)
    #expect(show.output.contains("\nx\n") && show.errors.contains("[connect.refused]"))
    #expect(try await program.run("queue", "run").status == 75)
    try await reach(program)
    let run = try await program.run("queue", "run")
    #expect(
      run.status == 0 && run.output == "\(mail.id): delivered to queued@example.com\n",
      "\(run.errors)")
    #expect(try await SendCommandTests.postfix.get().inbox(of: "queued@example.com").count == 1)
    #expect(try await self.list(program).waiting.isEmpty)
    #expect(try await program.run("queue", "run").status == 0)
  }

  @Test func `one mail is tried or deleted by its name`() async throws {
    let program = try await program()
    for number in 0..<3 {
      try await program.succeed(
        "send", "chosen\(number)@example.com", input: "Subject: \(number)\n\nx\n")
    }
    let ids = try await list(program).waiting.map(\.id)
    #expect(ids.count == 3 && ids == ids.sorted())
    #expect(try await program.run("queue", "delete", ids[0]).status == 0)
    #expect(try await program.run("queue", "retry", ids[1]).status == 75)
    try await reach(program)
    #expect(try await program.run("queue", "retry", ids[1].uppercased()).status == 0)
    #expect(try await list(program).waiting.map(\.id) == [ids[2]])
    for words in [["delete", ids[0]], ["retry", ids[0]], ["show", "nonsense"]] {
      let result = try await Command.run(
        Program.path, ["queue"] + words, environment: program.environment(), inheriting: false)
      #expect(
        result.status == 64 && result.errors.contains("No mail in the queue"), "\(result.errors)")
    }
  }

  @Test func `mailq and sendmail's options reach it`() async throws {
    let program = try await program()
    let folder = program.folder
    for name in ["mailq", "sendmail"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(name), withDestinationPath: Program.path)
    }
    func run(_ name: String, _ words: [String] = [], _ input: String = "") async throws
      -> CommandResult
    {
      try await Command.run(
        folder.file(name), words, input: Data(input.utf8), environment: program.environment(),
        inheriting: false)
    }
    #expect(
      try await run("sendmail", ["-i", "mailq@example.com"], "Subject: s\n\nx\n").status == 0)
    let lists = [try await run("mailq").output, try await run("sendmail", ["-bp"]).output]
    #expect(lists[0] == lists[1] && lists[0].contains("mailq@example.com"))
    try await reach(program)
    #expect(try await run("sendmail", ["-q"]).status == 0)
    #expect(try await run("mailq").output == "Mail queue is empty\n")
    #expect(try await SendCommandTests.postfix.get().inbox(of: "mailq@example.com").count == 1)
  }

  @Test func `a broken set-up keeps mails, and a mended one sends them`() async throws {
    let program = try await program()
    try await program.succeed("set", "smtp.server=")
    let sent = try await program.run("send", "broken@example.com", input: "Subject: s\n\nx\n")
    #expect(sent.status == 0 && sent.errors.contains("settings.invalid"), "\(sent.errors)")
    let run = try await program.run("queue", "run")
    #expect(run.status == 75 && run.errors.contains("smtp.server"), "\(run.errors)")
    try await program.succeed("set", "smtp.server=127.0.0.1")
    try await reach(program)
    #expect(try await program.run("queue", "run").status == 0)
    #expect(try await SendCommandTests.postfix.get().inbox(of: "broken@example.com").count == 1)
  }

  @Test func `a final refusal is no matter of the queue`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["RCPT TO:<x": "550 5.1.1 No such user"]))
    let program = try await SendCommandTests.program(at: server.port, ["queue.enabled=true"])
    let all = try await program.run("send", "x@example.com", input: "Subject: s\n\nx\n")
    #expect(all.status == 67, "\(all.errors)")
    let some = try await program.run(
      "send", "x@example.com", "y@example.com", input: "Subject: s\n\nx\n")
    #expect(
      some.status == 67 && some.errors.contains("Not sent to x@example.com"), "\(some.errors)")
    #expect(try await list(program).waiting.isEmpty)
  }

  @Test func `the relay's queue is told of to users of its socket`() async throws {
    let program = try await program("relay.listen=127.0.0.1:2525")
    let relay = try RelayProcess(program)
    let said = try await relay.python(
      "server.ehlo(); server.mail('a'); server.rcpt('b@example.com'); print(server.data('Subject: s\\n\\nx'))",
      bySocket: true)
    let id = try #require(try await list(program).waiting.first?.id)
    #expect(said.output == "(250, b'2.0.0 queued as \(id)')\n")
  }
}
