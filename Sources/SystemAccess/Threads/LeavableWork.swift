internal import Synchronization

/// Work that blocks, on a thread of its own, and whose result nobody has to wait for: much of it,
/// such as getaddrinfo(3), cannot be ended.
package final class LeavableWork<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let wake = WakePipe()

  private init() {}

  /// Starts it; throws where the system gives no thread, or no descriptors to tell of its end.
  package static func start(
    _ work: @escaping @Sendable () -> Value
  ) throws(ThreadShortage) -> LeavableWork {
    let started = LeavableWork()
    guard started.wake.isOpen else { throw .descriptors }
    let isStarted = DetachedThread.start {
      let value = work()
      started.value.withLock { $0 = value }
      started.wake.ring()
    }
    guard isStarted else { throw .threads }
    return started
  }

  /// Readable once there is a result.
  package var readEnd: Int32 { wake.readEnd }

  /// Nil until the work is done.
  package var result: Value? { value.withLock { $0 } }
}

/// What the system did not give for work in the background.
package enum ThreadShortage: Error {
  case threads
  case descriptors
}
