import TestSupport
import Testing

/// Only one at a time may change a set-up.
@Suite struct TwoWizardsTests {
  private static let settings = """
    # mine
    [smtp]
    server = "mail.example.com"

    """

  @Test func `the second wizard says who edits and changes nothing`() async throws {
    let setUp = try SetUp(Self.settings)
    let first = try setUp.wizard("setup", "--section", "server")
    try await first.see(section: 4, "Server")
    let second = try setUp.wizard("setup", "--section", "server")
    try await second.see(section: 4, "Server")
    #expect(try second.screen().contains("read-only"))
    let pid = try first.pid()
    for keys in ["x", "F2", "M-2"] {
      try second.send(keys)
      try await second.waitUntil("who edits") { $0.words.contains("process \(pid)") }
      #expect(try second.screen().contains("mail.example.com_"))
      try second.send("Tab", "BTab")
      try await second.waitUntilGone("process \(pid)")
    }
    #expect(setUp.file("postern.toml") == "version = 1\n" + Self.settings)
    try second.send("F10")
    #expect(try await second.waitForExit() == 0)

    try first.type("x")
    try await first.waitFor("mail.example.comx")
    try first.send("F2")
    try await first.waitFor("Saved in ")
    #expect(setUp.file("postern.toml").contains("mail.example.comx"))
  }

  @Test func `commands refuse while a wizard is open, and say who it is`() async throws {
    let setUp = try SetUp(Self.settings)
    let wizard = try setUp.wizard()
    try await wizard.see(section: 3, "System address")
    let set = try await setUp.run("set", "smtp.port=26")
    #expect(set.status == 75)
    #expect(set.errors.hasPrefix("postern: The set-up is being edited by "))
    #expect(set.errors.contains("\(try wizard.pid())"))
    let password = try await setUp.run("password", "set", "smtp", input: "secret\n")
    #expect(password.status == 75)
    let remove = try await setUp.run("certificate", "remove", "mail.example.com:587")
    #expect(remove.status == 75)
    #expect(remove.errors == set.errors)
    #expect(setUp.file("postern.toml") == "version = 1\n" + Self.settings)
    #expect(setUp.file("secrets.toml").isEmpty)
    // Reading is free.
    #expect(try await setUp.run("show", "smtp.server").output == "mail.example.com\n")
    try wizard.send("F10")
    try await wizard.waitForExit()
    #expect(try await setUp.run("set", "smtp.port=26").status == 0)
    #expect(setUp.file("postern.toml").contains("port = 26"))
  }

  @Test func `after the first has gone, the next may edit`() async throws {
    let setUp = try SetUp(Self.settings)
    for kill in [false, true] {
      let wizard = try setUp.wizard("setup", "--section", "server")
      try await wizard.see(section: 4, "Server")
      #expect(try !wizard.screen().contains("read-only"))
      if kill {
        wizard.kill()
      } else {
        try wizard.send("F10")
        try await wizard.waitForExit()
      }
    }
    let last = try setUp.wizard("setup", "--section", "server")
    try await last.see(section: 4, "Server")
    try last.type("y")
    try await last.waitFor("mail.example.comy")
    try last.send("F2")
    try await last.waitFor("Saved in ")
  }

  @Test func `a wizard that could only read takes over when the other one has ended`() async throws
  {
    let setUp = try SetUp(Self.settings)
    let first = try setUp.wizard("setup", "--section", "server")
    try await first.see(section: 4, "Server")
    let second = try setUp.wizard("setup", "--section", "server")
    try await second.waitFor("read-only")
    try first.type("x")
    try first.send("F2")
    try await first.waitFor("Saved in ")
    try first.send("F10")
    try await first.waitForExit()
    try second.send("y")
    try await second.waitFor("you can edit now")
    try await second.waitFor("mail.example.comx_")
    try await second.waitUntilGone("read-only")
    try second.send("z")
    try await second.waitFor("mail.example.comxz_")
    try second.send("F2")
    try await second.waitFor("Saved in ")
    #expect(setUp.file("postern.toml").contains("mail.example.comxz"))
  }

  @Test func `a hand edit made meanwhile is kept, or asked about`() async throws {
    let setUp = try SetUp(Self.settings)
    let wizard = try setUp.wizard("setup", "--section", "server")
    try await wizard.see(section: 4, "Server")
    try wizard.type("x")
    try await wizard.waitFor("mail.example.comx_")
    try setUp.write("postern.toml", Self.settings + "port = 26 # by hand\n")
    try wizard.send("F2")
    try await wizard.waitUntil("the save") { $0.words.contains("1 setting was changed there") }
    #expect(setUp.file("postern.toml").contains("port = 26 # by hand"))
    #expect(setUp.file("postern.toml").contains("mail.example.comx"))

    try wizard.type("y")
    try await wizard.waitFor("mail.example.comxy_")
    let byHand = "[smtp]\nserver = \"hand.example.com\"\nport = 27\n"
    try setUp.write("postern.toml", byHand)
    try wizard.send("F2")
    try await wizard.waitFor("Changed meanwhile")
    try await wizard.waitFor("there hand.example.com")
    try wizard.send("Enter")
    try await wizard.waitUntilGone("Changed meanwhile")
    #expect(setUp.file("postern.toml") == byHand)
    try wizard.send("F2")
    try await wizard.waitFor("[ Take theirs ]")
    try wizard.send("Right", "Enter")
    try await wizard.waitFor("Saved in ")
    #expect(setUp.file("postern.toml") == "[smtp]\nserver = \"mail.example.comxy\"\nport = 27\n")
  }
}
