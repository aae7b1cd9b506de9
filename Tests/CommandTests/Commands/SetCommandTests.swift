import TestSupport
import Testing

@Suite struct SetCommandTests {
  @Test func `values are written in their canonical spelling`() async throws {
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=Mail.Example.COM", "smtp.port= 0587 ", "smtp.encryption=TLS",
      "message.encoding=latin9", "smtp.allow-clear-text-password=TRUE")
    let file = program.file("postern.toml")
    for line in [
      "server = \"Mail.Example.COM\"", "port = 587", "encryption = \"tls\"",
      "encoding = \"ISO-8859-15\"", "allow-clear-text-password = true", "version = 1",
    ] {
      #expect(file.contains(line), "\(line)")
    }
  }

  @Test func `one wrong value changes nothing, and each wrong one is named`() async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.port=2525")
    let before = program.file("postern.toml")
    let result = try await program.run(
      "set", "system.name=New", "smtp.port=70000", "smtp.server=http://x/", "protocol=exchange")
    #expect(result.status == 64)
    #expect(result.errors.contains("smtp.port: 70000 is not a port: 1 to 65535"))
    #expect(result.errors.contains("smtp.server: http://x/ is more than a name"))
    #expect(program.file("postern.toml") == before)
  }

  @Test(arguments: [
    ("smtp.encryption=starttls", "encryption = \"tls\"", "starttls is written as tls"),
    ("smtp.encryption=SSL/TLS", "encryption = \"ssl\"", "SSL/TLS is written as ssl"),
    ("incoming.protocol=pop", "protocol = \"pop3\"", "pop is written as pop3"),
    ("smtp.port=submission", "port = 587", "submission is written as 587"),
    ("authentication.mode=No authentication", "mode = \"none\"", "is written as none"),
  ])
  func `another word for a value is understood, and told`(
    change: String, line: String, note: String
  ) async throws {
    let program = try Program()
    let result = try await program.run("set", change)
    #expect(result.status == 0)
    #expect(result.errors.contains(note), "\(result.errors)")
    #expect(program.file("postern.toml").contains(line))
  }

  @Test func `what was pasted is answered with the command to type`() async throws {
    let program = try Program()
    let result = try await program.run(
      "set", "smtp.server=smtp://ann:hunter2@mail.example.com:587", "system.name=My Server")
    #expect(result.status == 64)
    #expect(!result.errors.contains("hunter2"), "\(result.errors)")
    let command =
      "postern set system.name='My Server' smtp.server=mail.example.com smtp.port=587 "
      + "smtp.encryption=tls authentication.user=ann"
    #expect(result.errors.contains("Type this instead: \(command)\n"), "\(result.errors)")
    #expect(program.file("postern.toml").isEmpty)
    try await program.succeed(
      "set", "system.name=My Server", "smtp.server=mail.example.com", "smtp.port=587",
      "smtp.encryption=tls", "authentication.user=ann")
  }

  @Test func `an address literal is a name to say, and stays as typed`() async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.hello-name=[192.0.2.3]", "smtp.server=mail_server")
    #expect(try await program.succeed("show", "smtp.hello-name") == "[192.0.2.3]\n")
    #expect(try await program.succeed("show", "smtp.server") == "mail_server\n")
  }

  @Test func `an empty value removes the key`() async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.port=2525", "smtp.server=mail.example.com")
    try await program.succeed("set", "smtp.port=")
    #expect(!program.file("postern.toml").contains("port"))
    #expect(try await program.succeed("show", "smtp.port") == "25\n")
  }

  @Test func `comments and unknown keys survive`() async throws {
    let program = try Program()
    try program.write("postern.toml", "# mine\n[smtp]\nport = 25 # theirs\nodd = 1\n")
    try await program.succeed("set", "smtp.port=26", "system.name=X=Y")
    let file = program.file("postern.toml")
    for text in ["# mine", "# theirs", "odd = 1", "port = 26", "name = \"X=Y\""] {
      #expect(file.contains(text), "\(text)")
    }
  }

  @Test(arguments: [
    ["smtp.port"], ["=5"], ["smtp.prt=5"], ["smtp.password=hunter2"], ["version=2"],
    ["smtp.port=1", "smtp.port=2"], ["smtp=5"], ["smtp.port=25\u{301}"], ["system.name=a\nb"],
  ])
  func `what is no setting is refused`(words: [String]) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, ["set"] + words, environment: program.environment(), inheriting: false)
    #expect(result.status == 64)
    #expect(result.speaksForItself, "\(result.errors)")
    #expect(!result.errors.contains("hunter2"))
    #expect(program.file("postern.toml").isEmpty)
  }

  @Test func `a broken file is told with its place and left alone`() async throws {
    let program = try Program()
    try program.write("postern.toml", "[smtp]\nport = = 5\n")
    let result = try await program.run("set", "smtp.port=26")
    #expect(result.status == 78)
    #expect(result.errors.contains("postern.toml, line 2, column 8"))
    #expect(program.file("postern.toml") == "[smtp]\nport = = 5\n")
  }

  @Test func `a change that makes something odd says so`() async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.server=mail.example.com", "smtp.port=465")
    let result = try await program.run("set", "smtp.encryption=tls")
    #expect(result.status == 0)
    #expect(result.errors.contains("Note on smtp.port"))
    #expect(result.output.isEmpty)
  }

  @Test func `a new server does not get the old one's password`() async throws {
    let program = try Program()
    try await program.succeed(
      "set", "smtp.server=mail.example.com", "authentication.mode=password",
      "authentication.user=alice", "system.address=app@example.com", "smtp.encryption=ssl")
    try await program.succeed("password", "set", "smtp", input: "hunter2\n")
    try await program.succeed("check")
    let result = try await program.run("set", "smtp.server=other.example")
    #expect(result.status == 0)
    #expect(result.errors.contains("was given for mail.example.com"))
    #expect(try await program.run("check").status == 78)
    try await program.succeed("set", "smtp.server=MAIL.example.com.")
    try await program.succeed("check")
  }
}
