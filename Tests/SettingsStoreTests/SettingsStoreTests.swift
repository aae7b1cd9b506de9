import MailSettings
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct SettingsStoreTests {
  /// A right value for every setting, none of them the default.
  static let samples: [String: String] = [
    "protocol": "exchange", "system.name": "Your \"Server\" \\ ☃",
    "system.address": "a@example.com",
    "smtp.server": "mail.example.com", "smtp.port": "2525", "smtp.encryption": "tls",
    "smtp.allow-clear-text-password": "true", "smtp.hello-name": "app.example.com",
    "smtp.source-address": "192.0.2.7",
    "authentication.mode": "password", "authentication.user": "domäin\\user",
    "authentication.password-command": "pass show 'mail' | head -1 # \"x\"",
    "authentication.mechanism": "PLAIN", "incoming.protocol": "pop3",
    "incoming.server": "pop.example.com", "incoming.port": "995", "incoming.encryption": "ssl",
    "incoming.allow-clear-text-password": "true", "incoming.user": "u",
    "incoming.password-command": "c", "message.encoding": "ISO-8859-1", "message.sender": "user",
    "connections.maximum": "10", "exchange.flow": "app-only", "exchange.cloud": "china",
    "exchange.user": "u@example.com", "exchange.client-secret-expires": "2027-05-31",
    "exchange.client-certificate": "/etc/c.pem", "exchange.client-key": "/etc/k.pem",
    "exchange.imap-server": "imap.example.com", "exchange.imap-port": "1993",
    "exchange.tenant": "example.onmicrosoft.com",
    "exchange.client-id": "11111111-2222-3333-4444-555555555555",
    "exchange.app-url": "https://app.example.com/", "exchange.mailbox": "m@example.com",
    "exchange.scopes": "https://outlook.office.com/SMTP.Send",
    "exchange.authority": "https://login.microsoftonline.us", "exchange.server": "smtp.example.com",
    "exchange.port": "2587", "exchange.encryption": "ssl", "queue.enabled": "true",
    "queue.give-up-after": "36h", "relay.listen": "[::1]:2525", "relay.socket": "/run/p/submit",
    "relay.allow": "www-data, 1000", "relay.refuse": "games",
  ]

  static var full: Draft {
    Setting.all.reduce(into: Draft()) { $0[$1] = samples[$1.key.name] ?? "" }
  }

  @Test func `there is no set-up in a folder that does not exist`() throws {
    let folder = try TestFolder()
    let loaded = try folder.store.load()
    #expect(!loaded.exists)
    #expect(loaded.draft == Draft())
    #expect(folder.names.isEmpty)
  }

  @Test func `every setting comes back as it was saved`() throws {
    let folder = try TestFolder()
    let saved = try folder.store.save(Self.full).draft
    #expect(Self.full.wrongTexts.isEmpty)
    #expect(Setting.all.allSatisfy { !Self.full[$0].isEmpty })
    #expect(saved == Self.full)
    let loaded = try folder.store.load()
    #expect(loaded.exists)
    #expect(loaded.draft == Self.full)
  }

  @Test(arguments: SettingKey.allCases.map(\.name))
  func `a setting comes back alone and can be taken out again`(key: String) throws {
    let folder = try TestFolder()
    let setting = try #require(Setting.named(key))
    var draft = Draft()
    draft[setting] = try #require(Self.samples[key])
    _ = try folder.store.save(draft)
    #expect(try folder.store.load().draft == draft)
    draft[setting] = ""
    _ = try folder.store.save(draft)
    #expect(try folder.store.load().draft == Draft())
  }

  @Test func `passwords are stored with the host that they were given for`() throws {
    let folder = try TestFolder()
    var draft = Self.full
    draft.smtp.password.type("p\"ä\\ß")
    draft.exchange.clientSecret.type("secret")
    let saved = try folder.store.save(draft).draft
    #expect(saved.smtp.password.change == .keep)
    #expect(saved.smtp.password.stored == .init(Secret("p\"ä\\ß"), host: "mail.example.com"))
    #expect(saved.exchange.clientSecret.stored == .init(Secret("secret"), host: nil))
    #expect(try folder.store.load().draft == saved)
    #expect(try folder.mode("secrets.toml") == 0o600)
    #expect(try folder.mode(".") == 0o700)
    #expect(folder.names == ["postern.toml", "run", "secrets.toml"])
    #expect(try !folder.text("postern.toml").contains("secret\""))
  }
}
