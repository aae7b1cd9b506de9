import Foundation
import TestSupport
import Testing

/// What is asked for on a terminal.
@Suite struct TerminalPromptTests {
  private func terminal(_ program: Program, _ words: String...) throws -> Tmux {
    try Tmux(
      ["sh", "-c", "\"$0\" \"$@\"; echo \"status $?\"", Program.path] + words,
      environment: program.environment(), folder: program.folder.path)
  }

  @Test func `a password is asked for without echo`() async throws {
    let program = try Program()
    try await program.succeed(
      "set", "authentication.user=alice", "smtp.server=mail.example.com")
    let terminal = try terminal(program, "password", "set", "smtp")
    try await terminal.waitFor("Password for alice at mail.example.com:")
    try terminal.type("hunter2")
    try terminal.send("Enter")
    try await terminal.waitFor("status 0")
    #expect(try !terminal.history().contains("hunter2"))
    #expect(program.file("secrets.toml").contains("hunter2"))
  }

  @Test func `an interrupted question leaves everything as it was, the echo too`() async throws {
    let program = try Program()
    let terminal = try Tmux(
      [
        "sh", "-c",
        "trap : INT; '\(Program.path)' password set smtp; echo status $?; read x; echo \"got $x\"",
      ],
      environment: program.environment(), folder: program.folder.path)
    try await terminal.waitFor("Password:")
    try terminal.send("C-c")
    try await terminal.waitFor("status 130")
    try terminal.type("visible")
    try await terminal.waitFor("visible")
    try terminal.send("Enter")
    try await terminal.waitFor("got visible")
    #expect(program.file("secrets.toml").isEmpty)
  }

  @Test(arguments: ["dumb", ""])
  func `a terminal that can only scroll is asked line by line, a password unseen`(
    term: String
  ) async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.server=mail.example.com", "authentication.user=a")
    let terminal = try Tmux(
      [
        "sh", "-c", "TERM=\(term) '\(Program.path)' setup --section authentication; echo status $?",
      ],
      environment: program.environment(), folder: program.folder.path)
    try await terminal.waitFor("Line mode, since TERM is unset or dumb.")
    try await terminal.waitFor("SMTP authentication [")
    try terminal.type("2")
    try terminal.send("Enter")
    try await terminal.waitFor("User name [a]:")
    try terminal.send("Enter")
    try await terminal.waitFor("Password [none stored]:")
    try terminal.type("unseen secret")
    try terminal.send("Enter")
    try await terminal.waitFor("Advanced [no]:")
    #expect(try !terminal.screen().contains("unseen"))
    #expect(try terminal.screen().contains("Password: will be stored"))
    try terminal.send("Enter")
    try await terminal.waitFor("Save? [yes]:")
    try terminal.send("Enter")
    try await terminal.waitFor("status 0")
    #expect(program.file("secrets.toml").contains("unseen secret"))
  }

  @Test func `a certificate is trusted by a part of its fingerprint, typed`() async throws {
    let certificate = try CertificateAuthority.selfSigned()
    let server = try PostfixServer(ports: ["ssl": .ssl], certificate: certificate)
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=localhost", "smtp.port=\(server.port("ssl"))", "smtp.encryption=ssl")
    let refused = try terminal(program, "certificate", "import")
    try await refused.waitFor("To trust it, type its fingerprint")
    try refused.send("Enter")
    try await refused.waitFor("status 64")
    let terminal = try terminal(program, "certificate", "import")
    try await terminal.waitFor("To trust it, type its fingerprint")
    try terminal.type(String(certificate.fingerprint.suffix(11)))
    try terminal.send("Enter")
    try await terminal.waitFor("status 0")
    #expect(try terminal.screen().contains("is trusted from now on"))
  }

  @Test func `a wizard that is open keeps commands from changing the set-up`() async throws {
    let program = try Program()
    let terminal = try terminal(program)
    try await terminal.waitFor("Postern")
    let result = try await program.run("set", "smtp.port=26")
    #expect(result.status == 75)
    #expect(result.errors.contains("is being edited by"))
    #expect(program.file("postern.toml").isEmpty)
  }
}
