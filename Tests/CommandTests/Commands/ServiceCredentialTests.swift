import Foundation
import TestSupport
import Testing

/// Secrets that systemd hands to a service (LoadCredential).
@Suite struct ServiceCredentialTests {
  @Test func `a credential comes before the file, and signs in`() async throws {
    let server = try await SendCommandTests.postfix.get()
    let program = try await SendCommandTests.program(
      at: server.port("login"),
      [
        "authentication.mode=password", "authentication.user=alice",
        "smtp.allow-clear-text-password=true",
      ])
    let folder = program.folder.file("credentials")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = URL(fileURLWithPath: folder + "/postern.smtp.password")
    try Data("open sesame\n".utf8).write(to: file)
    let variables = ["CREDENTIALS_DIRECTORY": folder]
    #expect(try await program.run("check").status == 78)
    #expect(try await program.run("check", environment: variables).status == 0)
    let show = try await program.run("show", "smtp.password", environment: variables)
    #expect(show.output == "set\n")
    let sent = try await program.run(
      "send", "credential@example.com", input: "Subject: a\n\nb\n", environment: variables)
    #expect(sent.status == 0, "\(sent.errors)")
    let set = try await program.run(
      "password", "set", "smtp", input: "wrong\n", environment: variables)
    #expect(set.status == 0 && set.errors.contains("postern.smtp.password"))
    #expect(program.file("secrets.toml").contains("wrong"))
    #expect(!program.file("secrets.toml").contains("sesame"))
    let test = ["test", "--to", "credential@example.com", "--dry-run"]
    #expect(
      try await program.run(test[0], test[1], test[2], test[3], environment: variables).status == 0)
    #expect(try await program.run(test[0], test[1], test[2], test[3]).status == 77)
  }
}
