import Foundation
import Glibc
import MailSettings
import MailTransport
import Synchronization
import TestSupport
import Testing

@testable import MailQueue
@testable import SystemAccess

/// Disks that are full, read-only or failing, and writers that are killed.
@Suite struct QueueDiskTests {
  private let origin = MailOrigin(sender: nil)

  @Test func `a full disk is told, and keeps nothing`() throws {
    let house = try QueueHouse()
    try FileManager.default.createDirectory(atPath: house.path, withIntermediateDirectories: true)
    try #require(mount("tmpfs", house.path, "tmpfs", 0, "size=64k,mode=0700") == 0)
    defer { umount2(house.path, Int32(MNT_DETACH)) }
    let small = try house.queue.add(.sample(), .to(["bob@example.com"]), origin)
    let large = RenderedMail.sample(body: String(repeating: "x", count: 200_000))
    let error = #expect(throws: QueueError.self) {
      try house.queue.add(large, .to(["bob@example.com"]), origin)
    }
    guard case .system(.write, _, ENOSPC)? = error else {
      throw TestFailure("\(String(describing: error))")
    }
    #expect(house.names() == [small.text])
    _ = try house.queue.add(.sample(), .to(["bob@example.com"]), origin)
    #expect(try house.queue.list().waiting.count == 2)
  }

  @Test func `a read-only folder is told`() throws {
    let house = try QueueHouse()
    _ = try house.queue.add(.sample(), .to(["bob@example.com"]), origin)
    let bind = UInt(MS_BIND)
    try #require(mount(house.path, house.path, nil, bind, nil) == 0)
    defer { umount2(house.path, Int32(MNT_DETACH)) }
    try #require(
      mount(nil, house.path, nil, bind | UInt(MS_REMOUNT) | UInt(MS_RDONLY), nil) == 0)
    let error = #expect(throws: QueueError.self) {
      try house.queue.add(.sample(), .to(["bob@example.com"]), origin)
    }
    guard case .system(.create, _, EROFS)? = error else {
      throw TestFailure("\(String(describing: error))")
    }
    #expect(try house.queue.list().waiting.count == 1)
  }

  @Test(arguments: [FileOperation.create, .write, .sync, .rename], [EIO, ENOSPC, EDQUOT])
  func `whatever fails, nothing is left behind`(operation: FileOperation, number: Int32) throws {
    // The nth call of its kind fails: of the folder's sync, too.
    for failing in 1...2 {
      let calls = Mutex(0)
      let disk = Disk { called, _ in
        guard called == operation else { return 0 }
        return calls.withLock { count in
          count += 1
          return count == failing ? number : 0
        }
      }
      let house = try QueueHouse(disk: disk)
      do {
        _ = try house.queue.add(.sample(), .to(["bob@example.com"]), origin)
        #expect(failing == 2 && (operation == .create || operation == .rename))
      } catch let error as QueueError {
        guard case .system(operation, _, number) = error else { throw error }
        #expect(house.names().isEmpty)
      }
    }
  }

  @Test func `a writer that is killed at any call has kept a whole mail or none`() async throws {
    var outcomes: [Int] = []
    for step in 1... {
      let house = try QueueHouse()
      let result = await #expect(processExitsWith: .failure, observing: [\.exitStatus]) {
        [path = house.path as String, step = step as Int] in
        let count = Mutex(0)
        let disk = Disk { _, _ in
          let now = count.withLock { count in
            count += 1
            return count
          }
          if now == step { kill(getpid(), SIGKILL) }
          return 0
        }
        let queue = MailQueue(folder: path, disk: disk)
        _ = try queue.add(
          .sample(body: String(repeating: "x", count: 100_000)), .to(["bob@example.com"]),
          MailOrigin(sender: nil))
        exit(99)
      }
      if case .exitCode(let code)? = result?.exitStatus {
        #expect(code == 99)
        break
      }
      let list = try house.queue.list()
      #expect(list.unreadable.isEmpty, "killed before call \(step)")
      outcomes.append(list.waiting.count)
      _ = try house.run(.due)
      #expect(house.names().allSatisfy { !Temporary.isOne($0) }, "killed before call \(step)")
    }
    #expect(outcomes == outcomes.sorted() && Set(outcomes) == [0, 1])
  }

  @Test func `writers that are killed at any moment leave whole mails alone`() async throws {
    let house = try QueueHouse()
    // Until enough was written whole, however slow the disk is.
    var round = 0
    while try round < 20 || house.queue.list().waiting.count <= 10 {
      round += 1
      try #require(round < 2_000)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = house.path as String, round = round as Int] in
        DetachedThread.start {
          // Anywhere in the first 20 ms.
          usleep(500 + UInt32(round * 7_919 % 19_500))
          kill(getpid(), SIGKILL)
        }
        let queue = MailQueue(folder: path)
        while true {
          _ = try queue.add(
            .sample(body: String(repeating: "x", count: 100_000)), .to(["bob@example.com"]),
            MailOrigin(sender: nil))
        }
      }
      #expect(try house.queue.list().unreadable.isEmpty, "round \(round)")
    }
    _ = try house.run(.due)
    #expect(house.names().allSatisfy { !Temporary.isOne($0) })
  }

  @Test func `what is just being written is no leftover`() throws {
    let house = try QueueHouse()
    let first = try house.queue.add(.sample(), .to(["bob@example.com"]), origin)
    let folder = try #require(try house.queue.folders()).waiting.mails
    let making = try TemporaryFile("x", in: folder)
    try making.write(Array("x".utf8))
    try house.folder.write("queue/\(Temporary.prefix)1-left", "half of a mail")
    try folder.deleteLeftovers()
    #expect(house.names().count { Temporary.isOne($0) } == 1)
    try making.finish()
    #expect(house.names() == [first.text, "x"].sorted())
  }
}
