import TestSupport
import Testing

/// The four ways to sign in, chosen by keys; what counts is what the servers saw.
@Suite(.serialized) struct SignInModesTests {
  private func setUp(_ house: MailHouse, _ port: String, mode: String) throws -> SetUp {
    try SetUp(
      """
      [system]
      name = "Your Server"
      address = "yourserver@yourdomain.com"
      [smtp]
      server = "localhost"
      port = \(house.port(port))
      [authentication]
      mode = "\(mode)"
      user = "\(MailHouse.user)"

      """,
      secrets: "[smtp]\npassword = \"\(MailHouse.password)\"\npassword-for = \"localhost\"\n")
  }

  /// Opens the section and chooses a mode by so many steps to the right.
  private func choose(_ setUp: SetUp, _ house: MailHouse, steps: Int, _ title: String) async throws
    -> Tmux
  {
    let wizard = try setUp.wizard("setup", "--section", "authentication", variables: house.trust)
    try await wizard.see(section: 6, "Authentication")
    try wizard.send("Right", times: steps)
    try await wizard.waitFor("(•) \(title)")
    return wizard
  }

  private func logins(_ house: MailHouse, on port: String) -> [String] {
    house.postfix.commands(on: port).filter { $0.uppercased().hasPrefix("AUTH") }
  }

  @Test func `none never signs in, although it is offered and a password is stored`() async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try setUp(house, "offered", mode: "password")
    // From the second choice around the end to the first.
    let wizard = try await choose(setUp, house, steps: 3, "No authentication")
    try await wizard.sendTest(to: "mode-none@example.org")
    let mail = try await house.mail(to: "mode-none@example.org").mail
    #expect(mail.header("Subject") == "Test e-mail from Your Server")
    try await waitForQuit(house, on: "offered")
    #expect(logins(house, on: "offered").isEmpty)
    #expect(house.postfix.commands(on: "offered").contains { $0.hasPrefix("EHLO") })
  }

  @Test func `user name and password sign in at the SMTP server`() async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try setUp(house, "login", mode: "none")
    let wizard = try await choose(setUp, house, steps: 1, "User name and password")
    try await wizard.sendTest(to: "mode-password@example.net")
    let mail = try await house.mail(to: "mode-password@example.net").mail
    #expect(received(mail).contains("Authenticated sender: alice"))
    try await waitForQuit(house, on: "login")
    #expect(logins(house, on: "login").count == 1)
  }

  @Test func `the same as the incoming mailbox, whose sign-in is tried first`() async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try setUp(house, "shared", mode: "none")
    let wizard = try await choose(setUp, house, steps: 2, "Same user name and password")
    try await fillMailbox(wizard, house, "imap", user: "bob", password: "bob's own")
    try wizard.send("F5")
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("mode-incoming@example.net")
    try await wizard.waitForDelivery(to: "mode-incoming@example.net")
    let mail = try await house.mail(to: "mode-incoming@example.net").mail
    #expect(received(mail).contains("Authenticated sender: bob"))
    try await house.dovecot.waitForLog(containing: "imap-login: Info: Login: user=<bob>")
  }

  @Test func `first connecting to the incoming mailbox opens the SMTP server`() async throws {
    let house = try await MailHouse.shared.get()
    try house.dovecot.forgetMailboxLogins()
    let setUp = try setUp(house, "pop-first", mode: "none")
    let wizard = try setUp.wizard("setup", "--section", "test-email", variables: house.trust)
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer("mode-first@example.net")
    try await wizard.waitUntil("the refusal") { $0.contains("✗ recipient") }
    try wizard.send("F10")
    try await wizard.waitForExit()

    let next = try await choose(setUp, house, steps: 3, "By first connecting")
    try await fillMailbox(next, house, "pop3", user: MailHouse.user, password: MailHouse.password)
    try house.dovecot.forgetMailboxLogins()
    try await next.sendTest(to: "mode-first@example.net")
    #expect(try next.screen().contains("incoming"))
    _ = try await house.mail(to: "mode-first@example.net")
    try await house.dovecot.waitForLog(containing: "pop3-login: Info: Login: user=<alice>")
    #expect(logins(house, on: "pop-first").isEmpty)
  }

  /// Types the mailbox's settings and tries them with "Test sign-in".
  private func fillMailbox(
    _ wizard: Tmux, _ house: MailHouse, _ port: String, user: String, password: String
  ) async throws {
    try wizard.send("PageDown")
    try await wizard.see(section: 7, "Incoming mailbox")
    if port == "pop3" {
      try wizard.send("Right")
      try await wizard.waitFor("POP3")
    }
    try wizard.send("Tab")
    try wizard.answer("localhost")
    try wizard.answer("\(house.dovecot.endpoint(port).port)")
    try wizard.send("Right", "Right")
    try await wizard.waitFor("TLS (STARTTLS, required)")
    try wizard.send("Enter")
    try wizard.answer(user)
    try wizard.type(password)
    try wizard.send("Tab", "Tab")
    try await wizard.waitForCursor(at: "[ Test sign-in")
    try wizard.send("Enter")
    try await wizard.waitFor("Sign-in works", within: 30)
    #expect(try !wizard.screen().contains(password))
  }

  private func received(_ mail: ParsedMail) -> String {
    mail.headers(named: "Received").map(\.value).joined().words
  }

  /// Commands are logged a moment after they were answered.
  private func waitForQuit(_ house: MailHouse, on port: String) async throws {
    try await Waiting.until("QUIT in the log") { () async -> Bool? in
      house.postfix.commands(on: port).contains("QUIT") ? true : nil
    }
  }
}
