public import MailDiagnosis
public import MailSettings

/// The login test of the incoming mailbox server.
public struct IncomingSignIn: Sendable {
  private let server: IncomingServer
  private let trust: TrustStore
  private let timeout: Duration

  /// A login test.
  ///
  /// - Parameter timeout: for the whole of it.
  public init(server: IncomingServer, trust: TrustStore, timeout: Duration = .seconds(60)) {
    (self.server, self.trust, self.timeout) = (server, trust, timeout)
  }

  /// Logs in and out; blocks the calling thread. The stages are `Stage.signInOrder`.
  public func run(
    cancellation: Cancellation = Cancellation(), observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    withoutActuallyEscaping(observe) { observe in
      let session = IncomingSession(
        server, trust: trust, patience: Patience(timeout, cancellation: cancellation),
        observe: observe)
      do throws(Interruption) {
        try session.open()
        session.logOut()
        return session.conversation.report(.accepted, authenticated: session.mechanism)
      } catch {
        session.conversation.fail(error)
        return session.conversation.failureReport(cancellation)
      }
    }
  }

  /// The same on a thread of its own; cancelling the task cancels the attempt.
  public func run(
    cancellation: Cancellation = Cancellation(), observe: @escaping @Sendable (StageResult) -> Void
  ) async -> DeliveryReport {
    await onOwnThread(cancellation) { run(cancellation: cancellation, observe: observe) }
  }
}
