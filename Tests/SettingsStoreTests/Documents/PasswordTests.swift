import MailSettings
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct PasswordTests {
  static func setUp(_ store: SettingsStore) throws -> Draft {
    var draft = Draft()
    draft.smtp.server.text = "a.example"
    draft.authentication.user.text = "me"
    draft.smtp.password.type("secret-1")
    draft.incoming.password.type("secret-2")
    return try store.save(draft).draft
  }

  @Test func `a kept password stays`() throws {
    let folder = try TestFolder()
    var draft = try Self.setUp(folder.store)
    draft.authentication.user.text = "you"
    let saved = try folder.store.save(draft).draft
    #expect(saved.smtp.password.stored == .init(Secret("secret-1"), host: "a.example"))
    #expect(try folder.store.load().draft == saved)
  }

  @Test func `a deleted password goes and stays away, and nothing else goes`() throws {
    let folder = try TestFolder()
    var draft = try Self.setUp(folder.store)
    draft.smtp.password.delete()
    let saved = try folder.store.save(draft).draft
    #expect(saved.smtp.password == PasswordDraft())
    #expect(saved.authentication.user.text == "me")
    #expect(saved.incoming.password.stored?.secret == Secret("secret-2"))
    #expect(try folder.store.save(saved).draft == saved)
    let text = try folder.text("secrets.toml")
    #expect(!text.contains("secret-1") && !text.contains("a.example"))
  }

  @Test func `a typed password replaces, for the host that is saved with it`() throws {
    let folder = try TestFolder()
    var draft = try Self.setUp(folder.store)
    draft.smtp.server.text = "Bücher.example"
    draft.smtp.password.type("secret-3")
    let saved = try folder.store.save(draft).draft
    #expect(
      saved.smtp.password.stored == .init(Secret("secret-3"), host: "xn--bcher-kva.example"))
    #expect(try saved.smtp.password.secret(for: "xn--bcher-kva.example") == Secret("secret-3"))
  }

  @Test func `a password of unknown host is bound to the old one when the host changes`() throws {
    let folder = try TestFolder()
    try folder.write("[smtp]\nserver = \"a.example\"\n", to: "postern.toml")
    try folder.write("[smtp]\npassword = \"p\"\n", to: "secrets.toml")
    var draft = try folder.store.load().draft
    #expect(draft.smtp.password.stored?.host == "a.example")
    _ = try folder.store.save(draft)
    #expect(try folder.text("secrets.toml") == "[smtp]\npassword = \"p\"\n")
    draft.smtp.server.text = "b.example"
    #expect(throws: Problem.self) { try draft.smtp.password.secret(for: "b.example") }
    let saved = try folder.store.save(draft).draft
    #expect(try folder.text("secrets.toml").contains("password-for = \"a.example\""))
    #expect(throws: Problem.self) { try saved.smtp.password.secret(for: "b.example") }
  }

  @Test func `a password before any server has no host until one is typed with it`() throws {
    let folder = try TestFolder()
    let draft = try Self.setUp(folder.store)
    #expect(draft.incoming.password.stored == .init(Secret("secret-2"), host: nil))
    #expect(try !folder.text("secrets.toml").contains("incoming.password-for"))
  }

  @Test func `tokens are changed without the settings`() throws {
    let folder = try TestFolder()
    try folder.store.changeSecrets { $0[.refreshToken] = Secret("r") }
    #expect(!folder.exists("postern.toml"))
    #expect(try !folder.store.load().exists)
    #expect(try folder.store.loadSecrets()[.refreshToken] == Secret("r"))
    #expect(try folder.mode("secrets.toml") == 0o600)
  }
}
