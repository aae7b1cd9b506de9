import Glibc
import MailSettings
import SystemAccess
import Testing

@testable import SettingsStore

@Suite struct SettingsLockTests {
  static func holder(_ home: String) -> LockHolder? {
    do throws(StoreError) {
      _ = try SettingsLock.acquire(home: home)
      return nil
    } catch {
      if case .held(let holder) = error { return holder }
      Issue.record(error)
      return nil
    }
  }

  @Test func `a second one learns who holds the lock`() throws {
    let folder = try TestFolder()
    let lock = try SettingsLock.acquire(home: folder.home)
    let holder = try #require(Self.holder(folder.home))
    #expect(holder.process == getpid())
    #expect(holder.user == "root")
    #expect(holder.since?.count == 25)
    #expect(StoreError.held(by: holder).sentence.contains("root (process \(getpid()), "))
    lock.release()
    lock.release()
    #expect(Self.holder(folder.home) == nil)
  }

  @Test func `the lock goes when its holder goes out of scope`() throws {
    let folder = try TestFolder()
    _ = try SettingsLock.acquire(home: folder.home)
    #expect(Self.holder(folder.home) == nil)
  }

  @Test func `a killed holder leaves no lock behind`() async throws {
    let folder = try TestFolder()
    let home = folder.home
    await #expect(processExitsWith: .signal(SIGKILL)) { [home = home as String] in
      let lock = try SettingsLock.acquire(home: home)
      kill(getpid(), SIGKILL)
      withExtendedLifetime(lock) {}
    }
    #expect(try folder.text("run/lock").contains("process = "))
    let lock = try SettingsLock.acquire(home: folder.home)
    #expect(Self.holder(folder.home)?.process == getpid())
    lock.release()
  }

  @Test func `the lock does not keep its holder from saving`() throws {
    let folder = try TestFolder()
    let lock = try SettingsLock.acquire(home: folder.home)
    let draft = try PasswordTests.setUp(folder.store)
    #expect(try folder.store.load().draft == draft)
    lock.release()
  }

  @Test func `a command refuses while a wizard is open, by its name, and goes on after it`() throws
  {
    let folder = try TestFolder()
    let lock = try SettingsLock.acquire(home: folder.home)
    let actions = [
      { _ = try folder.store.change { $0.system.name.text = "App" } },
      { try folder.store.whileNoWizard {} },
    ]
    for action in actions {
      let error = #expect(throws: StoreError.self) { try action() }
      #expect(error?.sentence.contains("edited by root (process \(getpid()), ") == true)
    }
    lock.release()
    for action in actions { try action() }
  }

  @Test func `a wizard waits for a command, and a command for another one`() throws {
    let folder = try TestFolder()
    try folder.store.whileNoWizard {
      let busy = StoreError.busy(path: folder.home + "/run/save")
      #expect(throws: busy) { try SettingsLock.acquire(home: folder.home, waiting: .zero) }
      #expect(throws: busy) {
        try folder.store.alone(waiting: .milliseconds(1)) { _ throws(StoreError) in }
      }
    }
    try SettingsLock.acquire(home: folder.home).release()
  }

  @Test func `many changes at once lose nothing`() async throws {
    let folder = try TestFolder()
    let store = folder.store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask { _ = try store.change { $0.system.name.text += "x" } }
      }
      try await group.waitForAll()
    }
    #expect(try store.load().draft.system.name.text.count == 40)
  }

  @Test func `nothing in a lock file steers a terminal`() {
    let holder = LockHolder(
      text: "user = a\u{1B}[2Jb\nprocess = x\nnonsense\nterminal = /dev/pts/1\n")
    #expect(holder == LockHolder(user: "a·[2Jb", terminal: "/dev/pts/1"))
    #expect(LockHolder(text: "").sentence == "another wizard")
    let current = LockHolder.current()
    #expect(LockHolder(text: current.text) == current)
  }
}
