import Glibc
import MailDiagnosis
import MailTransport
import Synchronization

/// Ends a test from the keyboard or by a signal, and remembers by which.
final class StopSignal: Sendable {
  let cancellation = Cancellation()
  private let number = Atomic<Int32>(0)

  /// Throws where there is no thread to wait for signals on.
  init() throws(Failure) {
    try EndingSignals.watch { [self] signal in
      // Whoever presses Ctrl-C again does not want to wait for anything.
      if number.exchange(signal, ordering: .sequentiallyConsistent) != 0 {
        exit(EndingSignals.status(of: signal).rawValue)
      }
      cancellation.cancel()
    }
  }

  /// The status of an interrupted command, nil when no signal came.
  var status: ExitStatus? {
    let number = number.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : EndingSignals.status(of: number)
  }
}
