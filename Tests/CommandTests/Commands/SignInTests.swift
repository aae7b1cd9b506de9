import Foundation
import Glibc
import MailDiagnosis
import TestSupport
import Testing

/// What `postern test` and `postern check` tell of signing in.
@Suite struct SignInTests {
  private func program(_ server: ScriptedServer, _ more: String...) async throws -> Program {
    let program = try Program()
    let words = [
      "set", "smtp.server=127.0.0.1", "smtp.port=\(server.port)", "system.address=app@example.org",
    ]
    let result = try await Command.run(
      Program.path, words + more, environment: program.environment(), inheriting: false)
    #expect(result.status == 0, "\(result.errors)")
    return program
  }

  @Test func `the mechanisms are told without a sign-in`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN X-ODD"])]))
    let program = try await program(server)
    let text = try await program.run("test", "--to", "a@example.org")
    #expect(text.status == 0)
    #expect(text.output.contains("Sign-in offered: PLAIN, X-ODD without TLS.\n"))
    let result = try await program.run("test", "--to", "a@example.org", "--json")
    let document = try result.document(TestDocument.self)
    #expect(document.mechanisms == .init(beforeTLS: ["PLAIN", "X-ODD"], inTLS: nil))
  }

  @Test func `the mechanisms are null where nothing was asked`() async throws {
    let server = try ScriptedServer([.send("554 no\r\n"), .close])
    let result = try await program(server).run("test", "--to", "a@example.org", "--json")
    let document = try result.document(TestDocument.self)
    #expect(document.mechanisms == .init(beforeTLS: nil, inTLS: nil))
  }

  @Test func `a command that others could have written is not run`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    let marker = try TemporaryFolder()
    let program = try await program(
      server, "authentication.mode=password", "authentication.user=ann",
      "authentication.password-command=touch \(marker.file("ran")); echo x")
    let path = program.home + "/postern.toml"
    chmod(path, 0o664)
    let test = try await program.run("test", "--to", "a@example.org")
    #expect(test.status == 78)
    #expect(test.output.contains("[auth.password-command]"))
    #expect(test.output.contains("run: chmod go-w \(path)"))
    let check = try await program.run("check")
    #expect(check.status == 78)
    #expect(check.output.contains("run: chmod go-w \(path)"))
    #expect(!FileManager.default.fileExists(atPath: marker.file("ran")))
    #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
    chmod(path, 0o644)
    #expect(try await program.run("check").status == 0)
    #expect(try await program.run("test", "--to", "a@example.org").status == 0)
    #expect(FileManager.default.fileExists(atPath: marker.file("ran")))
  }
}
