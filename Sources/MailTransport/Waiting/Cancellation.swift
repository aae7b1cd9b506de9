internal import Synchronization
package import SystemAccess

/// Ends an attempt from another thread, whatever it is waiting for.
///
/// The attempt polls a pipe beside its socket, so that it wakes at once.
public final class Cancellation: Sendable {
  private let cancelled = Atomic<Bool>(false)
  /// Rung at the cancellation, for those who do not wait for a socket.
  package let wake = WakePipe()

  /// Makes one that is not cancelled.
  public init() {}

  /// A descriptor that is readable once it is cancelled.
  var readEnd: Int32 { wake.readEnd }

  /// Ends every attempt that was given this cancellation within a second; may be repeated.
  public func cancel() {
    guard !cancelled.exchange(true, ordering: .sequentiallyConsistent) else { return }
    wake.ring()
  }

  /// Whether ``cancel()`` was called.
  public var isCancelled: Bool { cancelled.load(ordering: .sequentiallyConsistent) }
}

/// Runs blocking work on a separate thread.
func onOwnThread<Result: Sendable>(
  _ cancellation: Cancellation, _ work: @escaping @Sendable () -> Result
) async -> Result {
  await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      let run: @Sendable () -> Void = { continuation.resume(returning: work()) }
      // Without a thread, blocking is better than no result.
      if !DetachedThread.start(run) { run() }
    }
  } onCancel: {
    cancellation.cancel()
  }
}
