internal import Glibc
package import SystemAccess
internal import Synchronization

/// One of the connections that the limit of a set-up allows to all processes together.
///
/// It is a lock on a file in `run`, which the kernel releases when the process ends, however it
/// ends. Waiting processes keep tickets there and are served in the order of their arrival.
package final class ConnectionSlot: Sendable {
  /// Nil for a set-up that is not on disk yet, which no other process can use.
  private let lock: FileLock<StoreError>?
  private let run: Folder<StoreError>?

  private init(_ lock: FileLock<StoreError>?, _ run: Folder<StoreError>?) {
    (self.lock, self.run) = (lock, run)
    lock?.write("\(getpid())\n")
  }

  /// Whether any process waits for a connection.
  package var isWanted: Bool {
    guard let run, let names = try? Ticket.names(in: run) else { return false }
    return names.contains { Ticket.isAwake($0, in: run) }
  }

  /// Waits for one of the first `limit` slots.
  ///
  /// Returns nil when none is free by the deadline, or when `wake` is rung. Calls `onWait` once,
  /// after 300 ms of waiting.
  package static func acquire(
    _ paths: SetUpPaths, limit: Int, until deadline: ContinuousClock.Instant, wake: WakePipe,
    onWait: () -> Void = {}
  ) throws(StoreError) -> ConnectionSlot? {
    guard let run = try folder(paths) else { return ConnectionSlot(nil, nil) }
    if try Ticket.names(in: run).isEmpty, let slot = try free(of: limit, in: run) { return slot }
    let ticket = try Ticket(in: run)
    let begun = ContinuousClock.now
    var isTold = false
    while true {
      ticket.stayAwake()
      if try ticket.isFirst(), let slot = try free(of: limit, in: run) { return slot }
      guard ContinuousClock.now < deadline, !wake.isRung else { return nil }
      if !isTold, ContinuousClock.now - begun > .milliseconds(300) {
        isTold = true
        onWait()
      }
      let pause = Duration.milliseconds(Int.random(in: 5...15))
      WakePipe.wait(for: [wake], until: min(deadline, .now + pause))
    }
  }

  /// The ids of the processes that hold slots.
  package static func holders(_ paths: SetUpPaths) -> [Int32] {
    guard case .some(let run?) = try? folder(paths), let names = try? run.names() else { return [] }
    return names.filter { $0.hasPrefix(prefix) }.compactMap { name in
      if let lock = try? FileLock.tryAcquire(name, in: run) {
        return withExtendedLifetime(lock) { nil }
      }
      guard let found = try? run.read(name, limit: 64) else { return nil }
      return Int32(String(decoding: found, as: UTF8.self).prefix { $0.isNumber })
    }
  }

  private static let prefix = "slot-"

  private static func folder(_ paths: SetUpPaths) throws(StoreError) -> Folder<StoreError>? {
    try SetUpFolder.open(paths, disk: Disk())?.run()
  }

  private static func free(
    of limit: Int, in run: Folder<StoreError>
  ) throws(StoreError) -> ConnectionSlot? {
    for number in 1...max(limit, 1) {
      if let lock = try FileLock.tryAcquire("\(prefix)\(number)", in: run) {
        return ConnectionSlot(lock, run)
      }
    }
    return nil
  }
}

/// A waiting process's place in the order: a locked file whose name tells when the process came.
///
/// Its owner writes it again and again; one that does not, such as a stopped process, is passed
/// over until it goes on.
private final class Ticket {
  static let prefix = "turn-"

  private let name: String
  private let run: Folder<StoreError>
  private let lock: FileLock<StoreError>
  private var nextSign = ContinuousClock.now
  private static let count = Atomic<Int>(0)
  /// How long a ticket counts after its owner's last sign, in seconds.
  private static let patience = 3

  init(in run: Folder<StoreError>) throws(StoreError) {
    self.run = run
    while true {
      let name = Self.newName()
      // Before it is locked, another process may take it for an abandoned ticket and delete it.
      if let lock = try FileLock.tryAcquire(name, in: run), try run.names().contains(name) {
        (self.name, self.lock) = (name, lock)
        return
      }
    }
  }

  deinit { try? run.delete(name) }

  static func names(in run: Folder<StoreError>) throws(StoreError) -> [String] {
    try run.names().filter { $0.hasPrefix(prefix) }
  }

  /// Gives a sign that its owner still waits, some twice a second.
  func stayAwake() {
    guard ContinuousClock.now >= nextSign else { return }
    nextSign = .now + .milliseconds(500)
    lock.write("\(getpid())\n")
  }

  /// Whether the ticket's owner has given a sign lately.
  static func isAwake(_ name: String, in run: Folder<StoreError>) -> Bool {
    guard let status = try? run.status(of: name) else { return false }
    return time(nil) - status.modified <= patience
  }

  /// Whether no process that still waits came earlier; deletes abandoned tickets.
  func isFirst() throws(StoreError) -> Bool {
    for other in try Self.names(in: run) where other < name {
      if let lock = try FileLock.tryAcquire(other, in: run) {
        withExtendedLifetime(lock) { try? run.delete(other) }
      } else if Self.isAwake(other, in: run) {
        return false
      }
    }
    return true
  }

  /// A name that sorts by the monotonic clock, which all processes of the system share.
  private static func newName() -> String {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let digits = String(Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec))
    let padded = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    return "\(prefix)\(padded)-\(getpid())-\(count.add(1, ordering: .relaxed).newValue)"
  }
}
