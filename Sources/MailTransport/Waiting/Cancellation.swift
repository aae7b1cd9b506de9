internal import Synchronization
package import SystemAccess

/// Ends an attempt from another thread, whatever it is waiting for.
///
/// The attempt sleeps in `poll` on a pipe beside its socket, so that it wakes at once.
public final class Cancellation: Sendable {
  private let cancelled = Atomic<Bool>(false)
  /// Rung at the cancellation, for whoever waits for something else than a socket.
  package let wake = WakePipe()

  /// A cancellation that has not happened.
  public init() {}

  /// Readable from the moment of the cancellation on.
  var readEnd: Int32 { wake.readEnd }

  /// Ends every attempt that was given this cancellation, within a second; harmless when repeated.
  public func cancel() {
    guard !cancelled.exchange(true, ordering: .sequentiallyConsistent) else { return }
    wake.ring()
  }

  /// Whether ``cancel()`` was called.
  public var isCancelled: Bool { cancelled.load(ordering: .sequentiallyConsistent) }
}

/// Runs what blocks on a thread of its own.
func onOwnThread<Result: Sendable>(
  _ cancellation: Cancellation, _ work: @escaping @Sendable () -> Result
) async -> Result {
  await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      let run: @Sendable () -> Void = { continuation.resume(returning: work()) }
      // Without a thread left, blocking is still better than no answer.
      if !DetachedThread.start(run) { run() }
    }
  } onCancel: {
    cancellation.cancel()
  }
}
