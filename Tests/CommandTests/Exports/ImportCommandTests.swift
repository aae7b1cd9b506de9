import Foundation
import TestSupport
import Testing

/// `postern import` changes what the file says, or nothing.
@Suite struct ImportCommandTests {
  private static let msmtprc = """
    account default
    host mail.example.com
    port 587
    tls on
    logfile /var/log/msmtp
    auth on
    user alice
    password "zaunk0enig"
    from alice@example.com
    """

  private let program: Program

  init() throws { program = try Program() }

  private func run(
    _ format: String, _ text: String, name: String = "file", _ more: String...
  ) async throws -> CommandResult {
    try program.folder.write(name, text)
    return try await Command.run(
      Program.path, ["import", format, program.folder.file(name)] + more,
      environment: program.environment(), inheriting: false, folder: program.folder.path)
  }

  @Test func `what is taken is printed and saved, what is not is told with its line`() async throws
  {
    try await program.succeed(
      "set", "system.name=Kept", "connections.maximum=3", "authentication.mechanism=LOGIN")
    let result = try await run("msmtp", Self.msmtprc)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("smtp.server = mail.example.com  (line 2)\n"))
    #expect(result.output.contains("smtp.password: set  (line 8)\n"))
    #expect(result.errors.contains("file, line 5: logfile was not taken over"))
    #expect(!(result.output + result.errors).contains("zaunk0enig"))
    let settings = program.file("postern.toml")
    for line in [
      "server = \"mail.example.com\"", "port = 587", "encryption = \"tls\"", "user = \"alice\"",
      "mode = \"password\"", "address = \"alice@example.com\"", "name = \"Kept\"", "maximum = 3",
      "mechanism = \"LOGIN\"",
    ] {
      #expect(settings.contains(line), "\(line)")
    }
    #expect(!settings.contains("zaunk0enig"))
    let secrets = program.file("secrets.toml")
    #expect(secrets.contains("zaunk0enig") && secrets.contains("mail.example.com"))
    #expect(try await program.run("check").status == 0)
  }

  @Test func `a dry run prints the same and changes nothing`() async throws {
    let dry = try await run("msmtp", Self.msmtprc, "--dry-run")
    #expect(dry.status == 0 && dry.errors.contains("Nothing was changed."))
    #expect(program.file("postern.toml").isEmpty && program.file("secrets.toml").isEmpty)
    #expect(try await run("msmtp", Self.msmtprc).output == dry.output)
  }

  @Test(arguments: [
    ("msmtp", "account a\nhost h.example\nport 99999\n", "line 3: smtp.port"),
    ("msmtp", "account a : b\n", "line 1: there is no account 'b'"),
    ("env", "SMTP_HOST=a b\nSMTP_PORT=1\n# x\nSMTP_FROM=nobody\n", "line 4: system.address"),
    ("postfix", "relayhost = [x y]:25\n", "line 1: smtp.server"),
    ("django", "EMAIL_HOST = \"h\"\nEMAIL_PORT = \"x\n", "line 2: this line cannot"),
    ("jakarta-mail", "mail.smtp.host=h\nmail.smtp.localaddress=x\n", "smtp.source-address"),
    ("spring", "server.port=1\n", "says nothing of outgoing e-mail"),
  ])
  func `one wrong value keeps everything as it was`(
    format: String, text: String, words: String
  ) async throws {
    try await program.succeed("set", "smtp.server=old.example")
    let before = program.file("postern.toml")
    let result = try await run(format, text)
    #expect(result.status == 65 && result.output.isEmpty && result.speaksForItself)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.lowercased().contains("nothing was changed"))
    #expect(program.file("postern.toml") == before)
  }

  @Test func `files that cannot be read are told`() async throws {
    #expect(try await program.run("import", "env", "/nonexistent").status == 74)
    #expect(try await program.run("import", "env", program.folder.path).status == 74)
    let yaml = try await run("spring", "spring:\n  mail:\n", name: "application.yml")
    #expect(yaml.status == 65 && yaml.errors.contains("YAML is not read"))
    try program.folder.write("latin", Data([0x61, 0xE4, 0x0A]))
    let latin = try await program.run("import", "env", program.folder.file("latin"))
    #expect(latin.status == 65 && latin.errors.contains("not UTF-8"))
    #expect(program.file("postern.toml").isEmpty)
  }

  @Test func `no command of a file is run`() async throws {
    let mark = program.folder.file("mark")
    let result = try await run(
      "msmtp",
      "account default\nhost h.example\nauth on\nuser u\neval touch \(mark)\npasswordeval touch \(mark)\n"
    )
    #expect(result.status == 0 && result.errors.contains("a command, which is not run"))
    #expect(!FileManager.default.fileExists(atPath: mark))
    #expect(
      try await program.succeed("show", "authentication.password-command") == "touch \(mark)\n")
  }

  @Test func `Postfix's passwords are found beside its main.cf`() async throws {
    try program.folder.write("sasl_passwd", "[mail.example.com]:587 app:open sesame\n")
    let result = try await run(
      "postfix",
      "relayhost = [mail.example.com]:587\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = hash:$config_directory/sasl_passwd\nsmtp_tls_security_level = encrypt\n"
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(program.file("secrets.toml").contains("open sesame"))
  }

  @Test func `a server ends sending by Exchange, and says so`() async throws {
    try await program.succeed("set", "protocol=exchange")
    let result = try await run("env", "SMTP_HOST=mail.example.com\n")
    #expect(result.output.hasPrefix("protocol = smtp"))
    #expect(try await program.succeed("show", "protocol") == "smtp\n")
  }

  @Test(arguments: ExportCommandTests.formats)
  func `what one set-up exports, another imports`(format: String) async throws {
    #expect(try await run("msmtp", Self.msmtprc).status == 0)
    try await program.succeed("set", "authentication.mechanism=PLAIN")
    let file = program.folder.file("exported")
    try await program.succeed("export", format, "--with-secrets", "--out", file)
    let other = try Program()
    try await other.succeed("import", format, file)
    for key in [
      "smtp.server", "smtp.port", "smtp.encryption", "authentication.mode", "authentication.user",
      "system.address",
    ] {
      #expect(try await other.succeed("show", key) == (try await program.succeed("show", key)))
    }
    #expect(other.file("secrets.toml") == program.file("secrets.toml"))
  }
}
