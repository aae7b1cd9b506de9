import Foundation
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

  @Test(arguments: [
    "`id`", "|prog", "\\root", "-root", "a b", "x/y", "näme", String(repeating: "a", count: 65),
  ])
  func `a name that no alias can have is told so, without a command for it`(name: String)
    async throws
  {
    let program = try await SendCommandTests.program(at: 9)
    let result = try await program.run("send", "-t", input: "To: \(name)\n\nb\n")
    #expect(result.status == 65 && result.speaksForItself, "\(result.errors)")
    #expect(!result.errors.contains("postern set") && result.errors.contains("Nothing was sent."))
  }

  @Test(arguments: ["root", "www-data", "a.b_c+d", "Ops"])
  func `the command for a name is one that works, with the set-up that was given`(name: String)
    async throws
  {
    let program = try await SendCommandTests.program(at: 9)
    let home = program.folder.file("its home")
    try FileManager.default.moveItem(atPath: program.home, toPath: home)
    let result = try await program.run("send", "--home", home, "--", name, input: "a: b\n\n")
    let command = "postern set aliases.\(name.lowercased())=address --home '\(home)'"
    #expect(result.errors.contains(": \(command)\n"), "\(result.errors)")
    let bare = try await program.run(
      "send", name, input: "a: b\n\n", environment: ["POSTERN_HOME": home])
    #expect(bare.errors.contains(": postern set aliases.\(name.lowercased())=address\n"))
    let mended = try await program.run(
      "set", "aliases.\(name.lowercased())=a@example.com", "--home", home)
    #expect(mended.status == 0, "\(mended.errors)")
  }

  @Test func `what the encoding cannot write is told with the set-up that was given`() async throws
  {
    let program = try await SendCommandTests.program(at: 9, ["message.encoding=US-ASCII"])
    let mail = "Subject: a\n\nb\n"
    let result = try await program.run(
      "send", "--home", program.home, "-F", "Jörg", "a@example.com", input: mail)
    #expect(result.status == 65)
    #expect(
      result.errors.contains("postern set message.encoding=UTF-8 --home \(program.home)\n"),
      "\(result.errors)")
    try program.write("mails", "From a Mon Jan  1 00:00:00 2026\nTo: x\n\(mail)\n")
    let batch = try await program.run(
      "send", "--home", program.home, "--batch", program.home + "/mails")
    #expect(
      batch.errors.contains("aliases.x=address --home \(program.home)\n"), "\(batch.errors)")
  }

  @Test(arguments: ["", ",", " , "])
  func `recipients that are empty are told as such`(word: String) async throws {
    let program = try await SendCommandTests.program(at: 9)
    let result = try await program.run("send", word, input: "To: a@example.com\n\nb\n")
    #expect(result.status == 65 && !result.errors.contains("header"), "\(result.errors)")
    let header = try await program.run("send", "-t", word, input: "Subject: b\n\nb\n")
    #expect(header.status == 65 && header.errors.contains("header"), "\(header.errors)")
  }

  @Test func `a wrong alias in the file is found by check`() async throws {
    let program = try await SendCommandTests.program()
    try program.write("postern.toml", program.file("postern.toml") + "\n[aliases]\nroot = \"a@\"\n")
    let result = try await program.run("check")
    #expect(result.status == 78 && result.output.contains("aliases.root"))
  }
}
