import TestSupport
import Testing

/// The stored password kept, replaced, deleted, and each taken back: by what the server sees.
@Suite struct PasswordTests {
  private func open(_ setUp: SetUp) async throws -> Tmux {
    let wizard = try setUp.wizard("setup", "--section", "authentication")
    try await wizard.see(section: 6, "Authentication")
    try wizard.send("Tab", "Tab")
    try await wizard.waitForCursor(at: "Password")
    return wizard
  }

  private func save(_ wizard: Tmux) async throws {
    try wizard.send("F2")
    try await wizard.waitFor("Saved in ")
  }

  @Test func `an empty field keeps the stored password`() async throws {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let before = setUp.file("secrets.toml")
    let wizard = try await open(setUp)
    #expect(try wizard.screen().contains("stored, kept"))
    try await save(wizard)
    try await wizard.sendTest(to: "kept@example.com")
    #expect(server.passwords == ["the stored one"])
    #expect(setUp.file("secrets.toml") == before)
    #expect(try !wizard.history().contains("the stored one"))
  }

  @Test func `typing replaces it, for the test at once and for good on saving`() async throws {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let wizard = try await open(setUp)
    try wizard.type("a new \"one\" \\ ü%")
    try await wizard.waitFor("will be replaced")
    #expect(try !wizard.screen().contains("a new"))
    try await wizard.sendTest(to: "replaced@example.com")
    #expect(setUp.file("secrets.toml").contains("the stored one"))
    try await save(wizard)
    #expect(!setUp.file("secrets.toml").contains("the stored one"))
    try await wizard.quitWithoutSaving()

    let next = try setUp.wizard()
    try await next.sendTest(to: "replaced@example.com")
    #expect(server.passwords == ["a new \"one\" \\ ü%", "a new \"one\" \\ ü%"])
  }

  @Test func `Delete deletes it, nothing is sent without it, and the user name stays`() async throws
  {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let wizard = try await open(setUp)
    try wizard.send("Tab")
    try await wizard.waitForCursor(at: "[ Delete")
    try wizard.send("Enter")
    try await wizard.waitFor("will be deleted")
    #expect(setUp.file("secrets.toml").contains("the stored one"))
    try wizard.send("F5")
    try wizard.answer("deleted@example.com")
    try await wizard.waitUntil("the refusal") { $0.words.contains("a password is needed") }
    try await save(wizard)
    #expect(!setUp.file("secrets.toml").contains("the stored one"))
    #expect(setUp.file("postern.toml").contains("user = \"alice\""))
    try await wizard.quitWithoutSaving()
    let next = try await open(setUp)
    #expect(try next.screen().contains("none stored"))
    #expect(server.connections.isEmpty)
  }

  @Test(arguments: [true, false])
  func `Undo takes back what was typed, and a deletion`(isDeletion: Bool) async throws {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let wizard = try await open(setUp)
    if isDeletion {
      try wizard.send("Tab", "Enter")
      try await wizard.waitFor("will be deleted")
    } else {
      try wizard.type("a slip")
      try await wizard.waitFor("will be replaced")
      try wizard.send("Tab")
    }
    try await wizard.waitForCursor(at: "[ Undo")
    try wizard.send("Enter")
    try await wizard.waitFor("stored, kept")
    #expect(try !wizard.screen().contains("unsaved"))
    try await save(wizard)
    try await wizard.sendTest(to: "undone@example.com")
    #expect(server.passwords == ["the stored one"])
  }

  @Test func `typing after Delete means replace`() async throws {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let wizard = try await open(setUp)
    try wizard.send("Tab", "Enter")
    try await wizard.waitFor("will be deleted")
    try wizard.send("BTab")
    try await wizard.waitForCursor(at: "Password")
    try wizard.type("typed after all")
    try await wizard.waitFor("will be replaced")
    try await save(wizard)
    try await wizard.sendTest(to: "after@example.com")
    #expect(server.passwords == ["typed after all"])
  }

  @Test func `another server does not get the password until it is typed again`() async throws {
    let server = try RecordingServer.start()
    let setUp = try RecordingServer.setUp(server)
    let wizard = try setUp.wizard("setup", "--section", "server")
    try await wizard.see(section: 4, "Server")
    try wizard.send("C-u")
    try wizard.type("localhost")
    try wizard.send("F5")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("moved@example.com")
    try await wizard.waitUntil("the refusal") {
      $0.words.contains("was given for 127.0.0.1 and is not sent to localhost: type it again")
    }
    #expect(server.connections.isEmpty)
    // One more key goes where it is typed.
    try wizard.send("Enter")
    try await wizard.see(section: 6, "Authentication")
    try await wizard.waitForCursor(at: "Password")
    try wizard.type("for localhost")
    try wizard.send("F5")
    try await wizard.waitForDelivery(to: "moved@example.com")
    #expect(server.passwords == ["for localhost"])
    try await save(wizard)
    #expect(setUp.file("secrets.toml").contains("password-for = \"localhost\""))
  }
}
