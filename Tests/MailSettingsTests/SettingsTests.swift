import MailSettings
import Testing

@Suite struct SettingsTests {
  @Test func `defaults fill in what nobody typed`() throws {
    let settings = try Settings(.complete())
    let server = try #require(settings.smtp)
    #expect(server.host.ascii == "mail.example.com")
    #expect(server.port == .smtp)
    #expect(server.encryption == .none)
    #expect(server.signIn == .none)
    #expect(server.helloName == nil && !server.allowsClearTextPassword)
    #expect(settings.systemAddress.name == nil)
    #expect(settings.encoding == .utf8)
    #expect(settings.senderMode == .system)
    #expect(settings.connectionLimit == nil)
  }

  @Test func `what is typed arrives`() throws {
    var draft = Draft.complete([
      "system.name": "Your Server", "smtp.port": "2525", "smtp.encryption": "tls-if-available",
      "smtp.allow-clear-text-password": "true", "smtp.hello-name": "app.example.com",
      "authentication.mode": "password", "authentication.user": "alice",
      "authentication.mechanism": "login", "message.encoding": "utf16", "message.sender": "user",
      "connections.maximum": "10",
    ])
    draft.smtp.password.type("geheim")
    let settings = try Settings(draft)
    #expect(settings.systemAddress.name?.text == "Your Server")
    #expect(settings.encoding == .utf8)
    #expect(settings.senderMode == .user)
    #expect(settings.connectionLimit?.number == 10)
    let server = try #require(settings.smtp)
    let login = try #require(server.signIn.credentials)
    #expect(server.port.text == "2525")
    #expect(server.allowsClearTextPassword)
    #expect(server.helloName?.text == "app.example.com")
    #expect(login.user.text == "alice")
    #expect(login.password == .secret(Secret("geheim")))
    #expect(login.mechanism.text == "LOGIN")
  }

  @Test func `the incoming mailbox lends its login, or is signed in at first`() throws {
    var texts = [
      "authentication.mode": "incoming", "incoming.server": "imap.example.com",
      "incoming.user": "bob", "incoming.password-command": "pass mail",
      "incoming.encryption": "ssl",
    ]
    let command = PasswordSource.command(try PlainText(typed: "pass mail"))
    let login = try #require(Settings(.complete(texts)).smtp?.signIn.credentials)
    #expect(login.user.text == "bob" && login.password == command)
    texts["authentication.mode"] = "incoming-first"
    let incoming = try IncomingServer(.complete(texts))
    #expect(try Settings(.complete(texts)).smtp?.signIn == .incomingFirst(incoming))
    #expect(incoming.host.ascii == "imap.example.com" && incoming.port == .imaps)
    #expect(incoming.credentials.password == command)
  }

  @Test func `an incoming server can be tested before anything else is right`() throws {
    var texts = ["incoming.server": "imap.example.com", "incoming.port": "x", "incoming.user": "b"]
    #expect(throws: SettingProblem(key: "incoming.port", problem: .notAPort("x"))) {
      try IncomingServer(Draft(texts))
    }
    texts["incoming.port"] = ""
    #expect(throws: SettingProblem(key: "incoming.password", problem: .noPassword(user: "b"))) {
      try IncomingServer(Draft(texts))
    }
  }

  @Test func `Exchange needs its three and has defaults for the rest`() throws {
    let id = "11111111-2222-3333-4444-555555555555"
    let draft = Draft([
      "protocol": "exchange", "system.address": "app@example.com", "exchange.tenant": "example.com",
      "exchange.client-id": id, "exchange.app-url": "https://app.example.com/",
    ])
    let account = try #require(Settings(draft).exchange)
    #expect(account.host.ascii == "smtp.office365.com")
    #expect(account.port == .submission && account.encryption == .tls)
    #expect(account.scopes == Scopes.documented && account.mailbox == nil)
    #expect(account.authority == "https://login.microsoftonline.com")
  }

  @Test func `a problem is thrown with its key`() {
    #expect(throws: SettingProblem(key: "smtp.port", problem: .notAPort("70000"))) {
      try Settings(.complete(["smtp.port": "70000"]))
    }
  }
}
