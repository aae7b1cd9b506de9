import Foundation
import Glibc
import MailSettings
import SystemAccess
import Testing

@testable import SettingsStore

@Suite struct PermissionTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    _ = try PasswordTests.setUp(folder.store)
  }

  func loadError() -> StoreError? {
    do throws(StoreError) {
      _ = try folder.store.load()
      return nil
    } catch { return error }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o620, 0o601, 0o777] as [mode_t])
  func `a secrets file open to others is refused with the command that mends it`(mode: mode_t) {
    let path = folder.home + "/secrets.toml"
    chmod(path, mode)
    #expect(loadError() == .tooOpen(path: path, mode: mode, isFolder: false))
    #expect(loadError()?.sentence.hasSuffix("run: chmod 600 \(path)") == true)
    #expect(throws: StoreError.self) { try folder.store.save(Draft()) }
    chmod(path, 0o600)
    #expect(loadError() == nil)
  }

  @Test(arguments: [0o750, 0o701, 0o777] as [mode_t])
  func `a folder open to others is refused with the command that mends it`(mode: mode_t) {
    chmod(folder.home, mode)
    #expect(loadError() == .tooOpen(path: folder.home, mode: mode, isFolder: true))
    #expect(loadError()?.sentence.hasSuffix("run: chmod 700 \(folder.home)") == true)
  }

  @Test func `settings without secrets may lie in an open folder, but no password goes there`()
    throws
  {
    unlink(folder.home + "/secrets.toml")
    chmod(folder.home, 0o755)
    var draft = try folder.store.load().draft
    draft.system.name.text = "App"
    draft = try folder.store.save(draft).draft
    draft.smtp.password.type("p")
    #expect(throws: StoreError.tooOpen(path: folder.home, mode: 0o755, isFolder: true)) {
      try folder.store.save(draft)
    }
    #expect(folder.names == ["postern.toml", "run"])
  }

  @Test func `secrets are not read through a symbolic link`() throws {
    let path = folder.home + "/secrets.toml"
    rename(path, folder.path + "/elsewhere")
    symlink(folder.path + "/elsewhere", path)
    #expect(loadError() == .symbolicLink(path: path))
    symlink("/nowhere", folder.path + "/x")
    #expect(throws: StoreError.self) {
      try folder.store.changeSecrets { $0[.account] = Secret("a") }
    }
  }

  @Test(arguments: ["secrets.toml", "postern.toml"])
  func `a pipe or a folder in the place of a file is refused at once`(name: String) {
    let path = folder.home + "/" + name
    unlink(path)
    mkfifo(path, 0o600)
    #expect(loadError() == .notAFile(path: path))
    unlink(path)
    mkdir(path, 0o700)
    #expect(loadError() == .notAFile(path: path))
  }

  @Test func `secrets of somebody else are refused`() {
    let path = folder.home + "/secrets.toml"
    chown(path, 65534, 65534)
    #expect(loadError() == .foreignOwner(path: path, owner: 65534))
    #expect(loadError()?.sentence.contains("belongs to nobody") == true)
    #expect(loadError()?.sentence.hasSuffix("chown root \(path)") == true)
    chown(path, 0, 0)
    chown(folder.home + "/postern.toml", 65534, 65534)
    #expect(loadError() == nil)
    chown(path, 65533, 65533)
    chown(folder.home, 65534, 65534)
    #expect(loadError() == .foreignOwner(path: path, owner: 65533))
  }

  @Test func `root keeps a service's set-up its own`() throws {
    for name in [".", "postern.toml", "secrets.toml"] {
      chown(folder.home + "/" + name, 65534, 65534)
    }
    chmod(folder.home + "/postern.toml", 0o640)
    unlink(folder.home + "/secrets.toml")
    var draft = try folder.store.load().draft
    draft.system.name.text = "App"
    draft.smtp.password.type("p")
    _ = try folder.store.save(draft)
    for name in ["postern.toml", "secrets.toml", "run/save"] {
      var status = stat()
      stat(folder.home + "/" + name, &status)
      #expect(status.st_uid == (name == "run/save" ? 0 : 65534), "\(name)")
    }
    #expect(try folder.mode("postern.toml") == 0o640)
    #expect(try folder.mode("secrets.toml") == 0o600)
  }

  @Test func `a link to the settings is followed, and its target replaced`() throws {
    let target = folder.path + "/elsewhere/mine.toml"
    mkdir(folder.path + "/elsewhere", 0o755)
    rename(folder.home + "/postern.toml", target)
    chmod(target, 0o604)
    symlink("../elsewhere/mine.toml", folder.home + "/postern.toml")
    var draft = try folder.store.load().draft
    draft.system.name.text = "App"
    _ = try folder.store.save(draft)
    draft.smtp.password.type("p")
    draft.system.name.text = "App 2"
    let saved = try folder.store.save(draft).draft
    #expect(try String(contentsOfFile: target, encoding: .utf8).contains("App 2"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.home + "/postern.toml")
        == "../elsewhere/mine.toml")
    var status = stat()
    stat(target, &status)
    #expect(status.st_mode & 0o777 == 0o604)
    #expect(try folder.store.load().draft == saved)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/elsewhere") == [
        "mine.toml"
      ])
  }

  @Test func `a link to nothing is refused`() {
    let path = folder.home + "/postern.toml"
    unlink(path)
    symlink("/nowhere/postern.toml", path)
    #expect(loadError() == .brokenLink(path: path))
    #expect(throws: StoreError.brokenLink(path: path)) { try folder.store.save(Draft()) }
  }

  @Test func `a file of a megabyte and more is refused`() throws {
    try folder.write(String(repeating: "#\n", count: 600_000), to: "postern.toml")
    #expect(loadError() == .tooLarge(path: folder.home + "/postern.toml", limit: 1 << 20))
  }

  @Test func `a folder is made with all above it, for its owner alone`() throws {
    let store = SettingsStore(home: folder.path + "/a/b/c")
    _ = try store.save(Draft())
    for path in ["/a", "/a/b", "/a/b/c", "/a/b/c/run"] {
      var status = stat()
      stat(folder.path + path, &status)
      #expect(status.st_mode & 0o7777 == 0o700)
    }
  }
}
