import Glibc
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into a call on a thread of its own.
///
/// The handler only writes to a pipe, which is all that signal-safety(7) allows; programs that are
/// started meanwhile get the default handling back from exec.
enum Interruption {
  private static let pipe = Atomic<Int32>(-1)

  /// Calls the action with the signal's number, once for each signal.
  static func watch(_ action: @escaping @Sendable (Int32) -> Void) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    pipe.store(ends[1], ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.pipe.load(ordering: .sequentiallyConsistent), &byte, 1)
      }
    }
    let end = ends[0]
    BackgroundThread.start {
      var byte: UInt8 = 0
      while true {
        let count = read(end, &byte, 1)
        if count == 1 { action(Int32(byte)) } else if errno != EINTR { return }
      }
    }
  }

  /// The status with which a command ends that was stopped by this signal.
  static func status(of number: Int32) -> ExitStatus {
    number == SIGINT ? .interrupted : .terminated
  }
}

/// A thread for work that blocks, which the threads of Swift's tasks must not.
enum BackgroundThread {
  private final class Work {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Runs the work on a new thread, and forgets it.
  static func start(_ work: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Work(work)).toOpaque()
    let failed = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context)
    if failed == 0 { pthread_detach(thread) } else { work() }
  }
}
