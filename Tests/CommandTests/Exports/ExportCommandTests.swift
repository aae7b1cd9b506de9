import Foundation
import Glibc
import TestSupport
import Testing

/// What `postern export` writes where, and how it ends.
@Suite struct ExportCommandTests {
  static let formats = ["msmtp", "postfix", "env", "jakarta-mail", "spring", "django"]
  private static let password = "zaunk0enig \"right\""

  private func program(_ more: String...) async throws -> Program {
    let program = try Program()
    let words =
      [
        "set", "smtp.server=mail.example.com", "smtp.port=587", "smtp.encryption=tls",
        "system.address=app@example.org", "authentication.mode=password",
        "authentication.user=app",
      ] + more
    let set = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    guard set.status == 0 else { throw TestFailure(set.errors) }
    try await program.succeed("password", "set", "smtp", input: Self.password + "\n")
    return program
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    stat(path, &status)
    return status.st_mode & 0o777
  }

  @Test(arguments: formats)
  func `without --with-secrets an export names the password's place and holds none`(
    format: String
  ) async throws {
    let program = try await program()
    let result = try await program.run("export", format)
    #expect(result.status == 0 && result.output.contains("password belongs"))
    #expect(!(result.output + result.errors).contains("zaunk0enig"))
    let file = program.folder.file("public")
    #expect(try await program.run("export", format, "--out", file).status == 0)
    #expect(program.folder.text("public") == result.output)
    try await program.succeed("password", "delete", "smtp")
    #expect(try await program.run("export", format).output == result.output)
  }

  @Test(arguments: formats)
  func `with it a file is needed, for its owner alone`(format: String) async throws {
    let program = try await program()
    for words in [[], ["--out", "-"]] {
      let refused = try await Command.run(
        Program.path, ["export", format, "--with-secrets"] + words,
        environment: program.environment(), inheriting: false)
      #expect(refused.status == 64 && refused.output.isEmpty && refused.speaksForItself)
    }
    let file = try program.folder.write("secret", "old", mode: 0o666)
    let result = try await program.run("export", format, "--with-secrets", "--out", "secret")
    #expect(result.status == 0 && !(result.output + result.errors).contains("zaunk0enig"))
    let holder = format == "postfix" ? file + ".sasl_passwd" : file
    #expect(mode(file) == 0o600 && mode(holder) == 0o600)
    #expect(try String(contentsOfFile: holder, encoding: .utf8).contains("zaunk0enig"))
    let link = program.folder.file("link")
    symlink("secret", link)
    for path in [link, "/dev/null", program.folder.path] {
      let refused = try await program.run("export", format, "--with-secrets", "--out", path)
      #expect(refused.status != 0 && refused.speaksForItself, "\(path)")
    }
    try await program.succeed("password", "delete", "smtp")
    let none = try await program.run("export", format, "--with-secrets", "--out", file)
    #expect(none.status == 78 && none.errors.contains("smtp.password"))
  }

  @Test(arguments: formats)
  func `a password command is asked, but only for its password`(format: String) async throws {
    let program = try await program()
    let mark = program.folder.file("asked")
    try await program.succeed(
      "set", "authentication.password-command=touch '\(mark)'; echo from-command")
    #expect(try await program.run("export", format).status == 0)
    #expect(!FileManager.default.fileExists(atPath: mark))
    let file = program.folder.file("secret")
    #expect(try await program.run("export", format, "--with-secrets", "--out", file).status == 0)
    let written = program.folder.text("secret") + program.folder.text("secret.sasl_passwd")
    #expect(written.contains("from-command"))
    #expect(FileManager.default.fileExists(atPath: mark) == (format != "msmtp"))
    try await program.succeed("set", "authentication.password-command=exit 3")
    let failed = try await program.run("export", format, "--with-secrets", "--out", file)
    #expect(failed.status == (format == "msmtp" ? 0 : 77))
  }

  @Test(arguments: formats, ["delegated", "app-only"])
  func `Exchange goes by the relay, or nothing is written`(
    format: String, flow: String
  ) async throws {
    let program = try Program()
    try await program.succeed(
      "set", "protocol=exchange", "system.address=app@contoso.example", "exchange.flow=\(flow)",
      "exchange.tenant=contoso.example", "exchange.app-url=https://app.contoso.example/",
      "exchange.client-id=11111111-2222-3333-4444-555555555555")
    try await program.succeed("password", "set", "exchange", input: "client secret\n")
    let without = try await program.run("export", format)
    #expect(without.status == 69 && without.output.isEmpty)
    #expect(without.errors.contains("exchange.flow = \(flow)"))
    #expect(without.errors.contains("postern set relay.listen=127.0.0.1:2525"))
    try await program.succeed("set", "relay.listen=[::1]:2526")
    let file = program.folder.file("out")
    let with = try await program.run("export", format, "--with-secrets", "--out", file)
    #expect(with.status == 0 && with.errors.contains("postern relay has to run"))
    let text = program.folder.text("out")
    #expect(text.contains("2526") && text.contains("::1") && !text.contains("client secret"))
  }

  @Test func `a format that does not exist is told, and settings that are wrong`() async throws {
    let program = try await program()
    let wrong = try await program.run("export", "sendgrid")
    #expect(wrong.status == 64 && wrong.errors.contains("jakarta-mail"))
    try await program.succeed("set", "smtp.server=")
    let missing = try await program.run("export", "msmtp")
    #expect(missing.status == 78 && missing.errors.contains("smtp.server"))
    #expect(missing.output.isEmpty)
  }

  /// systemd's own reader of such files, by a program that shows what it has read.
  @Test(arguments: [#"a"b\c$d`e #"#, "it's \"\\$`", "ü € %"])
  func `systemd reads the variables as a shell does`(password: String) async throws {
    let program = try await program()
    try await program.succeed("password", "set", "smtp", input: password + "\n")
    let file = program.folder.file("env")
    try await program.succeed("export", "env", "--with-secrets", "--out", file)
    let root = program.folder.file("root")
    try FileManager.default.createDirectory(
      atPath: root + "/etc", withIntermediateDirectories: true)
    // systemd-tmpfiles puts BUILD_ID of os-release in the place of %B.
    let release = program.folder.text("env").replacing("SMTP_PASSWORD=", with: "BUILD_ID=")
    try Data(release.utf8).write(to: URL(fileURLWithPath: root + "/etc/os-release"))
    let made = try await Command.run(
      "systemd-tmpfiles", ["--root=\(root)", "--create", "-"],
      input: Data("f /read 0600 - - - %B\n".utf8))
    #expect(made.status == 0, "\(made.errors)")
    #expect(program.folder.text("root/read") == password)
    let shell = try await Command.run("sh", ["-c", ". '\(file)'; printf %s \"$SMTP_PASSWORD\""])
    #expect(shell.output == password)
  }
}
