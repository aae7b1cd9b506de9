import Glibc
import MailDiagnosis
import MailTransport
import Synchronization
import SystemAccess

/// Turns SIGINT, SIGTERM and SIGHUP into a call on a separate thread.
///
/// The handler only writes to a pipe, as signal-safety(7) demands; programs that are started have
/// the default handling again.
enum EndingSignals {
  private static let pipe = Atomic<Int32>(-1)

  /// Calls the action with the signal's number, once for each signal; throws where there is no
  /// thread for it.
  static func watch(_ action: @escaping @Sendable (Int32) -> Void) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw Failure(.files) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    try read(ends[0], action)
    pipe.store(ends[1], ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(EndingSignals.pipe.load(ordering: .sequentiallyConsistent), &byte, 1)
      }
    }
  }

  private static func read(
    _ end: Int32, _ action: @escaping @Sendable (Int32) -> Void
  ) throws(Failure) {
    let isStarted = DetachedThread.start {
      var byte: UInt8 = 0
      while true {
        let count = Glibc.read(end, &byte, 1)
        if count == 1 { action(Int32(byte)) } else if errno != EINTR { return }
      }
    }
    guard isStarted else { throw Failure(.processes) }
  }

  /// The exit status of a command that was stopped by this signal.
  static func status(of number: Int32) -> ExitStatus {
    switch number {
    case SIGINT: .interrupted
    case SIGHUP: .hungUp
    default: .terminated
    }
  }
}

/// Ends a test from the keyboard or by a signal, and remembers by which.
final class StopSignal: Sendable {
  let cancellation = Cancellation()
  /// Rung at the first signal, for those who wait by poll(2).
  let wake = WakePipe()
  private let number = Atomic<Int32>(0)

  /// Throws where there is no thread to wait for signals on.
  init() throws(Failure) {
    try EndingSignals.watch { [self] signal in
      // A second Ctrl-C ends the program at once.
      if number.exchange(signal, ordering: .sequentiallyConsistent) != 0 {
        exit(EndingSignals.status(of: signal).rawValue)
      }
      cancellation.cancel()
      wake.ring()
    }
  }

  /// The status of an interrupted command, nil when no signal came.
  var status: ExitStatus? {
    let number = number.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : EndingSignals.status(of: number)
  }
}
