import Foundation
import Synchronization
import SystemAccess
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct ConnectionSlotTests {
  private let folder: TemporaryFolder
  private var paths: SetUpPaths { SetUpPaths(home: folder.path) }

  init() throws { folder = try TemporaryFolder(mode: 0o700) }

  private func take(
    _ limit: Int, within time: Duration = .seconds(10), wake: WakePipe = WakePipe()
  ) throws -> ConnectionSlot? {
    try ConnectionSlot.acquire(paths, limit: limit, until: .now + time, wake: wake)
  }

  @Test func `so many may be held, and the next comes when one is given back`() throws {
    var held = [try #require(try take(2)), try #require(try take(2))]
    #expect(try take(2, within: .milliseconds(30)) == nil)
    #expect(ConnectionSlot.holders(paths) == [getpid(), getpid()])
    held.removeLast()
    #expect(try take(2, within: .milliseconds(30)) != nil)
    // A lower limit counts for whoever comes then.
    #expect(try take(1, within: .milliseconds(30)) == nil)
  }

  @Test func `whoever waits is rung out of it, and is seen by those who hold`() async throws {
    let held = try #require(try take(1))
    #expect(!held.isWanted)
    let wake = WakePipe()
    let waiting = Task { try await Blocking.run { [self] in try take(1, wake: wake) == nil } }
    try await Waiting.until("the ticket") { () async in held.isWanted ? true : nil }
    wake.ring()
    #expect(try await waiting.value)
    #expect(!held.isWanted)
  }

  private final class Order: Sendable {
    let list = Mutex<[Int]>([])
  }

  @Test func `everybody gets a turn in the order of coming`() async throws {
    var held = try take(1)
    let order = Order()
    var waiters: [Task<Void, any Error>] = []
    for index in 0..<6 {
      let before = try FileManager.default.contentsOfDirectory(atPath: paths.run).count
      let task = Task {
        try await Blocking.run { [self] in
          let slot = try take(1)
          order.list.withLock { $0.append(index) }
          usleep(20_000)
          withExtendedLifetime(slot) {}
        }
      }
      try await Waiting.until("a ticket") { () async throws in
        try FileManager.default.contentsOfDirectory(atPath: paths.run).count > before ? true : nil
      }
      waiters.append(task)
    }
    #expect(held != nil)
    held = nil
    for waiter in waiters { try await waiter.value }
    #expect(order.list.withLock { $0 } == [0, 1, 2, 3, 4, 5])
  }

  @Test func `a lock can be asked for while its file is deleted`() async throws {
    let run = try #require(try SetUpFolder.open(paths, disk: Disk())?.run())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          try await Blocking.run {
            for _ in 0..<2_000 {
              guard let lock = try FileLock.tryAcquire("turn-1", in: run) else { continue }
              withExtendedLifetime(lock) { try? run.delete("turn-1") }
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `a process that is stopped while it waits is passed over until it goes on`() throws {
    let held = try #require(try take(1))
    let name = "turn-00000000000000000001-1-1"
    let run = try #require(
      try SetUpFolder.open(paths, disk: Disk())?.run())
    let ticket = try #require(try FileLock.tryAcquire(name, in: run))
    #expect(held.isWanted)
    #expect(try take(2, within: .milliseconds(30)) == nil)
    let path = "\(paths.run)/\(name)"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -10)], ofItemAtPath: path)
    #expect(!held.isWanted)
    let second = try #require(try take(2, within: .seconds(2)))
    #expect(try take(2, within: .milliseconds(30)) == nil)
    #expect(FileManager.default.fileExists(atPath: path))
    ticket.write("1\n")
    #expect(held.isWanted)
    withExtendedLifetime((ticket, second)) {}
  }

  @Test func `a process that waits for long keeps its turn`() async throws {
    let held = try #require(try take(1))
    let wake = WakePipe()
    let waiting = Task {
      try await Blocking.run { [self] in try take(1, within: .seconds(60), wake: wake) == nil }
    }
    try await Task.sleep(for: .seconds(6))
    #expect(held.isWanted)
    wake.ring()
    #expect(try await waiting.value)
  }

  @Test func `a ticket that was left behind is in nobody's way`() throws {
    _ = try take(1)
    let stale = paths.run + "/turn-00000000000000000001-1-1"
    #expect(FileManager.default.createFile(atPath: stale, contents: nil))
    #expect(try take(1, within: .seconds(2)) != nil)
    #expect(!FileManager.default.fileExists(atPath: stale))
  }

  @Test func `a set-up that is not on disk has no limit to keep`() throws {
    let nowhere = SetUpPaths(home: folder.path + "/none")
    let slot = try ConnectionSlot.acquire(nowhere, limit: 1, until: .now, wake: WakePipe())
    #expect(slot?.isWanted == false)
    #expect(!FileManager.default.fileExists(atPath: nowhere.home))
  }
}
