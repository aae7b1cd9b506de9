import TestSupport
import Testing

@Suite struct CheckCommandTests {
  private struct Document: Decodable {
    struct Finding: Decodable {
      let key: String?
      let sentence: String
      let file: String?
      let line: Int?
      let column: Int?
      let fixes: [Fix]
    }
    struct Fix: Decodable {
      let label: String
      let changes: [String: String]
    }
    let schema: Int
    let home: String
    let valid: Bool
    let problems: [Finding]
    let warnings: [Finding]
  }

  @Test func `values in other words in a file are valid, warned of, and written anew by a save`()
    async throws
  {
    let program = try Program()
    try program.write(
      "postern.toml",
      "[system]\naddress = \"app@example.com\"\n[smtp]\nserver = \"mail_server\" # ours\n"
        + "encryption = \"STARTTLS\" # theirs\nport = 587\n")
    let result = try await program.run("check", "--json")
    #expect(result.status == 0)
    let document = try result.document(Document.self)
    #expect(document.warnings.map(\.key) == ["smtp.server", "smtp.encryption"])
    #expect(document.warnings.last?.sentence == "STARTTLS is read as tls")
    #expect(try await program.succeed("show", "smtp.encryption") == "tls\n")
    try await program.succeed("set", "system.name=X")
    #expect(program.file("postern.toml").contains("encryption = \"tls\" # theirs"))
  }

  @Test func `a problem that can be mended brings its command`() async throws {
    let program = try Program()
    try program.write(
      "postern.toml",
      "[system]\naddress = \"Ann <ann@example.com>\"\n[smtp]\nserver = \"mail.example.com:465\"\n")
    let words = try await program.run("check").output
    #expect(
      words.contains("postern set smtp.encryption=ssl smtp.port=465 smtp.server=mail.example.com"),
      "\(words)")
    #expect(
      words.contains("postern set system.address=ann@example.com system.name=Ann"), "\(words)")
    let document = try await program.run("check", "--json").document(Document.self)
    #expect(document.problems.flatMap(\.fixes).count == 2)
  }

  @Test func `an empty set-up lacks an address and a server`() async throws {
    let program = try Program()
    let result = try await program.run("check", "--json")
    #expect(result.status == 78)
    let document = try result.document(Document.self)
    #expect(document.schema == 1 && !document.valid && document.home == program.home)
    #expect(document.problems.map(\.key) == ["system.address", "smtp.server"])
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [("US-ASCII", "Jörg"), ("ISO-8859-1", "Łódź"), ("EUC-KR", "Ünal")])
  func `a name that the encoding cannot write is a problem, since no mail has another`(
    encoding: String, name: String
  ) async throws {
    let program = try Program()
    try await program.succeed(
      "set", "system.address=app@example.com", "smtp.server=mail.example.com",
      "system.name=\(name)", "message.encoding=\(encoding)")
    let result = try await program.run("check", "--json")
    #expect(result.status == 78)
    let document = try result.document(Document.self)
    #expect(!document.valid && document.problems.map(\.key) == ["message.encoding"])
    #expect(document.problems.first?.fixes.first?.changes == ["message.encoding": "UTF-8"])
    let words = try await program.run("check")
    #expect(words.status == 78 && !words.output.contains("complete and valid"))
    #expect(words.output.contains("postern set message.encoding=UTF-8"), "\(words.output)")
    try await program.succeed("set", "message.encoding=UTF-8")
    #expect(try await program.succeed("check").contains("complete and valid"))
  }

  @Test func `a complete set-up is valid, its warnings notwithstanding`() async throws {
    let program = try Program()
    try await program.succeed(
      "set", "system.address=app@example.com", "smtp.server=mail.example.com", "smtp.port=465")
    let result = try await program.run("check", "--json")
    #expect(result.status == 0)
    let document = try result.document(Document.self)
    #expect(document.valid && document.problems.isEmpty)
    #expect(document.warnings.map(\.key) == ["smtp.port"])
    #expect(document.warnings.first?.fixes.first?.changes["smtp.encryption"] == "ssl")
    #expect(try await program.succeed("check").contains("complete and valid"))
  }

  @Test func `every wrong value is named with file and line`() async throws {
    let program = try Program()
    try program.write(
      "postern.toml",
      "[smtp]\nserver = \"a b\"\nport = 70000\ntypo = 1\n[exchange]\ntenant = \"x\"\n")
    let result = try await program.run("check", "--json")
    #expect(result.status == 78)
    let document = try result.document(Document.self)
    #expect(
      document.problems.map { "\($0.key ?? "") \($0.line ?? 0)" } == [
        "smtp.server 2", "smtp.port 3", "exchange.tenant 6", "system.address 0",
      ])
    #expect(document.problems.first?.file == program.home + "/postern.toml")
    #expect(document.warnings.map { "\($0.key ?? "") \($0.line ?? 0)" } == ["smtp.typo 4"])
    let text = try await program.run("check")
    #expect(text.status == 78)
    #expect(text.output.contains("problem: smtp.port: 70000 is not a port: 1 to 65535"))
    #expect(text.output.contains("line 3"))
  }

  @Test(arguments: [
    ("[smtp\n", 1), ("a = 1\n[smtp]\nport = = 1\n", 3), ("version = 99\n", 1),
    ("smtp = 5\n", 1), ("[smtp.port]\nx = 1\n", 2), ("x = \"\u{1}\"\n", 1),
  ])
  func `a file that is not understood is told with line and column`(
    text: String, line: Int
  ) async throws {
    let program = try Program()
    try program.write("postern.toml", text)
    let result = try await program.run("check", "--json")
    #expect(result.status == 78)
    let problem = try #require(result.document(Document.self).problems.first)
    #expect(problem.file == program.home + "/postern.toml")
    #expect(problem.line == line)
    #expect((problem.column ?? 0) >= 1)
  }

  @Test func `a folder instead of a file is a problem, not a crash`() async throws {
    let program = try Program()
    try program.write("postern.toml/inside", "")
    let result = try await program.run("check", "--json")
    #expect(result.status == 78)
    #expect(try result.document(Document.self).problems.first?.file != nil)
  }
}
