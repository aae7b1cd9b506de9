import Foundation
import Glibc
import MailSettings
import Testing

@testable import SettingsStore

/// Whether a command in `postern.toml` may be run depends on who could have written it.
@Suite struct CommandRefusalTests {
  let folder: TestFolder
  private var file: String { folder.home + "/postern.toml" }

  init() throws {
    folder = try TestFolder()
    try folder.write("[authentication]\npassword-command = \"echo x\"\n", to: "postern.toml")
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o444] as [mode_t])
  func `what only its owner can write may be run`(mode: mode_t) {
    chmod(file, mode)
    #expect(folder.store.commandRefusal == nil)
  }

  @Test(arguments: [0o664, 0o666, 0o620, 0o602] as [mode_t])
  func `a file that others can write is refused with the command that mends it`(mode: mode_t) {
    chmod(file, mode)
    #expect(folder.store.commandRefusal == .exposedCommand(path: file, mode: mode))
    #expect(folder.store.commandRefusal?.sentence.hasSuffix("run: chmod go-w \(file)") == true)
    chmod(file, mode & ~0o022)
    #expect(folder.store.commandRefusal == nil)
  }

  @Test(arguments: [0o770, 0o777, 0o722] as [mode_t])
  func `a folder in which others could replace the file is refused`(mode: mode_t) {
    chmod(folder.home, mode)
    #expect(folder.store.commandRefusal == .exposedCommand(path: folder.home, mode: mode))
  }

  @Test func `where only owners may replace their files, others may write`() {
    chmod(folder.home, 0o1777)
    #expect(folder.store.commandRefusal == nil)
  }

  @Test func `a link counts by what it leads to, and where that lies`() throws {
    let place = folder.path + "/elsewhere"
    mkdir(place, 0o700)
    rename(file, place + "/real.toml")
    symlink(place + "/real.toml", file)
    #expect(folder.store.commandRefusal == nil)
    chmod(place + "/real.toml", 0o664)
    #expect(
      folder.store.commandRefusal == .exposedCommand(path: place + "/real.toml", mode: 0o664))
    chmod(place + "/real.toml", 0o644)
    chmod(place, 0o777)
    #expect(folder.store.commandRefusal == .exposedCommand(path: place, mode: 0o777))
  }

  @Test func `root runs no command of somebody else's file or folder`() throws {
    try #require(geteuid() == 0, "only root can give files away")
    chown(file, 65534, 65534)
    #expect(folder.store.commandRefusal == .foreignCommand(path: file, owner: 65534))
    #expect(folder.store.commandRefusal?.sentence.contains("run: chown root") == true)
    chown(file, 0, 0)
    chown(folder.home, 65534, 65534)
    #expect(folder.store.commandRefusal == .foreignCommand(path: folder.home, owner: 65534))
  }

  @Test func `without a file there is nothing to refuse`() {
    unlink(file)
    #expect(folder.store.commandRefusal == nil)
  }
}
