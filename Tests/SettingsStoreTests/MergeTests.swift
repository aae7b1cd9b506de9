import MailSettings
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct MergeTests {
  @Test func `what another program wrote meanwhile stays`() throws {
    let folder = try TestFolder()
    try folder.write("[smtp]\nserver = \"a.example\"\nport = 25\n", to: "postern.toml")
    let base = try folder.store.load().draft
    try folder.write(
      "# by hand\n[smtp]\nserver = \"b.example\"\nport = 26\nmine = 1\n", to: "postern.toml")
    var draft = base
    draft.smtp.encryption.text = "tls"
    draft.system.name.text = "App"
    let saved = try folder.store.save(draft, changing: base).draft
    #expect(saved.smtp.server.text == "b.example")
    #expect(saved.smtp.port.text == "26")
    #expect(
      try folder.text("postern.toml") == "# by hand\n[smtp]\nserver = \"b.example\"\nport = 26\n"
        + "mine = 1\nencryption = \"tls\"\n\n[system]\nname = \"App\"\n")
  }

  @Test func `the same setting changed on both sides is a conflict, and nothing is written`()
    throws
  {
    let folder = try TestFolder()
    try folder.write("[smtp]\nport = 25\n", to: "postern.toml")
    let base = try folder.store.load().draft
    let byHand = "[smtp]\nport = 26\nserver = \"b.example\"\n"
    try folder.write(byHand, to: "postern.toml")
    var draft = base
    draft.smtp.port.text = "587"
    let theirs = try folder.store.load().draft
    #expect(throws: StoreError.conflict(theirs)) {
      try folder.store.save(draft, changing: base)
    }
    #expect(try folder.text("postern.toml") == byHand)
    draft = draft.merged(onto: theirs, since: base, preferring: .mine)
    let saved = try folder.store.save(draft, changing: theirs).draft
    #expect(saved.smtp.port.text == "587")
    #expect(saved.smtp.server.text == "b.example")
  }

  @Test func `without a base the draft counts as a whole`() throws {
    let folder = try TestFolder()
    try folder.write("[smtp]\nserver = \"a.example\"\nmine = 1\n", to: "postern.toml")
    var draft = Draft()
    draft.system.name.text = "App"
    #expect(try folder.store.save(draft).draft == draft)
    #expect(try folder.text("postern.toml") == "[smtp]\nmine = 1\n\n[system]\nname = \"App\"\n")
  }

  @Test func `a kept password is the one that another program stored`() throws {
    let folder = try TestFolder()
    let base = try PasswordTests.setUp(folder.store)
    try folder.store.changeSecrets { $0[.smtpPassword] = Secret("renewed") }
    var draft = base
    draft.system.name.text = "App"
    let saved = try folder.store.save(draft, changing: base).draft
    #expect(saved.smtp.password.stored?.secret == Secret("renewed"))
  }

  @Test func `a wrong text is refused and nothing is written`() throws {
    let folder = try TestFolder()
    var draft = Draft()
    draft.smtp.port.text = "70000"
    let wrong = SettingProblem(key: "smtp.port", problem: .notAPort("70000"))
    #expect(throws: StoreError.wrongSetting(wrong)) { try folder.store.save(draft) }
    #expect(folder.names.isEmpty)
  }

  @Test func `a wrong text in the file is read, refused by a save, and mended by one`() throws {
    let folder = try TestFolder()
    try folder.write("[smtp]\nport = \"abc\"\n", to: "postern.toml")
    let base = try folder.store.load()
    #expect(base.draft.smtp.port.text == "abc")
    #expect(base.line(of: "smtp.port") == 2)
    var draft = base.draft
    draft.system.name.text = "App"
    #expect(throws: StoreError.self) { try folder.store.save(draft, changing: base.draft) }
    draft.smtp.port.text = "25"
    _ = try folder.store.save(draft, changing: base.draft)
    #expect(try folder.text("postern.toml").hasPrefix("[smtp]\nport = 25\n"))
  }

  @Test func `many saves at once lose nothing`() async throws {
    let folder = try TestFolder()
    let store = folder.store
    let base = try store.save(Draft()).draft
    try await withThrowingTaskGroup(of: Void.self) { group in
      for setting in Setting.all {
        group.addTask {
          var draft = base
          draft[setting] = SettingsStoreTests.samples[setting.key.name] ?? ""
          _ = try store.save(draft, changing: base)
        }
        group.addTask { _ = try store.load() }
      }
      try await group.waitForAll()
    }
    #expect(try store.load().draft == SettingsStoreTests.full)
  }
}
