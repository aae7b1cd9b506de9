import Foundation
import TestSupport
import Testing

@Suite struct ShowCommandTests {
  private struct Document: Decodable {
    struct SMTP: Decodable {
      let server: String?
      let port: Int
      let encryption: String
      let password: String
      let allowClearTextPassword: Bool

      enum CodingKeys: String, CodingKey {
        case server, port, encryption, password
        case allowClearTextPassword = "allow-clear-text-password"
      }
    }
    struct System: Decodable {
      let name: String?
      let address: String?
    }
    let schema: Int
    let home: String
    let `protocol`: String
    let system: System
    let smtp: SMTP
    let connections: [String: Int?]
    let exchange: Exchange

    struct Exchange: Decodable {
      let clientSecret: String
      let port: Int
      enum CodingKeys: String, CodingKey {
        case port
        case clientSecret = "client-secret"
      }
    }
  }

  @Test func `JSON mirrors the file with defaults filled in`() async throws {
    let program = try Program()
    try await program.succeed(
      "set", "system.name=Büro \"Süd\"\\", "smtp.server=mail.example.com", "smtp.encryption=ssl")
    try await program.succeed("password", "set", "smtp", input: "hunter2\n")
    let result = try await program.run("show", "--json")
    let document = try result.document(Document.self)
    #expect(document.schema == 1)
    #expect(document.home == program.home)
    #expect(document.protocol == "smtp")
    #expect(document.system.name == "Büro \"Süd\"\\")
    #expect(document.system.address == nil)
    #expect(document.smtp.port == 465)
    #expect(document.smtp.encryption == "ssl")
    #expect(!document.smtp.allowClearTextPassword)
    #expect(document.smtp.password == "set")
    #expect(document.exchange.clientSecret == "not set")
    #expect(document.exchange.port == 587)
    #expect(document.connections.keys.contains("maximum"))
    #expect(!result.output.contains("hunter2"))
  }

  @Test func `one key prints the value that counts, alone`() async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.encryption=tls")
    #expect(try await program.succeed("show", "smtp.port") == "465\n")
    #expect(try await program.succeed("show", "smtp.server") == "\n")
    #expect(try await program.succeed("show", "message.encoding") == "UTF-8\n")
    #expect(try await program.succeed("show", "smtp.password") == "not set\n")
  }

  @Test(arguments: [
    ("smtp.prot", "smtp.port"), ("port", "incoming.port"), ("smtp_server", "smtp.server"),
  ])
  func `an unknown key is refused with what was probably meant`(
    key: String, close: String
  ) async throws {
    let result = try await Program().run("show", key)
    #expect(result.status == 64)
    #expect(result.errors.contains(close))
    #expect(result.output.isEmpty)
  }

  @Test func `the list marks defaults and what is wrong, and shows no secret`() async throws {
    let program = try Program()
    try program.write("postern.toml", "[smtp]\nserver = \"a b\"\nport = 587\n")
    try program.write("secrets.toml", "[smtp]\npassword = \"hunter2\"\n")
    let lines = try await program.succeed("show").split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("smtp.port ") && $0.hasSuffix("  587") })
    #expect(lines.contains { $0.hasPrefix("smtp.encryption ") && $0.hasSuffix("none  (default)") })
    #expect(
      lines.contains { $0.hasPrefix("smtp.server ") && $0.contains("a b  ! a b is not a host") })
    #expect(lines.contains { $0.hasPrefix("smtp.password ") && $0.hasSuffix("  set") })
    #expect(!lines.contains { $0.contains("hunter2") || $0.hasPrefix("exchange.") })
  }

  @Test func `text of a file that steers terminals stays text`() async throws {
    let program = try Program()
    try program.write("postern.toml", "[system]\nname = \"a\\u001B[2J\\u009B1m\\u202Eb\"\n")
    let name = try await program.succeed("show", "system.name")
    #expect(name == "a·[2J·1m·b\n")
    let result = try await program.run("show", "--json")
    #expect(result.outputData.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    #expect(!result.output.unicodeScalars.contains { $0.value == 0x9B || $0.value == 0x202E })
    #expect(try result.document(Document.self).system.name == "a\u{1B}[2J\u{9B}1m\u{202E}b")
  }
}
