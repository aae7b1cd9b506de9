import MailSettings
import Testing

@Suite struct SettingTests {
  /// The keys of the contract, and those that Postern adds: for the incoming server, for the
  /// application's certificate and the mailbox server of Exchange, and for the relay's users.
  private let contract = [
    "protocol", "system.name", "system.address", "smtp.server", "smtp.port", "smtp.encryption",
    "smtp.allow-clear-text-password", "smtp.hello-name", "smtp.source-address",
    "authentication.mode",
    "authentication.user", "authentication.password-command", "authentication.mechanism",
    "incoming.protocol", "incoming.server", "incoming.port", "incoming.encryption",
    "incoming.allow-clear-text-password", "incoming.user", "incoming.password-command",
    "message.encoding", "message.sender", "connections.maximum", "exchange.flow",
    "exchange.cloud", "exchange.tenant", "exchange.client-id", "exchange.app-url",
    "exchange.mailbox", "exchange.scopes", "exchange.user", "exchange.client-secret-expires",
    "exchange.client-certificate", "exchange.client-key", "exchange.authority", "exchange.server",
    "exchange.port", "exchange.encryption", "exchange.imap-server", "exchange.imap-port",
    "queue.enabled", "queue.give-up-after", "relay.listen", "relay.socket", "relay.allow",
    "relay.refuse",
  ]

  @Test func `the table holds the keys of the contract, and no other`() {
    #expect(Setting.all.map(\.key.name) == contract)
    for key in contract { #expect(Setting.named(key)?.key.name == key) }
    #expect(Setting.named("smtp.password") == nil)
  }

  @Test func `every key writes a field of its own`() {
    var draft = Draft()
    for setting in Setting.all { draft[setting] = setting.key.name }
    for setting in Setting.all { #expect(draft[setting] == setting.key.name) }
  }

  @Test func `numbers and truths are not strings in TOML`() {
    let kinds = Setting.all.filter { $0.kind != .string }
    #expect(
      kinds.map { "\($0.key.name) \($0.kind)" } == [
        "smtp.port integer", "smtp.allow-clear-text-password boolean", "incoming.port integer",
        "incoming.allow-clear-text-password boolean", "connections.maximum integer",
        "exchange.port integer", "exchange.imap-port integer", "queue.enabled boolean",
      ])
  }

  @Test func `the defaults of an empty draft are those of the contract`() {
    let draft = Draft()
    let defaults = Setting.all.compactMap { setting in
      setting.effective(in: draft).map { "\(setting.key.name)=\($0)" }
    }
    #expect(
      defaults == [
        "protocol=smtp", "smtp.port=25", "smtp.encryption=none",
        "smtp.allow-clear-text-password=false", "authentication.mode=none",
        "authentication.mechanism=auto", "incoming.protocol=imap", "incoming.port=143",
        "incoming.encryption=none", "incoming.allow-clear-text-password=false",
        "message.encoding=UTF-8", "message.sender=system",
        "exchange.flow=delegated", "exchange.cloud=worldwide",
        "exchange.scopes=\(Scopes.documented.text)",
        "exchange.authority=https://login.microsoftonline.com",
        "exchange.server=smtp.office365.com", "exchange.port=587", "exchange.encryption=tls",
        "exchange.imap-server=outlook.office365.com", "exchange.imap-port=993",
        "queue.enabled=false", "queue.give-up-after=2d",
      ])
  }

  @Test func `a default is a right text of its own key`() {
    let empty = Draft()
    for setting in Setting.all {
      var draft = Draft()
      draft[setting] = setting.defaultText(empty) ?? ""
      #expect(setting.problem(draft) == nil, "\(setting.key)")
    }
  }

  @Test(arguments: [
    ("ssl", "", "465"), ("tls", "", "465"), ("tls-if-available", " ", "25"), ("ssl", "0587", "587"),
    ("none", "abc", "abc"),
  ])
  func `what counts is what was typed, else the default`(
    encryption: String, port: String, effective: String
  ) throws {
    var draft = Draft()
    draft.smtp.encryption.text = encryption
    draft.smtp.port.text = port
    let setting = try #require(Setting.named("smtp.port"))
    #expect(setting.effective(in: draft) == effective)
  }
}
