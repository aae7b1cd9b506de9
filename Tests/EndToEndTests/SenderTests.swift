import TestSupport
import Testing

/// The test e-mail as one that a user triggers: by what the server gets.
@Suite struct SenderTests {
  private func setUp(_ server: ScriptedServer, sender: String) throws -> SetUp {
    try SetUp(
      """
      [system]
      name = "Your Server"
      address = "yourserver@yourdomain.com"
      [smtp]
      server = "127.0.0.1"
      port = \(server.port)
      [message]
      sender = "\(sender)"

      """)
  }

  @Test func `in a user's name, From is the user and the envelope stays the system's`() async throws
  {
    let server = try RecordingServer.start()
    let wizard = try setUp(server, sender: "user").wizard("setup", "--section", "test-email")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.type("admin@yourdomain.com")
    try await wizard.waitFor("▸admin@yourdomain.com_")
    try await wizard.press("[ Send as a user")
    let screen = try await wizard.waitForDelivery(to: "admin@yourdomain.com")
    #expect(screen.words.contains("This proves a mail that a user triggers: it came from admin@"))
    let lines = server.lines
    #expect(lines.contains { $0.hasPrefix("MAIL FROM:<yourserver@yourdomain.com>") })
    #expect(lines.contains("From: \"Example User\" <admin@yourdomain.com>"), "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("Reply-To:") })
  }

  @Test func `with the system address, replies go to the user`() async throws {
    let server = try RecordingServer.start()
    let wizard = try setUp(server, sender: "system").wizard("setup", "--section", "test-email")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("admin@yourdomain.com")
    try await wizard.waitForDelivery(to: "admin@yourdomain.com")
    try await wizard.press("[ Send as a user")
    try await wizard.waitUntil("the second delivery") {
      $0.words.contains("and replies go to admin@yourdomain.com")
    }
    let lines = server.lines
    #expect(lines.contains("Reply-To: \"Example User\" <admin@yourdomain.com>"), "\(lines)")
    #expect(lines.contains("From: \"Your Server\" <yourserver@yourdomain.com>"))
  }
}
