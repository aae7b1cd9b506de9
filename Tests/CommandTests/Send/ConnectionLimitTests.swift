import Foundation
import TestSupport
import Testing

/// The limit of connections over all processes.
@Suite struct ConnectionLimitTests {
  /// The most sessions that were open at once, by Postfix's own log.
  private func mostAtOnce(_ log: String) -> Int {
    var (open, most) = (0, 0)
    for line in log.split(separator: "\n") {
      if line.contains("]: connect from ") { open += 1 }
      if line.contains("]: disconnect from ") { open -= 1 }
      most = max(most, open)
    }
    return most
  }

  @Test func `eight processes never have more connections than the limit, and lose nothing`()
    async throws
  {
    let server = try await Blocking.run { try PostfixServer() }
    try Waiting.until("the end of the first look") {
      server.log().contains("disconnect from") ? true : nil
    }
    let program = try await SendCommandTests.program(
      at: server.port("plain"), ["connections.maximum=3"])
    let count = 60
    let results = try await withThrowingTaskGroup(of: CommandResult.self) { group in
      for process in 0..<8 {
        let path = program.folder.file("\(process).mbox")
        let mails = (0..<count).map {
          "From x Thu Jan  1 00:00:00 1970\nTo: limit\(process)@example.com\nSubject: \($0)\n\nx\n\n"
        }
        try Data(mails.joined().utf8).write(to: URL(fileURLWithPath: path))
        group.addTask { try await program.run("send", "--batch", path, "--wait", "120") }
      }
      for process in 0..<8 {
        group.addTask {
          try await program.run(
            "send", "--wait", "120", "single\(process)@example.com", input: "Subject: a\n\nb\n")
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.errors))")
    for process in 0..<8 {
      let mails = try await server.inbox(of: "limit\(process)@example.com", count: count)
      let subjects = Set(
        mails.compactMap { mail in
          String(decoding: mail, as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix("Subject:")
          }
        })
      #expect(mails.count == count && subjects.count == count)
      #expect(try await server.inbox(of: "single\(process)@example.com").count == 1)
    }
    let most = mostAtOnce(server.log())
    #expect((1...3).contains(most), "\(most)")
  }

  @Test func `the relay, send and test together never have more connections than the limit`()
    async throws
  {
    let server = try await Blocking.run { try PostfixServer() }
    try Waiting.until("the end of the first look") {
      server.log().contains("disconnect from") ? true : nil
    }
    let program = try await SendCommandTests.program(
      at: server.port("plain"), ["connections.maximum=2"])
    let relay = try RelayProcess(program)
    async let clients = relay.python(
      """
      said = []
      def client(number):
          own = connect()
          for count in range(25):
              said.append(send(['relayed@example.com'], 'Subject: %d-%d\\n\\nx' % (number, count), server=own))
      threads = [threading.Thread(target=client, args=(n,)) for n in range(8)]
      for t in threads: t.start()
      for t in threads: t.join()
      print(len(said), set(said))
      """)
    let others = try await withThrowingTaskGroup(of: CommandResult.self) { group in
      for number in 0..<6 {
        group.addTask {
          number % 2 == 0
            ? try await program.run(
              "send", "--wait", "120", "beside@example.com", input: "Subject: \(number)\n\nb\n")
            : try await program.run("test", "--to", "beside@example.com", "--timeout", "120")
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(others.allSatisfy { $0.status == 0 }, "\(others.map(\.errors))")
    let said = try await clients
    #expect(said.output == "200 {'ok'}\n", "\(said.output)\(said.errors)")
    #expect(try await server.inbox(of: "relayed@example.com", count: 200).count == 200)
    #expect(try await server.inbox(of: "beside@example.com", count: 6).count == 6)
    let most = mostAtOnce(server.log())
    #expect((1...2).contains(most), "\(most)")
  }

  @Test func `who waits too long is told who holds the connections, and a killed one frees its`()
    async throws
  {
    let server = try ScriptedServer(smtp: SMTPDialogue(["DATA": .silence]))
    let program = try await SendCommandTests.program(at: server.port, ["connections.maximum=1"])
    let holder = try ChildProcess(
      Program.path, ["send", "a@example.com"], environment: program.environment())
    holder.write(Data("Subject: a\n\nb\n".utf8))
    holder.closeInput()
    try Waiting.until("DATA") { server.lines.contains("DATA") ? true : nil }
    let result = try await program.run(
      "send", "--wait", "0", "--json", "b@example.com", input: "Subject: a\n\nb\n")
    #expect(result.status == 75)
    #expect(result.output.contains("limit.connections") && result.output.contains("\(holder.pid)"))
    #expect(server.connections.count == 1)
    kill(holder.pid, SIGKILL)
    try Waiting.until("the end") { holder.status }
    let test = try await program.run("test", "--to", "c@example.com", "--dry-run", "--json")
    #expect(test.status == 0, "\(test.output)")
  }

  @Test func `a client of sendmail -bs that is idle does not keep others from sending`()
    async throws
  {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let program = try await SendCommandTests.program(at: server.port, ["connections.maximum=1"])
    let worker = try ChildProcess(
      Program.path, ["send", "-bs"], environment: program.environment(),
      log: program.folder.file("out"))
    let lines = [
      "EHLO a", "MAIL FROM:<>", "RCPT TO:<a@example.com>", "DATA", "Subject: a", "", ".",
    ]
    worker.write(Data((lines.joined(separator: "\r\n") + "\r\n").utf8))
    try Waiting.until("the mail") { server.lines.contains(".") ? true : nil }
    let result = try await program.run(
      "send", "--wait", "4", "b@example.com", input: "Subject: a\n\nb\n")
    #expect(result.status == 0, "\(result.errors)")
    // The next mail of the same client goes over a new connection, which is closed in the end.
    worker.write(Data((lines.dropFirst().joined(separator: "\r\n") + "\r\n").utf8))
    try Waiting.until("the third mail") { server.lines.count { $0 == "." } == 3 ? true : nil }
    try Waiting.until("the leave", within: 10) {
      server.lines.count { $0 == "QUIT" } == 3 ? true : nil
    }
    worker.write(Data("QUIT\r\n".utf8))
    worker.closeInput()
    #expect(try Waiting.until("the end") { worker.status } == 0)
    #expect(server.connections.count == 3)
  }

  @Test func `where connections cannot be counted nothing is sent`() async throws {
    let program = try await SendCommandTests.program("plain", "connections.maximum=2")
    try Data().write(to: URL(fileURLWithPath: program.home + "/run-file"))
    try? FileManager.default.removeItem(atPath: program.home + "/run")
    try FileManager.default.moveItem(
      atPath: program.home + "/run-file", toPath: program.home + "/run")
    let result = try await program.run("send", "a@example.com", input: "Subject: a\n\nb\n")
    #expect(
      result.status == 75 && result.errors.contains("/run"), "\(result.status) \(result.errors)")
  }

  @Test func `a link among the files of the connections is named, not its folder`() async throws {
    let program = try await SendCommandTests.program("plain", "connections.maximum=2")
    let run = program.home + "/run"
    try? FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: false)
    let link = "\(run)/turn-00000000000000000001-1-1"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
    let result = try await program.run("send", "a@example.com", input: "Subject: a\n\nb\n")
    #expect(
      result.status == 75 && result.errors.contains("symbolic links")
        && !result.errors.contains("Not a directory"), "\(result.status) \(result.errors)")
  }
}
