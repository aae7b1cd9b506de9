import Foundation
import TestSupport
import Testing

@Suite struct PasswordCommandsTests {
  @Test(arguments: [
    ("hunter2\n", "hunter2"), ("hunter2\r\n", "hunter2"), ("hunter2", "hunter2"),
    (" spaces \nsecond line\n", " spaces "), ("ü\"\\'#\n", "ü\"\\'#"),
  ])
  func `one line of standard input is the password`(input: String, password: String) async throws {
    let program = try Program()
    let result = try await program.run("password", "set", "smtp", input: input)
    #expect(result.status == 0)
    #expect(result.output.isEmpty && result.errors.isEmpty)
    try await program.succeed("set", "smtp.server=127.0.0.1")
    #expect(try await program.succeed("show", "smtp.password") == "set\n")
    let escaped = password.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let file = program.file("secrets.toml")
    #expect(file.contains("\"\(escaped)\"") || file.contains("'\(password)'"), "\(file)")
    #expect(!program.file("postern.toml").contains(password))
  }

  @Test(arguments: ["", "\n", "a\tb\n", "a\0b\n", "\u{7F}\n"])
  func `an unusable password is refused and the old one stays`(input: String) async throws {
    let program = try Program()
    try await program.succeed("password", "set", "smtp", input: "old\n")
    let before = program.file("secrets.toml")
    let result = try await program.run("password", "set", "smtp", input: input)
    #expect(result.status == 65)
    #expect(result.speaksForItself)
    #expect(program.file("secrets.toml") == before)
  }

  @Test(arguments: [
    ["set", "smtp", "hunter2"], ["set", "hunter2"], ["hunter2"], ["set", "hunter2", "smtp"],
    ["set", "smtp", "--hunter2"], ["set", "smtp", "--", "-hunter2"],
    ["set", "smtp", "--password=hunter2"],
    ["set", "smtp", "--", "hunter2"], ["delete", "smtp", "hunter2"], ["set", "smtp", "--home"],
    ["hunter2", "--home", "x"],
  ])
  func `a password is never an argument, and none is repeated`(words: [String]) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, ["password"] + words, input: Data("x\n".utf8),
      environment: program.environment(), inheriting: false)
    #expect(result.status == 64)
    #expect(result.speaksForItself)
    #expect(result.errors.contains("never an argument"))
    #expect(!(result.errors + result.output).contains("hunter2"))
    #expect(program.file("secrets.toml").isEmpty)
  }

  @Test(arguments: [["password", "--help"], ["password", "set", "--help"]])
  func `help is still to be had`(words: [String]) async throws {
    let program = try Program()
    let result = try await Command.run(
      Program.path, words, environment: program.environment(), inheriting: false)
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE"))
  }

  private func set(_ program: Program, _ bytes: [UInt8]) async throws -> CommandResult {
    try await Command.run(
      Program.path, ["password", "set", "smtp"], input: Data(bytes),
      environment: program.environment(), inheriting: false)
  }

  @Test func `a byte-order mark is dropped with a word`() async throws {
    let program = try Program()
    let result = try await set(program, [0xEF, 0xBB, 0xBF] + Array("hunter2\r\n".utf8))
    #expect(result.status == 0)
    #expect(result.errors.contains("byte-order mark"))
    #expect(program.file("secrets.toml").contains("\"hunter2\""))
    let only = try await set(program, [0xEF, 0xBB, 0xBF, 0x0A])
    #expect(only.status == 65)
    #expect(program.file("secrets.toml").contains("\"hunter2\""))
  }

  @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32])
  func `other encodings are refused by name`(encoding: String.Encoding) async throws {
    let program = try Program()
    let bytes = try #require("hunter2\n".data(using: encoding))
    let result = try await set(program, Array(bytes))
    #expect(result.status == 65)
    #expect(result.errors.contains("UTF-16"), "\(result.errors)")
    #expect(program.file("secrets.toml").isEmpty)
    let latin = try await set(program, [0x68, 0xFC, 0x0A])
    #expect(latin.status == 65)
    #expect(latin.errors.contains("not UTF-8"))
  }

  @Test(arguments: [
    ("smtp", "smtp.password"), ("incoming", "incoming.password"),
    ("exchange", "exchange.client-secret"),
  ])
  func `each of the three is set and deleted by its name`(name: String, key: String) async throws {
    let program = try Program()
    try await program.succeed("set", "authentication.user=alice", "incoming.user=bob")
    try await program.succeed("password", "set", name, input: "hunter2\n")
    #expect(try await program.succeed("show", key) == "set\n")
    try await program.succeed("password", "delete", name)
    #expect(try await program.succeed("show", key) == "not set\n")
    #expect(!program.file("secrets.toml").contains("hunter2"))
    #expect(try await program.succeed("show", "authentication.user") == "alice\n")
    let again = try await program.run("password", "delete", name)
    #expect(again.status == 0)
    #expect(again.errors.contains("no \(key) to delete"))
  }

  @Test func `secrets that others can read are refused with the command that mends it`()
    async throws
  {
    let program = try Program()
    try program.write("secrets.toml", "[smtp]\npassword = \"hunter2\"\n", mode: 0o644)
    for words in [["show"], ["check"], ["password", "delete", "smtp"], ["set", "smtp.port=26"]] {
      let result = try await Command.run(
        Program.path, words, environment: program.environment(), inheriting: false)
      #expect(result.status == 78, "\(words)")
      #expect((result.errors + result.output).contains("chmod 600 \(program.home)/secrets.toml"))
      #expect(!(result.errors + result.output).contains("hunter2"))
    }
  }

  @Test func `a password command counts instead, which is told`() async throws {
    let program = try Program()
    try await program.succeed("set", "authentication.password-command=pass mail")
    let result = try await program.run("password", "set", "smtp", input: "x\n")
    #expect(result.errors.contains("password-command"))
  }
}
