import TestSupport
import Testing

/// Ports and encryptions that do not fit: the diagnosis, and one Enter to a delivered mail.
@Suite struct TLSRepairTests {
  private func setUp(
    _ encryption: String, port: Int
  ) throws -> SetUp {
    try SetUp(
      """
      [system]
      address = "yourserver@yourdomain.com"
      [smtp]
      server = "localhost"
      port = \(port)
      encryption = "\(encryption)"
      [authentication]
      mode = "password"
      user = "\(MailHouse.user)"

      """,
      secrets: "[smtp]\npassword = \"\(MailHouse.password)\"\npassword-for = \"localhost\"\n")
  }

  /// Fails with a diagnosis, whose first button is pressed, and then sends.
  private func repair(
    _ setUp: SetUp, _ house: MailHouse, to recipient: String, told cause: String, button: String,
    change: String, within seconds: Double = 30
  ) async throws {
    let wizard = try setUp.wizard("setup", "--section", "test-email", variables: house.trust)
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer(recipient)
    try await wizard.waitUntil("the diagnosis and its way out", within: seconds) {
      $0.words.contains(cause) && $0.contains("[ \(button) and send again ]")
    }
    try await wizard.waitForCursor(at: "[ \(button)")
    try wizard.send("Enter")
    let end = try await wizard.waitForDelivery(to: recipient)
    #expect(end.contains("1 unsaved change") && end.contains("✓ Encryption is now "), "\(end)")
    #expect(!end.words.contains(cause), "\(end)")
    _ = try await house.mail(to: recipient)
    try wizard.send("F2")
    try await wizard.waitFor("Saved in ")
    #expect(setUp.file("postern.toml").contains(change))
  }

  @Test func `SSL where STARTTLS is spoken`() async throws {
    let house = try await MailHouse.shared.get()
    let port = house.port("submission")
    try await repair(
      setUp("ssl", port: port), house, to: "repair-ssl@example.net",
      told: "does not speak SSL from the first byte", button: "Use TLS on port \(port)",
      change: #"encryption = "tls""#)
  }

  @Test func `no encryption where the server wants it`() async throws {
    let house = try await MailHouse.shared.get()
    let port = house.port("submission")
    try await repair(
      setUp("none", port: port), house, to: "repair-none@example.org",
      told: "It may offer it once the connection is encrypted", button: "Use TLS on port \(port)",
      change: #"encryption = "tls""#)
  }

  /// Both sides wait for the other to begin, up to the end of the whole test's time.
  @Test func `STARTTLS where SSL is spoken`() async throws {
    let house = try await MailHouse.shared.get()
    let port = house.port("submissions")
    try await repair(
      setUp("tls", port: port), house, to: "repair-tls@example.net",
      told: "took the connection and said nothing", button: "Use SSL on port \(port)",
      change: #"encryption = "ssl""#, within: 90)
  }

  @Test func `TLS on a port without it is never given up by itself`() async throws {
    let house = try await MailHouse.shared.get()
    let port = house.port("plain")
    let setUp = try setUp("tls", port: port)
    let wizard = try setUp.wizard("setup", "--section", "test-email", variables: house.trust)
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("repair-plain@example.net")
    let screen = try await wizard.waitUntil("the diagnosis", within: 30) {
      $0.words.contains("does not offer STARTTLS, so nothing was sent")
    }
    #expect(!screen.contains("no encryption") && !screen.contains("in clear"))
    #expect(house.postfix.maildirs.mails(of: "repair-plain@example.net").isEmpty)
  }

  @Test func `a password in clear is only sent after a yes that is not the default`() async throws {
    let house = try await MailHouse.shared.get()
    let address = try OwnAddress.routable()
    let server = try RecordingServer.start(at: address)
    let setUp = try RecordingServer.setUp(server, at: address)
    let wizard = try setUp.wizard("setup", "--section", "encryption", variables: house.trust)
    try await wizard.see(section: 5, "Encryption")
    try wizard.send("Right")
    try await wizard.waitFor("(•) TLS if available")
    try wizard.send("F5")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("clear@example.com")
    try await wizard.waitUntil("the diagnosis") { $0.words.contains("it was not sent") }
    #expect(server.passwords.isEmpty)
    try await wizard.press("[ Send the password in clear")
    try await wizard.waitFor("Send the password in clear?")
    try wizard.send("Enter")
    try await wizard.waitUntilGone("Yes, for this set-up")
    #expect(try wizard.screen().contains("1 unsaved change"))
    #expect(server.passwords.isEmpty)
    try await wizard.press("[ Send the password in clear")
    try await wizard.waitFor("Yes, for this set-up")
    try wizard.send("Right", "Enter")
    let end = try await wizard.waitForDelivery(to: "clear@example.com")
    #expect(end.words.contains("“Send the password even in clear” is on now"), "\(end)")
    #expect(server.passwords == ["the stored one"])
  }
}
