public import MailDiagnosis
public import MailMessage
public import MailSettings
internal import SystemAccess

/// The same on a thread of its own, for callers that must not block. Cancelling the task cancels
/// the attempt.
extension Courier {
  /// Sends a mail; `observe` is called on another thread.
  public func send(
    _ mail: RenderedMail, envelope: Envelope, dryRun: Bool = false,
    cancellation: Cancellation = Cancellation(), observe: @escaping @Sendable (StageResult) -> Void
  ) async -> DeliveryReport {
    await onOwnThread(cancellation) {
      send(mail, envelope: envelope, dryRun: dryRun, cancellation: cancellation, observe: observe)
    }
  }

  /// Sends the test e-mail; `observe` is called on another thread.
  public func sendTest(
    to recipient: MailAddress, dryRun: Bool = false, cancellation: Cancellation = Cancellation(),
    observe: @escaping @Sendable (StageResult) -> Void
  ) async -> DeliveryReport {
    await onOwnThread(cancellation) {
      sendTest(to: recipient, dryRun: dryRun, cancellation: cancellation, observe: observe)
    }
  }
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
