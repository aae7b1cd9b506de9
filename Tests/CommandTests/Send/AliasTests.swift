import TestSupport
import Testing

/// Names on this machine, from `set` to the mail.
@Suite struct AliasTests {
  @Test func `an alias is set, shown, used and removed; comments stay`() async throws {
    let program = try await SendCommandTests.program()
    try await program.succeed("set", "aliases.root=admin-a@example.com", "aliases.www-data=root")
    let file = program.file("postern.toml")
    #expect(file.contains("[aliases]\nroot = \"admin-a@example.com\"\nwww-data = \"root\"\n"))
    try program.write(
      "postern.toml", file.replacing("www-data =", with: "# for the web\nwww-data ="))
    #expect(try await program.succeed("show", "aliases.root") == "admin-a@example.com\n")
    #expect(try await program.succeed("show", "--json").contains("\"www-data\" : \"root\""))
    #expect(try await program.run("check").status == 0)
    let result = try await program.run("send", "www-data", input: "To: root\nSubject: a\n\nb\n")
    #expect(result.status == 0, "\(result.errors)")
    let server = try await SendCommandTests.postfix.get()
    let mail = try ParsedMail(try #require(try await server.inbox(of: "admin-a@example.com").first))
    #expect(mail.mailboxes["to"] == [.init(name: "", address: "admin-a@example.com")])
    try await program.succeed("set", "aliases.root=")
    #expect(
      program.file("postern.toml").contains("[aliases]\n# for the web\nwww-data = \"root\"\n"))
    #expect(try await program.run("send", "www-data", input: "a: b\n\n").status == 65)
  }

  @Test(arguments: [
    "aliases.root=nobody at all", "aliases.=a@b.de", "aliases.a b=a@b.de", "aliases.x",
  ])
  func `a wrong alias changes nothing`(change: String) async throws {
    let program = try await SendCommandTests.program()
    let before = program.file("postern.toml")
    let result = try await program.run("set", "system.name=Other", change)
    #expect(result.status == 64 && result.speaksForItself, "\(result.errors)")
    #expect(program.file("postern.toml") == before)
  }

  @Test func `a wrong alias in the file is found by check`() async throws {
    let program = try await SendCommandTests.program()
    try program.write("postern.toml", program.file("postern.toml") + "\n[aliases]\nroot = \"a@\"\n")
    let result = try await program.run("check")
    #expect(result.status == 78 && result.output.contains("aliases.root"))
  }
}
