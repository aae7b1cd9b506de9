import Foundation
import Glibc
import MailSettings
import SystemAccess
import Synchronization
import Testing

@testable import SettingsStore

@Suite struct FailureTests {
  /// A change of settings and secrets in one save, from `secret-1` at `a.example` to `new` at
  /// `b.example`.
  static func change(_ store: SettingsStore) throws -> Draft {
    var draft = try store.load().draft
    draft.smtp.server.text = "b.example"
    draft.smtp.password.type("new")
    return try store.save(draft).draft
  }

  /// Whether the set-up is the old or the new one, nothing in between.
  static func isWhole(_ draft: Draft) -> Bool {
    switch draft.smtp.server.text {
    case "a.example":
      draft.smtp.password.stored == .init(Secret("secret-1"), host: "a.example")
    case "b.example": draft.smtp.password.stored == .init(Secret("new"), host: "b.example")
    default: false
    }
  }

  static func failure(_ body: () throws -> Void) -> StoreError? {
    do {
      try body()
      return nil
    } catch let error as StoreError { return error } catch {
      Issue.record(error)
      return nil
    }
  }

  /// Moves the settings elsewhere and leaves a symbolic link to them.
  static func link(_ folder: TestFolder) {
    mkdir(folder.path + "/other", 0o700)
    rename(folder.home + "/postern.toml", folder.path + "/other/p.toml")
    symlink(folder.path + "/other/p.toml", folder.home + "/postern.toml")
  }

  static func hasLeftovers(_ folder: TestFolder) -> Bool {
    let other = try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/other")
    return (folder.names + (other ?? [])).contains { $0.hasPrefix(".postern-tmp-") }
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT, EROFS], [false, true])
  func `a save that fails at any call leaves the old set-up, and nothing lying about`(
    errno: Int32, isLinked: Bool
  ) throws {
    for step in 1... {
      let folder = try TestFolder()
      _ = try PasswordTests.setUp(folder.store)
      if isLinked { Self.link(folder) }
      let saboteur = Saboteur(failing: step, errno: errno)
      var store = folder.store
      store.disk = saboteur.disk
      let error = Self.failure { _ = try Self.change(store) }
      if saboteur.calls < step { break }
      let loaded = try folder.store.load().draft
      #expect(Self.isWhole(loaded), "step \(step)")
      #expect(!Self.hasLeftovers(folder), "step \(step)")
      if error == nil { #expect(loaded.smtp.server.text == "b.example") }
      if case .system(_, _, let code)? = error { #expect(code == errno) }
      let again = try Self.change(folder.store)
      #expect(try folder.store.load().draft == again)
      #expect(folder.names == ["postern.toml", "run", "secrets.toml"], "step \(step)")
    }
  }

  @Test(arguments: [false, true])
  func `a save that is killed at any call leaves the old or the new set-up whole`(
    isLinked: Bool
  ) async throws {
    var outcomes: [String] = []
    for step in 1... {
      let folder = try TestFolder()
      _ = try PasswordTests.setUp(folder.store)
      if isLinked { Self.link(folder) }
      let home = folder.home
      let result = await #expect(processExitsWith: .failure, observing: [\.exitStatus]) {
        [home = home as String, step = step as Int] in
        var store = SettingsStore(home: home)
        let count = Mutex(0)
        store.disk = Disk { _, _ in
          let now = count.withLock { count in
            count += 1
            return count
          }
          if now == step { kill(getpid(), SIGKILL) }
          return 0
        }
        _ = try FailureTests.change(store)
        exit(99)
      }
      if case .exitCode(let code)? = result?.exitStatus {
        #expect(code == 99)
        break
      }
      let loaded = try folder.store.load().draft
      #expect(Self.isWhole(loaded), "killed before call \(step)")
      outcomes.append(loaded.smtp.server.text)
      let saved = try Self.change(folder.store)
      #expect(try folder.store.load().draft == saved)
      #expect(!Self.hasLeftovers(folder), "killed before call \(step)")
      #expect(
        folder.names == ["postern.toml", "run", "secrets.toml"], "killed before call \(step)")
    }
    #expect(Set(outcomes) == ["a.example", "b.example"])
    #expect(outcomes == outcomes.sorted())
  }

  @Test func `a decided save is read even where it cannot be finished`() throws {
    let folder = try TestFolder()
    _ = try PasswordTests.setUp(folder.store)
    mkdir(folder.home + "/.postern-pending", 0o700)
    try folder.write("[smtp]\nserver = \"b.example\"\n", to: ".postern-pending/postern.toml")
    try folder.write(
      "[smtp]\npassword = \"new\"\npassword-for = \"b.example\"\n",
      to: ".postern-pending/secrets.toml")
    try Mount.readOnly(folder.home) { () throws in
      #expect(Self.isWhole(try folder.store.load().draft))
      #expect(try folder.store.load().draft.smtp.server.text == "b.example")
    }
    #expect(folder.exists(".postern-pending"))
    #expect(Self.isWhole(try folder.store.load().draft))
    #expect(!folder.exists(".postern-pending"))
    #expect(try folder.text("postern.toml").contains("b.example"))
  }

  @Test func `a full disk is named, and the old set-up stays`() throws {
    let folder = try TestFolder()
    mkdir(folder.home, 0o700)
    try Mount.small(folder.home) { () throws in
      let old = try PasswordTests.setUp(folder.store)
      let filler = open(folder.home + "/filler", O_WRONLY | O_CREAT, 0o600)
      let block = [UInt8](repeating: 0x78, count: 512)
      while Glibc.write(filler, block, block.count) > 0 {}
      close(filler)
      let error = #expect(throws: StoreError.self) { try Self.change(folder.store) }
      guard case .system(_, let path, ENOSPC)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(path.hasPrefix(folder.home))
      #expect(error?.sentence.hasSuffix("No space left on device") == true)
      #expect(try folder.store.load().draft == old)
      #expect(folder.names == ["filler", "postern.toml", "run", "secrets.toml"])
      unlink(folder.home + "/filler")
      #expect(Self.isWhole(try Self.change(folder.store)))
    }
  }

  @Test func `a read-only folder is named, and can be read`() throws {
    let folder = try TestFolder()
    let old = try PasswordTests.setUp(folder.store)
    try Mount.readOnly(folder.home) { () throws in
      #expect(try folder.store.load().draft == old)
      let error = #expect(throws: StoreError.self) { try Self.change(folder.store) }
      #expect(error?.sentence.contains(folder.home) == true)
      #expect(error?.sentence.hasSuffix("Read-only file system") == true)
    }
  }

  @Test func `a folder that may not be entered is named`() async throws {
    let folder = try TestFolder()
    _ = try PasswordTests.setUp(folder.store)
    let home = folder.home
    await #expect(processExitsWith: .success) { [home = home as String] in
      setgid(65534)
      setuid(65534)
      let store = SettingsStore(home: home)
      for action in [{ _ = try store.load() }, { _ = try store.save(Draft()) }] {
        let error = #expect(throws: StoreError.self) { try action() }
        #expect(error?.sentence.hasSuffix("Permission denied") == true)
        #expect(error?.sentence.contains(home) == true)
      }
    }
  }
}
