public import MailDiagnosis
public import MailDialogue
public import MailSettings
public import ServerTrust

/// The login test of the incoming mailbox server.
public struct IncomingSignIn: Sendable {
  private let server: IncomingServer
  private let trust: TrustStore
  private let timeout: Duration
  private let commandRefusal: String?

  /// A login test.
  ///
  /// - Parameters:
  ///   - timeout: for the whole of it.
  ///   - commandRefusal: why the set-up's password command must not be run; nil when it may.
  public init(
    server: IncomingServer, trust: TrustStore, timeout: Duration = .seconds(60),
    commandRefusal: String? = nil
  ) {
    (self.server, self.trust, self.timeout) = (server, trust, timeout)
    self.commandRefusal = commandRefusal
  }

  /// Logs in and out; blocks the calling thread. The stages are `Stage.signInOrder`.
  ///
  /// - Parameter hear: told of each line of the dialogue as soon as it may be shown.
  public func run(
    cancellation: Cancellation = Cancellation(), hear: ((TranscriptLine) -> Void)? = nil,
    observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    withoutActuallyEscaping(observe) { observe in
      let time = AttemptTime(timeout, cancellation: cancellation)
      let session = IncomingSession(
        server, trust: trust, patience: time.patience, observe: observe)
      session.conversation.commandRefusal = commandRefusal
      session.conversation.transcript.hear = hear
      do throws(Interruption) {
        try session.open()
        session.logOut()
        return session.conversation.report(.accepted, authenticated: session.mechanism)
      } catch {
        session.conversation.fail(error)
        return session.conversation.failureReport(time)
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
