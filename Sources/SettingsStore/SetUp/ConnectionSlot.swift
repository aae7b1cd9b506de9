internal import Glibc
package import SystemAccess
internal import Synchronization

/// One of the connections that the limit of a set-up allows, over all processes that use it.
///
/// It is a lock on a file in `run`, which the kernel drops with the process, however that ends. Who
/// waits has a ticket there, so that everybody gets a turn in the order of coming.
package final class ConnectionSlot: Sendable {
  /// Nil for a set-up that is not on disk yet: nobody else can use it.
  private let lock: FileLock<StoreError>?
  private let run: Folder<StoreError>?

  private init(_ lock: FileLock<StoreError>?, _ run: Folder<StoreError>?) {
    (self.lock, self.run) = (lock, run)
    lock?.write("\(getpid())\n")
  }

  /// Whether somebody waits for a connection.
  package var isWanted: Bool {
    ((try? run?.names()) ?? []).contains { $0.hasPrefix(Ticket.prefix) }
  }

  /// Waits for one of the first `limit` slots; nil where others keep them until then, or until
  /// `wake` is rung; `onWait` is called once that takes time.
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

  /// The processes that hold slots, by their numbers.
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

/// The place of somebody who waits, as a file whose name tells when he came.
private final class Ticket {
  static let prefix = "turn-"

  private let name: String
  private let run: Folder<StoreError>
  private let lock: FileLock<StoreError>
  private static let count = Atomic<Int>(0)

  init(in run: Folder<StoreError>) throws(StoreError) {
    self.run = run
    while true {
      let name = Self.newName()
      // Somebody may take it for one that was left behind, before it is locked.
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

  /// Whether nobody who is still there came before; tickets that were left behind go.
  func isFirst() throws(StoreError) -> Bool {
    for other in try Self.names(in: run) where other < name {
      guard let lock = try FileLock.tryAcquire(other, in: run) else { return false }
      withExtendedLifetime(lock) { try? run.delete(other) }
    }
    return true
  }

  /// Names sort by the time since the system's start, which all its processes share.
  private static func newName() -> String {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let digits = String(Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec))
    let padded = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    return "\(prefix)\(padded)-\(getpid())-\(count.add(1, ordering: .relaxed).newValue)"
  }
}
