import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

/// Searches everything that the program leaves for the passwords that it was given.
@Suite struct LeakTests {
  static let right = "zaunk0enig right \"ü\" \\ 100%"
  static let wrong = "zaunk0enig wrong 'ö'"
  static let mailbox = "zaunk0enig mailbox ß"
  static let user = "alice"

  static let servers = Shared { () -> (DovecotServer, PostfixServer) in
    let logins = try DovecotServer(
      users: [user: right, "box": mailbox],
      ports: ["imap": DovecotPort(.imap), "pop3": DovecotPort(.pop3)])
    let postfix = try PostfixServer(
      ports: ["login": PostfixPort(.none, login: .required), "plain": .plain], logins: logins)
    return (logins, postfix)
  }

  /// A set-up for a port, with its passwords stored by the command.
  private func program(
    port: Int, password: String = right, _ more: String...
  ) async throws -> (Program, Witness) {
    let program = try Program()
    let witness = Witness(program)
    let words =
      [
        "set", "smtp.server=127.0.0.1", "smtp.port=\(port)", "system.address=app@example.org",
        "authentication.mode=password", "authentication.user=\(Self.user)",
      ] + more
    #expect(try await witness.run(words).status == 0)
    #expect(try await witness.run(["password", "set", "smtp"], password).status == 0)
    return (program, witness)
  }

  @Test(arguments: ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"])
  func `no command shows or keeps a password outside of secrets.toml`(
    mechanism: String
  ) async throws {
    let (dovecot, postfix) = try await Self.servers.get()
    let imap = dovecot.endpoint("imap")
    let (program, witness) = try await program(
      port: postfix.port("login"), "authentication.mechanism=\(mechanism)",
      "incoming.server=\(imap.host)", "incoming.port=\(imap.port)", "incoming.user=box")
    try await witness.run(["password", "set", "incoming"], Self.mailbox)
    #expect(program.file("secrets.toml").contains("zaunk0enig right"))
    let recipient = "\(mechanism)-leak@example.org"
    let test = ["test", "--to", recipient]
    try await witness.run(["show"])
    try await witness.run(["show", "--json"])
    try await witness.run(["check"])
    try await witness.run(["check", "--json"])
    try await witness.run(["show", "smtp.password"])
    let transcript = program.folder.file("transcript")
    #expect(try await witness.run(test + ["--transcript", transcript]).status == 0)
    #expect(try await witness.run(test + ["--json"]).status == 0)
    try await witness.run(["set", "authentication.mode=incoming"])
    #expect(try await witness.run(test + ["--json"]).status == 0)
    try await witness.run(["set", "authentication.mode=incoming-first"])
    try await witness.run(test + ["--json", "--transcript", transcript + "2"])
    try await witness.run(["set", "authentication.mode=password"])
    try await witness.run(["password", "set", "smtp"], Self.wrong)
    #expect(try await witness.run(test + ["--transcript", transcript + "3"]).status == 77)
    #expect(try await witness.run(test + ["--json"]).status == 77)
    try await witness.run(["set", "smtp.password=\(Self.wrong.dropLast(30))x"])
    try await witness.run(["password", "delete", "smtp"])
    try await witness.run(test)
    #expect(program.folder.text("transcript").contains("AUTH \(mechanism)"))
    for mail in try await postfix.inbox(of: recipient, count: 3) { witness.note(mail, "a mail") }
    try witness.check()
  }

  /// Servers that repeat what they were told.
  @Test(arguments: [
    "535 5.7.8 wrong password {raw} for alice",
    "535 5.7.8 AUTH PLAIN {plain} refused", "535 5.7.8 {base64}",
    "535-5.7.8 wrong password {raw-head}\n535 5.7.8 {raw-tail}",
    "535-5.7.8 {plain-head}\n535 5.7.8 {plain-tail}",
    "454 4.7.0 later, {raw}",
    "334 {base64}", "235 2.7.0 welcome, {raw}",
  ])
  func `a server that repeats the password is not repeated`(reply: String) async throws {
    let plain = Data("\0\(Self.user)\0\(Self.right)".utf8).base64EncodedString()
    let text =
      reply.replacing("{plain}", with: plain).replacing("{raw}", with: Self.right)
      .replacing("{raw-head}", with: String(Self.right.prefix(7)))
      .replacing("{raw-tail}", with: String(Self.right.dropFirst(7)))
      .replacing("{plain-head}", with: String(plain.prefix(20)))
      .replacing("{plain-tail}", with: String(plain.dropFirst(20)))
      .replacing("{base64}", with: Data(Self.right.utf8).base64EncodedString())
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "EHLO": .ehlo(["AUTH PLAIN"]), "AUTH": .text(text),
        "RCPT": .text("550 5.7.1 \(Self.right) {\(plain)}"),
        "greeting": .text("220 scripted.example \(Self.right)"),
      ]))
    let (program, witness) = try await program(port: server.port)
    let transcript = program.folder.file("transcript")
    try await witness.run(["test", "--to", "a@example.org", "--transcript", transcript])
    try await witness.run(["test", "--to", "a@example.org", "--json"])
    #expect(server.lines.contains { $0.hasPrefix("AUTH PLAIN") })
    try witness.check()
  }

  @Test func `the process table shows no password while one is got and used`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"]), "AUTH": .silence]))
    let (program, witness) = try await program(port: server.port)
    let pipe = program.folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    try await witness.run(["set", "authentication.password-command=cat '\(pipe)'; :"])
    let process = try ChildProcess(
      Program.path, ["test", "--to", "a@example.org", "--timeout", "30"],
      environment: program.environment(), inheriting: false, folder: program.folder.path)
    defer { process.terminate() }
    let child = try await Waiting.until("the password command") { () async in
      ProcessTable.descendants(of: process.pid).first { ProcessTable.text($0).contains("cat") }
    }
    for pid in [process.pid] + ProcessTable.descendants(of: process.pid) {
      witness.note(ProcessTable.facts(pid), "process \(pid)")
    }
    #expect(ProcessTable.sockets(child).isEmpty)
    let secret = Data((Self.right + "\n").utf8)
    try await Blocking.run { try secret.write(to: URL(fileURLWithPath: pipe)) }
    try await server.waitForLine(beginning: "AUTH PLAIN")
    witness.note(ProcessTable.facts(process.pid), "process \(process.pid)")
    #expect(!ProcessTable.facts(process.pid).isEmpty)
    process.terminate()
    unlink(pipe)
    try witness.check()
  }
}

/// Keeps all that a program says, and searches it at the end.
private final class Witness: @unchecked Sendable {
  private let program: Program
  private let lock = NSLock()
  private var seen: [(what: String, data: Data)] = []

  init(_ program: Program) { self.program = program }

  @discardableResult
  func run(_ words: [String], _ input: String = "") async throws -> CommandResult {
    let result = try await Command.run(
      Program.path, words, input: Data((input.isEmpty ? "" : input + "\n").utf8),
      environment: program.environment(), inheriting: false, folder: program.folder.path)
    let what = words.prefix(2).joined(separator: " ")
    note(result.outputData, "output of \(what)")
    note(result.errorData, "errors of \(what)")
    return result
  }

  func note(_ data: Data, _ what: String) {
    lock.withLock { seen.append((what, data)) }
  }

  /// Searches what was noted, and every file of the program's whole home except `secrets.toml`.
  func check() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: program.folder.path)
    for name in files where !name.hasSuffix("secrets.toml") {
      if let data = FileManager.default.contents(atPath: program.folder.file(name)) {
        note(data, name)
      }
    }
    let secrets = [
      (LeakTests.right, "alice"), (LeakTests.wrong, "alice"), (LeakTests.mailbox, "box"),
    ]
    for (password, user) in secrets {
      let needles = Needles(password, user: user)
      for (what, data) in lock.withLock({ seen }) {
        #expect(needles.found(in: data).isEmpty, "\(what)")
      }
    }
  }
}

/// What proc(5) tells.
private enum ProcessTable {
  static func text(_ pid: Int32) -> String {
    String(decoding: contents(pid, "cmdline"), as: UTF8.self)
  }

  /// The command line and the environment.
  static func facts(_ pid: Int32) -> Data { contents(pid, "cmdline") + contents(pid, "environ") }

  private static func contents(_ pid: Int32, _ name: String) -> Data {
    FileManager.default.contents(atPath: "/proc/\(pid)/\(name)") ?? Data()
  }

  static func descendants(of pid: Int32) -> [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let children = all.compactMap(Int32.init).filter { parent($0) == pid }
    return children + children.flatMap(descendants)
  }

  private static func parent(_ pid: Int32) -> Int32? {
    let stat = String(decoding: contents(pid, "stat"), as: UTF8.self)
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[end...].split(separator: " ")
    return fields.count > 2 ? Int32(fields[2]) : nil
  }

  /// The sockets that a process holds open.
  static func sockets(_ pid: Int32) -> [String] {
    let folder = "/proc/\(pid)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + name)
    }.filter { $0.hasPrefix("socket:") }
  }
}
