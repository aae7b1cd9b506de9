import Foundation
import MailDiagnosis
import MailSettings
import Synchronization
import SystemAccess
import TestSupport
import Testing

@testable import MailTransport

@Suite struct PasswordCommandTests {
  private func run(_ command: String, _ cancellation: Cancellation = Cancellation()) throws
    -> String
  {
    try PasswordCommand.attempt(command, Deadline(.seconds(30), cancellation: cancellation))
      .reveal()
  }

  @Test(arguments: [
    ("echo secret", "secret"), ("printf 'one\\r\\ntwo\\n'", "one"), ("printf 'no end'", "no end"),
    ("echo ' pä$$ wörd '", " pä$$ wörd "), ("cat; echo alone", "alone"),
    ("head -c 200000 /dev/zero | tr '\\0' x >&2; echo loud", "loud"),
  ])
  func `the first line is the password`(command: String, password: String) throws {
    #expect(try run(command) == password)
  }

  @Test(
    arguments: [
      ("exit 3", .status(3, errors: "")),
      ("printf 'no \\033[31mkey\\n' >&2; exit 2", .status(2, errors: "no ·[31mkey")),
      ("true", .emptyLine),
      ("echo; echo x", .emptyLine),
      ("kill -9 $$", .signal(9, errors: "")),
    ] as [(String, CommandFailure)])
  func `a failure says how`(command: String, how: CommandFailure) {
    #expect(throws: AttemptFailure(.passwordCommand(how))) { try run(command) }
  }

  @Test func `a command that hangs is ended with its children`() async throws {
    let folder = try TemporaryFolder()
    let file = folder.file("pid")
    let cancellation = Cancellation()
    let ending = Mutex<AttemptFailure?>(nil)
    try await Blocking.run {
      DetachedThread.start {
        let command = "sleep 600 & echo $! > \(file); wait"
        let deadline = Deadline(.seconds(120), cancellation: cancellation)
        do throws(AttemptFailure) {
          _ = try PasswordCommand.attempt(command, deadline)
        } catch {
          ending.withLock { $0 = error }
        }
      }
      let child = try Waiting.until("the child") {
        Int32(folder.text("pid").trimmingCharacters(in: .whitespacesAndNewlines))
      }
      cancellation.cancel()
      try Waiting.until("the end of the command") { ending.withLock { $0 } }
      try Waiting.until("the end of the child") {
        let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        return state == nil || state?.contains(") Z ") == true ? true : nil
      }
    }
    #expect(ending.withLock { $0 } == AttemptFailure(.cancelled))
  }

  @Test func `a failing command is told at its stage`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    let report = try await Sending(server.port) {
      $0.values = [
        "authentication.mode": "password", "authentication.user": "ann",
        "authentication.password-command": "echo locked >&2; exit 1",
      ]
    }.run()
    #expect(report.failed == .authentication)
    #expect(report.detail(.authentication)?.hasSuffix("locked") == true)
    #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
  }
}
