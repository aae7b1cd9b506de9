internal import Glibc
internal import Synchronization

/// Blocking work on a thread of its own, which its caller may abandon: calls such as getaddrinfo(3)
/// cannot be cancelled.
package final class DetachedWork<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let wake = WakePipe()

  private init() {}

  /// Starts it; throws where the system has no thread for it, or no descriptors to tell of its end.
  package static func start(
    _ work: @escaping @Sendable () -> Value
  ) throws(ThreadShortage) -> DetachedWork {
    let started = DetachedWork()
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

/// What the system had none left of for work in the background.
package enum ThreadShortage: Error {
  case threads
  case descriptors
}

/// A thread for work that blocks, outside of Swift's cooperative pool.
package enum DetachedThread {
  private final class Work {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Runs the work on a new thread; false when the system has none left.
  @discardableResult
  package static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
    let work = Unmanaged.passRetained(Work(run))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, work.toOpaque())
    if code != 0 { work.release() }
    return code == 0
  }
}
