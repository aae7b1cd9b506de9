import Foundation
import TestSupport
import Testing

/// The relay with the queue on: what it has answered 250 to arrives.
@Suite struct RelayQueueTests {
  private func inbox(_ address: String, _ count: Int = 1) async throws -> [ParsedMail] {
    try await SendCommandTests.postfix.get().inbox(of: address, count: count).map(ParsedMail.init)
  }

  private static func subject(_ mail: Data) -> String? {
    String(decoding: mail, as: UTF8.self).firstMatch(of: /\nSubject: (.*)\r?\n/).map {
      String($0.1)
    }
  }

  private func waiting(_ program: Program) -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: program.home + "/queue")) ?? []
    return names.filter { !$0.hasPrefix(".") && $0 != "failed" }
  }

  @Test func `what the server defers waits on disk, and goes out once it can`() async throws {
    let program = try await SendCommandTests.program(at: 9, ["queue.enabled=true"])
    let relay = try RelayProcess(program)
    let result = try await relay.python(
      """
      server.ehlo()
      server.mail('app@example.net'); server.rcpt('waits@example.com')
      print(server.data('Subject: waits\\n\\nx'))
      """)
    let said = try #require(
      result.output.firstMatch(of: /\(250, b'2\.0\.0 queued as ([0-9a-z]+)'\)/))
    #expect(waiting(program) == [String(said.1)])
    #expect(relay.mails.first?.contains("status=queued") == true)
    let port = try await SendCommandTests.postfix.get().port("plain")
    try await program.succeed("set", "smtp.port=\(port)")
    #expect(try await inbox("waits@example.com").count == 1)
    try Waiting.until("an empty queue") { waiting(program).isEmpty ? true : nil }
    // Another process puts one there, and is asleep when its time comes.
    try await program.succeed("set", "smtp.port=9")
    let other = try await program.run("send", "other@example.com", input: "Subject: other\n\nx\n")
    #expect(other.status == 0, "\(other.errors)")
    try await program.succeed("set", "smtp.port=\(port)")
    #expect(try await inbox("other@example.com").count == 1)
  }

  /// A server that knows nobody whose name begins with x, and takes what is for others.
  private func choosy() throws -> ScriptedServer {
    try ScriptedServer(smtp: SMTPDialogue(["RCPT TO:<x": "550 5.1.1 No such user here"]))
  }

  @Test(arguments: [true, false])
  func `a final refusal is passed on, and of some recipients a notification tells`(
    hasQueue: Bool
  ) async throws {
    let server = try choosy()
    let program = try await SendCommandTests.program(
      at: server.port, ["queue.enabled=\(hasQueue)", "aliases.cron=chief@example.com"])
    let relay = try RelayProcess(program)
    let result = try await relay.python(
      """
      print(send(['x@example.com'], 'Subject: all\\n\\nx', 'cron'))
      print(send(['takes@example.com', 'xy@example.com'], 'Subject: some\\n\\nx', 'cron'))
      print(send(['takes@example.com', 'xyz@example.com'], 'Subject: of nobody\\n\\nx', '<>'))
      """)
    let lines = result.output.split(separator: "\n")
    #expect(lines.first?.contains("(550, b'5.1.1 No such user here'") == true, "\(lines)")
    #expect(lines.dropFirst() == ["ok", "ok"], "\(result.output)\(result.errors)")
    _ = try await server.waitForLine(beginning: "RCPT TO:<chief@example.com>")
    try Waiting.until("the notification") {
      relay.mails.contains { $0.contains("from=<>, to=<chief@example.com>") } ? true : nil
    }
    let notices = server.lines.filter { $0.hasPrefix("MAIL FROM:<>") }
    #expect(notices.count == 1)
    let text = server.lines.joined(separator: "\n")
    #expect(
      text.contains("report-type=delivery-status")
        && text.contains("Final-Recipient: rfc822; xy@example.com"))
    #expect(text.contains("Diagnostic-Code: smtp; 550 5.1.1 No such user here"))
    #expect(text.contains("postern queue retry") == hasQueue)
    let failed = try? FileManager.default.contentsOfDirectory(
      atPath: program.home + "/queue/failed")
    #expect((failed ?? []).filter { !$0.hasPrefix(".") }.count == (hasQueue ? 2 : 0))
  }

  @Test func `a refused sign-in holds the mails, asks once, and a mended one sends them`()
    async throws
  {
    let program = try await SendCommandTests.program(
      "login", "queue.enabled=true", "authentication.mode=password", "authentication.user=alice",
      "smtp.allow-clear-text-password=true")
    try await program.succeed("password", "set", "smtp", input: "wrong\n")
    let relay = try RelayProcess(program)
    let result = try await relay.python(
      """
      said = []
      def client(number):
          own = connect()
          said.append(send(['held@example.com'], 'Subject: %d\\n\\nx' % number, server=own))
      threads = [threading.Thread(target=client, args=(n,)) for n in range(8)]
      for t in threads: t.start()
      for t in threads: t.join()
      print(*said)
      """)
    #expect(result.output == "ok ok ok ok ok ok ok ok\n", "\(result.output)\(result.errors)")
    #expect(waiting(program).count == 8)
    try await program.succeed("password", "set", "smtp", input: "open sesame\n")
    #expect(try await inbox("held@example.com", 8).count == 8)
  }

  @Test func `a full disk is a temporary refusal, and nothing is half kept`() async throws {
    let program = try await SendCommandTests.program(at: 9, ["queue.enabled=true"])
    let port = try await SendCommandTests.postfix.get().port("plain")
    let script = """
      set -e
      mkdir -p \(program.home)/queue
      mount -t tmpfs -o size=64k,mode=700 tmpfs \(program.home)/queue
      \(Program.path) relay --verbose --listen 127.0.0.1:0 2>\(program.folder.path)/log &
      relay=$!
      for try in $(seq 200); do grep -q listening \(program.folder.path)/log && break; sleep 0.05; done
      port=$(sed -n 's/.*listening on 127.0.0.1://p' \(program.folder.path)/log)
      python3 -c "
      import smtplib, sys
      s = smtplib.SMTP('127.0.0.1', $port); s.ehlo()
      kept = 0
      for n in range(40):
          s.mail('a@example.org'); s.rcpt('full@example.com')
          code, text = s.data('Subject: %d\\n\\n' % n + 'x' * 60 + '\\n' + ('y' * 70 + '\\n') * 100)
          if code == 250: kept += 1
          else: print(code, text.decode()[:5])
      print(kept)
      "
      ls \(program.home)/queue | grep -vc failed
      \(Program.path) set smtp.port=\(port) >/dev/null
      for try in $(seq 200); do test -z "$(ls \(program.home)/queue)" && break; sleep 0.05; done
      kill $relay; wait $relay
      ls -A \(program.home)/queue | grep -v -e failed -e .state || true
      """
    let result = try await Command.run(
      "unshare", ["--mount", "sh", "-c", script], environment: program.environment(),
      inheriting: false)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let kept = try #require(lines.last.flatMap { Int($0) })
    #expect(kept > 0 && kept < 40)
    #expect(lines[lines.count - 2] == "\(kept)")
    #expect(lines.dropLast(2).allSatisfy { $0 == "452 4.3.1" }, "\(lines)")
    #expect(try await inbox("full@example.com", kept).count == kept)
  }

  @Test func `killed at any moment, every mail with a 250 arrives`() async throws {
    let program = try await SendCommandTests.program("plain", "queue.enabled=true")
    let clients = """
      import smtplib, sys, threading, time
      ports, out = sys.argv[1], sys.argv[2]
      taken, unsure, lock = [], [], threading.Lock()
      end = time.time() + float(sys.argv[3])
      def client(number):
          count = 0
          while time.time() < end:
              name = '%d-%d' % (number, count); count += 1
              asked = False
              try:
                  s = smtplib.SMTP('127.0.0.1', int(open(ports).read()), timeout=20)
                  s.ehlo(); s.mail('app'); s.rcpt('killed@example.com')
                  asked = True
                  code, text = s.data('Subject: %s\\n\\nx\\n' % name)
                  with lock: (taken if code == 250 else unsure).append(name)
              except Exception as e:
                  if asked:
                      with lock: unsure.append(name)
                  time.sleep(0.05)
      threads = [threading.Thread(target=client, args=(n,)) for n in range(10)]
      for t in threads: t.start()
      for t in threads: t.join()
      print(' '.join(taken)); print(' '.join(unsure))
      """
    let ports = program.folder.file("port")
    var relay = try RelayProcess(program)
    try "\(relay.port)".write(toFile: ports, atomically: true, encoding: .utf8)
    let running = try ChildProcess(
      "python3", ["-c", clients, ports, "", "9"], log: program.folder.file("clients"))
    let server = try await SendCommandTests.postfix.get().port("plain")
    var random = SeededGenerator(seed: 11)
    for round in 0..<12 {
      // Sometimes the server is away, so that mails are kept.
      try await program.succeed("set", "smtp.port=\(round % 3 == 1 ? 9 : server)")
      usleep(.random(in: 50_000...400_000, using: &random))
      kill(relay.process.pid, SIGKILL)
      try Waiting.until("the end") { relay.process.status }
      relay = try RelayProcess(program)
      try "\(relay.port)".write(toFile: ports, atomically: true, encoding: .utf8)
    }
    try await program.succeed("set", "smtp.port=\(server)")
    _ = try Waiting.until("the clients' end", within: 60) { running.status }
    try Waiting.until("an empty queue", within: 30) { waiting(program).isEmpty ? true : nil }
    let lines = try String(contentsOfFile: program.folder.file("clients"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let taken = Set(lines[0].split(separator: " ").map(String.init))
    let unsure = Set(lines[1].split(separator: " ").map(String.init))
    let postfix = try await SendCommandTests.postfix.get()
    var arrived: [String] = []
    for attempt in 0..<50 {
      let count = arrived.count + (attempt == 0 ? taken.count : 0)
      arrived = try await postfix.inbox(of: "killed@example.com", count: count)
        .compactMap(Self.subject)
      if taken.isSubset(of: arrived) { break }
      try await Task.sleep(for: .milliseconds(200))
    }
    #expect(taken.count > 20, "\(lines)")
    #expect(taken.subtracting(arrived).isEmpty)
    // A mail that was being sent at the kill may come twice: ten clients at each of the kills.
    let doubles = Dictionary(grouping: arrived) { $0 }.filter { $0.value.count > 1 }.keys
    #expect(doubles.count <= 12 * 10)
    #expect(Set(arrived).subtracting(taken).subtracting(unsure).isEmpty)
  }
}
