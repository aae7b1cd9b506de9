import TestSupport
import Testing

/// What the wizard finds out about a server's ports, on real ones.
@Suite struct FindOutTests {
  private func search(_ port: Int, trusting variables: [String: String]) async throws -> Tmux {
    let setUp = try SetUp("[system]\naddress = \"app@example.com\"\n")
    let wizard = try setUp.wizard("setup", "--section", "server", variables: variables)
    try await wizard.see(section: 4, "Server")
    try await wizard.waitFor("▸mail.example.com")
    try wizard.answer("localhost")
    try wizard.type("\(port)")
    try wizard.send("Tab", "Tab")
    try await wizard.waitForCursor(at: "[ Find out")
    try wizard.send("Enter")
    return wizard
  }

  @Test(arguments: [
    ("submission", "TLS (STARTTLS, required)"), ("submissions", "SSL (TLS from the first byte)"),
  ])
  func `the port that was typed is found with its encryption, and nobody signs in`(
    port: String, encryption: String
  ) async throws {
    let house = try await MailHouse.shared.get()
    let number = house.port(port)
    let wizard = try await search(number, trusting: house.trust)
    try await wizard.waitUntil("what was filled in", within: 40) {
      $0.words.contains("Filled in: port \(number), \(encryption).")
    }
    try await wizard.waitFor("◂ \(encryption) ▸")
    try await wizard.waitForCursor(at: "[ Next")
    try await wizard.quitWithoutSaving()
  }

  @Test func `Esc stops it at a server that says nothing`() async throws {
    let server = try ScriptedServer([.silence])
    let wizard = try await search(server.port, trusting: [:])
    try await wizard.waitFor("looking")
    try wizard.send("Escape")
    try await wizard.waitUntilGone("looking")
    #expect(try !wizard.screen().contains("Filled in"))
    #expect(try wizard.screen().contains("[ Find out ]"))
  }
}
