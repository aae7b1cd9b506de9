import MailSettings
import TestSupport
import Testing

@Suite struct SettingsTests {
  @Test func `defaults fill in what nobody typed`() throws {
    let settings = try Settings(.complete())
    let server = try #require(settings.smtp)
    let host = try HostName(typed: "mail.example.com")
    #expect(settings.endpoint == Endpoint(host: host, port: .smtp, encryption: .none))
    #expect(server.signIn == .none)
    #expect(!server.allowsClearTextPassword)
    #expect(settings.systemAddress.name == nil)
    #expect(settings.encoding == .utf8)
    #expect(settings.senderMode == .system)
    #expect(settings.connectionLimit == nil)
  }

  @Test func `what is typed arrives`() throws {
    var draft = Draft.complete([
      "system.name": "Your Server", "smtp.port": "2525", "smtp.encryption": "tls-if-available",
      "smtp.allow-clear-text-password": "true", "smtp.hello-name": "app.example.com",
      "smtp.source-address": "[2001:DB8::7]",
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
    #expect(server.endpoint.port.text == "2525")
    #expect(server.endpoint.encryption == .tlsIfAvailable)
    #expect(server.allowsClearTextPassword)
    #expect(server.endpoint.helloName?.text == "app.example.com")
    #expect(server.endpoint.sourceAddress?.text == "2001:db8::7")
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
    let host = try HostName(typed: "imap.example.com")
    #expect(incoming.endpoint == Endpoint(.imap, host: host, port: .imaps, encryption: .ssl))
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
    let host = try HostName(typed: "smtp.office365.com")
    #expect(account.endpoint == Endpoint(host: host, port: .submission, encryption: .tls))
    #expect(account.scopes == Scopes.documented && account.mailbox == nil)
    #expect(account.authority.text == "https://login.microsoftonline.com")
  }

  @Test func `a problem is thrown with its key`() {
    #expect(throws: SettingProblem(key: "smtp.port", problem: .notAPort("70000"))) {
      try Settings(.complete(["smtp.port": "70000"]))
    }
  }
}
