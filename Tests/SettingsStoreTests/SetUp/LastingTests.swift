import Glibc
import MailSettings
import SystemAccess
import Testing

@testable import SettingsStore

@Suite struct LastingTests {
  /// A store whose folders cannot be made to last.
  static func store(_ folder: TestFolder) -> SettingsStore {
    var store = folder.store
    let home = folder.home
    store.disk = Disk { operation, path in operation == .sync && path == home ? EIO : 0 }
    return store
  }

  static func doubt(_ folder: TestFolder) -> StoreError {
    .mayNotLast(path: folder.home, errno: EIO)
  }

  @Test(arguments: [(true, false), (false, true), (true, true)])
  func `what is in place but may not last counts as saved, with the doubt`(
    newSettings: Bool, newSecrets: Bool
  ) throws {
    let folder = try TestFolder()
    _ = try PasswordTests.setUp(folder.store)
    let saved = try Self.store(folder).change { draft in
      if newSettings { draft.system.name.text = "App" }
      if newSecrets { draft.smtp.password.type("new") }
    }
    #expect(saved.doubt == Self.doubt(folder))
    #expect(saved.doubt?.sentence.hasPrefix("saved, but may not last: cannot write ") == true)
    let loaded = try folder.store.load().draft
    #expect(loaded == saved.draft)
    #expect(loaded.system.name.text == (newSettings ? "App" : ""))
    #expect(loaded.smtp.password.stored?.secret == Secret(newSecrets ? "new" : "secret-1"))
  }

  @Test func `tokens that may not last are told too`() throws {
    let folder = try TestFolder()
    _ = try PasswordTests.setUp(folder.store)
    let doubt = try Self.store(folder).changeSecrets { $0[.refreshToken] = Secret("r") }
    #expect(doubt == Self.doubt(folder))
    #expect(try folder.store.loadSecrets()[.refreshToken] == Secret("r"))
  }

  @Test func `what lasts has no doubt`() throws {
    let folder = try TestFolder()
    #expect(try folder.store.change { $0.system.name.text = "App" }.doubt == nil)
    #expect(try folder.store.change { _ in }.doubt == nil)
  }
}
