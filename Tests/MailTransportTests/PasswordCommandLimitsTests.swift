import Foundation
import Glibc
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport

/// Password commands that end late, never, or not by themselves.
@Suite struct PasswordCommandLimitsTests {
  private func run(_ command: String) async throws -> String {
    try await Blocking.run {
      let deadline = Deadline(.seconds(60), cancellation: Cancellation())
      return try PasswordCommand.attempt(command, deadline).reveal()
    }
  }

  @Test func `a command has ten seconds`() async {
    await #expect(throws: AttemptFailure(.passwordCommand(.tooSlow(seconds: 10)))) {
      try await run("sleep 600")
    }
  }

  @Test func `a command that the attempt's end cuts short is not told of ten seconds`() async {
    await #expect(throws: AttemptFailure(.passwordCommand(.tooSlow(seconds: nil)))) {
      try await Blocking.run {
        let deadline = Deadline(.milliseconds(200), cancellation: Cancellation())
        _ = try PasswordCommand.attempt("sleep 600", deadline)
      }
    }
  }

  @Test(arguments: ["yes", "cat /dev/zero", "head -c 70000 /dev/zero"])
  func `output without end is not waited for`(command: String) async {
    await #expect(throws: AttemptFailure(.passwordCommand(.tooMuchOutput(limit: 65_536)))) {
      try await run(command)
    }
  }

  @Test func `errors without end do not keep the password back`() async throws {
    #expect(try await run("yes >&2 & echo zaunk0enig; kill $!") == "zaunk0enig")
  }

  @Test func `what is not UTF-8 is told, not sent in another spelling`() async {
    await #expect(throws: AttemptFailure(.passwordCommand(.notUTF8))) {
      try await run("printf 'p\\344ss\\n'")
    }
  }

  @Test func `children that it leaves behind end with it`() async throws {
    let child = try #require(Int32(try await run("sleep 600 & echo $!")))
    try await Waiting.until("the end of the child") { () async in
      let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      return state == nil || state?.contains(") Z ") == true ? true : nil
    }
  }

  @Test func `an agent of its own session stays, and is not waited for`() async throws {
    let folder = try TemporaryFolder()
    let file = folder.file("pid")
    let command = "setsid sh -c 'echo $$ >\(file); exec sleep 600' & "
    #expect(
      try await run(command + "while ! test -s \(file); do sleep 0.1; done; echo agent") == "agent")
    let agent = try #require(
      Int32(folder.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(agent, SIGKILL) == 0)
  }

  @Test func `signals are as a program expects them`() async throws {
    signal(SIGPIPE, SIG_IGN)
    for name in ["SigIgn", "SigBlk"] {
      let line = try await run("sed -n s/^\(name):.//p /proc/self/status")
      let signals = try #require(UInt64(line, radix: 16))
      // 32 and 33 are glibc's own, and ignored by its posix_spawn.
      #expect(signals & ~0x1_8000_0000 == 0, "\(name) \(line)")
    }
    #expect(try await run("yes | head -n 1") == "y")
  }

  @Test func `what it says on failing is shown without the password`() async {
    let command = "echo zaunk0enig; echo 'no \"zaunk0enig\" in emF1bmswZW5pZw==' >&2; exit 4"
    do {
      _ = try await run(command)
      Issue.record("it did not fail")
    } catch {
      let words = (error as? AttemptFailure)?.ending.words
      #expect(words?.hasPrefix("password command: it ended with status 4: no ") == true)
      let shown = "\(error) \(words ?? "")"
      #expect(!shown.contains("zaunk0enig") && !shown.contains("emF1bmswZW5p"), "\(shown)")
    }
  }

  @Test func `a command that must not be run is not run`() async throws {
    let folder = try TemporaryFolder()
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    var sending = Sending(server.port) {
      $0.values = [
        "authentication.mode": "password", "authentication.user": "ann",
        "authentication.password-command": "touch \(folder.file("ran")); echo x",
      ]
    }
    sending.commandRefusal = Sending.Refusal(sentence: "other users could write it")
    let report = try await sending.run()
    #expect(report.failed == .authentication)
    #expect(report.diagnosis?.id == "auth.password-command")
    #expect(report.diagnosis?.cause.contains("other users could write it") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.file("ran")))
    #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
  }
}

extension PasswordCommand {
  /// The password, or why an attempt fails without.
  static func attempt(_ command: String, _ deadline: Deadline) throws(AttemptFailure) -> Secret {
    do throws(CredentialFailure) { return try run(command, deadline) } catch {
      throw AttemptFailure(error)
    }
  }
}
