import Foundation
import TestSupport
import Testing

/// From an empty section Exchange to a delivered test e-mail, by keys alone.
@Suite struct LinkingTests {
  static let servers = Shared { try ExchangeServers() }

  /// A set-up that only says where the tests' servers are, which no person has to say.
  private func setUp(_ servers: ExchangeServers) throws -> SetUp {
    try SetUp(
      """
      protocol = "exchange"
      [system]
      address = "\(servers.provider.registration.mailbox)"
      [exchange]
      authority = "\(servers.provider.authority)"
      server = "localhost"
      port = \(servers.postfix.port("submission"))

      """)
  }

  /// What both flows ask for.
  private func answer(_ wizard: Tmux, _ servers: ExchangeServers) throws {
    let registration = servers.provider.registration
    try wizard.answer(registration.tenant)
    try wizard.answer(registration.clientID)
    try wizard.answer(registration.clientSecret ?? "")
    try wizard.answer("2030-05-31")
  }

  /// The address on the page, whatever the width of the window.
  private func address(_ wizard: Tmux, _ servers: ExchangeServers) throws -> String {
    let lines = try wizard.screen().split(separator: "\n").map(String.init)
    let rest = lines.drop { !$0.hasPrefix(servers.provider.authority) }
    return rest.prefix { !$0.contains(" ") }.joined()
  }

  @Test(arguments: [(80, 24), (60, 15)])
  func `a person signs in elsewhere, and a mail is delivered`(
    columns: Int, rows: Int
  ) async throws {
    let servers = try await Self.servers.get()
    let setUp = try setUp(servers)
    let wizard = try setUp.wizard(
      "setup", "--section", "exchange", columns: columns, rows: rows,
      variables: servers.environment)
    try await wizard.see(section: 2, "Exchange")
    try wizard.send("Enter")
    try answer(wizard, servers)
    try wizard.answer("https://app.example.org")
    try wizard.send("Enter")
    try await wizard.waitForCursor(at: "[ Link MS Exchange")
    try wizard.send("Enter")
    try await wizard.waitFor("paste it here:")
    // Where there is little room, the address is in sight with its button.
    try await wizard.waitUntilGone("One moment.")
    try wizard.send("BTab")
    try await wizard.waitForCursor(at: "[ Copy the address")
    let address = try address(wizard, servers)
    #expect(address.hasSuffix("code_challenge_method=S256"))
    let back = try servers.provider.signIn(at: address)
    try wizard.paste(back)
    try wizard.send("Enter")
    try await wizard.waitFor("Linked as alice@contoso.example")
    let recipient = "linked-\(columns)@example.org"
    try await wizard.sendTest(to: recipient)
    _ = try await servers.postfix.inbox(of: recipient)
    #expect(setUp.file("secrets.toml").contains("refresh-token"))
    #expect(!setUp.file("postern.toml").contains("tenant"))
  }

  @Test(arguments: [(80, 24), (60, 15)])
  func `the application alone gets its token, and a mail is delivered`(
    columns: Int, rows: Int
  ) async throws {
    let servers = try await Self.servers.get()
    let setUp = try setUp(servers)
    let wizard = try setUp.wizard(
      "setup", "--section", "exchange", columns: columns, rows: rows,
      variables: servers.environment)
    try await wizard.see(section: 2, "Exchange")
    try wizard.send("Right", "Enter")
    try answer(wizard, servers)
    try wizard.send("Enter")
    try await wizard.waitForCursor(at: "[ Get the application")
    try wizard.send("Enter")
    try await wizard.waitFor("has got its token")
    let recipient = "alone-\(columns)@example.org"
    try await wizard.sendTest(to: recipient)
    #expect(try await servers.postfix.inbox(of: recipient).count == 1)
    // Nobody has signed in, so there is nothing that a person's link would leave.
    #expect(!setUp.file("secrets.toml").contains("refresh-token"))
  }

  @Test func `a foreign answer is told, the provider that has gone too, and nothing is linked`()
    async throws
  {
    let servers = try ExchangeServers()
    let setUp = try setUp(servers)
    let settings = servers.settings()
    let path = ["set"] + settings
    let saved = try await Command.run(
      SetUp.program, path, environment: ["POSTERN_HOME": setUp.home], timeout: 20)
    #expect(saved.status == 0)
    let wizard = try setUp.wizard(
      "setup", "--section", "exchange", variables: servers.environment)
    try await wizard.see(section: 2, "Exchange")
    for _ in 0..<7 { try wizard.send("Enter") }
    try await wizard.waitForCursor(at: "[ Link MS Exchange")
    try wizard.send("Enter")
    // The page comes first, and the address once it is remembered: nothing can be pasted before.
    try await wizard.waitFor("/authorize?")
    try wizard.paste("https://app.example.org/msExchangeAuthCallback.action?code=abc&state=xyz")
    try wizard.send("Enter")
    try await wizard.waitFor("belongs to no sign-in that was begun here")
    let back = try servers.provider.signIn(at: address(wizard, servers))
    servers.provider.stop()
    try wizard.paste(back)
    try wizard.send("Enter")
    try await wizard.waitFor("cannot be reached")
    #expect(!setUp.file("secrets.toml").contains("token"))
    try wizard.send("Escape")
    try await wizard.see(section: 2, "Exchange")
  }
}
