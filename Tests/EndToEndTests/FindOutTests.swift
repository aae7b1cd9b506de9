import TestSupport
import Testing

/// What the wizard finds out about a server's ports, on real ones.
@Suite struct FindOutTests {
  private func search(_ port: Int, trusting variables: [String: String]) async throws -> Tmux {
    let setUp = try SetUp(
      """
      [system]
      address = "app@example.com"
      [authentication]
      mode = "password"
      user = "alice"

      """, secrets: "[smtp]\npassword = \"open sesame\"\npassword-for = \"localhost\"\n")
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
    (PostfixPort.Security.startTLSRequired, "TLS (STARTTLS, required)"),
    (.ssl, "SSL (TLS from the first byte)"),
  ])
  func `the port that was typed is found with its encryption, and nobody signs in`(
    security: PostfixPort.Security, encryption: String
  ) async throws {
    let house = try await MailHouse.shared.get()
    let server = try PostfixServer(
      ports: ["found": PostfixPort(security, login: .offered)],
      certificate: house.certificate, logins: house.dovecot)
    let number = server.port("found")
    let wizard = try await search(number, trusting: house.trust)
    try await wizard.waitUntil("what was filled in", within: 40) {
      $0.words.contains("Filled in: port \(number), \(encryption).")
    }
    try await wizard.waitFor("◂ \(encryption) ▸")
    try await wizard.waitForCursor(at: "[ Next")
    // Postfix counts the commands of each connection: of the one that waited for its start, too.
    let ends = try await Waiting.until("the ends of three connections") { () async in
      let ends = server.log().split(separator: "\n").filter { $0.contains("disconnect from") }
      return ends.count == 3 ? ends : nil
    }
    #expect(!ends.contains { $0.contains("auth=") }, "\(ends)")
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
