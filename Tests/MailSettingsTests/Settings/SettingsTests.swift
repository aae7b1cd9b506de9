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

  @Test func `mails wait only where the queue is on`() throws {
    #expect(try Settings(.complete()).queue == nil)
    let settings = try Settings(.complete(["queue.enabled": "true"]))
    #expect(settings.queue?.giveUpAfter == .usual)
    let longer = try Settings(
      .complete(["queue.enabled": "true", "queue.give-up-after": "5d"]))
    #expect(longer.queue?.giveUpAfter.seconds == 432_000)
    #expect(try QueueSettings(Draft(["queue.enabled": "true"]))?.giveUpAfter == .usual)
  }

  @Test func `the relay listens where the set-up says, and to whom`() throws {
    let none = try Settings(.complete()).relay
    #expect(none.listen == nil && none.socket == nil && none.allow == nil && none.refuse == nil)
    let relay = try Settings(
      .complete([
        "relay.listen": "localhost:2525", "relay.socket": "/run/postern/submit",
        "relay.allow": "www-data,33", "relay.refuse": "games",
      ])
    ).relay
    #expect(relay.listen?.text == "127.0.0.1:2525")
    #expect(relay.socket?.text == "/run/postern/submit")
    #expect(relay.allow?.names == ["www-data", "33"] && relay.refuse?.names == ["games"])
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
    #expect(account.application.authority.text == "https://login.microsoftonline.com")
    #expect(account.application.credential == nil && account.user == nil)
    guard case .delegated(let signIn) = account.flow else {
      Issue.record("not delegated")
      return
    }
    #expect(signIn.scopes == .documented)
    #expect(signIn.redirectURI == "https://app.example.com/msExchangeAuthCallback.action")
    #expect(signIn.imap.place == "outlook.office365.com:993")
  }

  private let application = [
    "protocol": "exchange", "system.address": "app@example.com", "exchange.flow": "app-only",
    "exchange.tenant": "example.com", "exchange.client-id": "11111111-2222-3333-4444-555555555555",
  ]

  @Test func `an application alone needs no callback, but something to prove itself with`() throws {
    var draft = Draft(application)
    #expect(
      draft.problems == [SettingProblem(key: .password(.exchange), problem: .noClientCredential)])
    draft.exchange.clientSecret.type("s3cr3t~value")
    let account = try #require(Settings(draft).exchange)
    #expect(account.flow == .appOnly(mailbox: try MailAddress(typed: "app@example.com")))
    #expect(account.application.credential == .secret(Secret("s3cr3t~value")))
  }

  @Test func `a certificate counts more than a secret, and is nothing without its key`() throws {
    var draft = Draft(application.merging(["exchange.client-certificate": "/c.pem"]) { $1 })
    #expect(draft.problems.map(\.key.name) == ["exchange.client-key"])
    draft[.exchangeClientKey] = "/k.pem"
    draft.exchange.clientSecret.type("s")
    let account = try #require(Settings(draft).exchange)
    let (certificate, key) = (
      try AbsolutePath(typed: "/c.pem"), try AbsolutePath(typed: "/k.pem")
    )
    #expect(account.application.credential == .certificate(certificate, key: key))
  }

  @Test(arguments: ["common", "organizations", "Consumers"])
  func `an application alone needs a directory of its own`(tenant: String) {
    var draft = Draft(application.merging(["exchange.tenant": tenant]) { $1 })
    draft.exchange.clientSecret.type("s")
    #expect(
      draft.problems == [SettingProblem(.exchangeTenant, .sharedTenant(tenant.lowercased()))])
    draft[.exchangeFlow] = "delegated"
    draft[.exchangeAppURL] = "https://app.example.com"
    #expect(draft.problems.isEmpty)
  }

  @Test func `the directory's id is not the application's`() {
    let draft = Draft(
      application.merging(["exchange.tenant": "11111111-2222-3333-4444-555555555555"]) { $1 })
    #expect(draft.problems.contains(SettingProblem(.exchangeClientID, .tenantAsApplication)))
  }

  @Test(arguments: [
    ("gcc-high", "https://login.microsoftonline.us", "smtp.office365.us:587"),
    ("dod", "https://login.microsoftonline.us", "outlook-dod.office365.us:587"),
    ("china", "https://login.partner.microsoftonline.cn", "smtp.partner.outlook.cn:587"),
  ])
  func `a cloud brings its places, and what was typed stays`(
    cloud: String, authority: String, server: String
  ) throws {
    var draft = Draft(application.merging(["exchange.cloud": cloud]) { $1 })
    draft.exchange.clientSecret.type("s")
    let account = try #require(Settings(draft).exchange)
    #expect(account.application.authority.text == authority)
    #expect(account.endpoint.place == server)
    draft[.exchangeAuthority] = "https://127.0.0.1:8443/"
    draft[.exchangeServer] = "localhost"
    let own = try #require(Settings(draft).exchange)
    #expect(own.application.authority.text == "https://127.0.0.1:8443")
    #expect(own.endpoint.host.text == "localhost")
  }

  @Test func `the sign-in host is never asked without encryption`() {
    for text in ["http://127.0.0.1:8080", "http://localhost", "http://login.example.com"] {
      #expect(Entry<Authority>(text).problem != nil)
    }
  }

  @Test func `a problem is thrown with its key`() {
    #expect(throws: SettingProblem(key: "smtp.port", problem: .notAPort("70000"))) {
      try Settings(.complete(["smtp.port": "70000"]))
    }
  }
}
