public import MailDiagnosis
public import MailDialogue
public import MailSettings
public import ServerTrust

/// A test of the sign-in at the incoming mailbox server.
public struct IncomingSignIn: Sendable {
  private let server: IncomingServer
  private let trust: TrustStore
  private let timeout: Duration
  private let credentials: any CredentialProvider

  /// A login test.
  ///
  /// - Parameters:
  ///   - timeout: for the whole of it.
  ///   - credentials: asked for the password once it is needed.
  public init(
    server: IncomingServer, trust: TrustStore, timeout: Duration = .seconds(60),
    credentials: any CredentialProvider = StoredCredentials()
  ) {
    (self.server, self.trust, self.timeout) = (server, trust, timeout)
    self.credentials = credentials
  }

  /// Signs in and out; blocks the calling thread. The stages are those of
  /// ``Stage/signInOrder(ssl:)``.
  ///
  /// - Parameter hear: told of each line of the dialogue as soon as it may be shown.
  public func run(
    cancellation: Cancellation = Cancellation(), hear: ((TranscriptLine) -> Void)? = nil,
    observe: (StageResult) -> Void = { _ in }
  ) -> DeliveryReport {
    withoutActuallyEscaping(observe) { observe in
      let time = AttemptTime(timeout, cancellation: cancellation)
      let log = AttemptLog(
        progress: StageProgress(
          Stage.signInOrder(ssl: server.endpoint.encryption == .ssl), observe: observe),
        transcript: Transcript(service: server.endpoint.service, hear: hear))
      do throws(ConnectionFailure) {
        let session = try IncomingSession(server, credentials, trust, log, time.deadline)
        session.logOut()
        var report = log.report(.accepted, Attempt(server), session.facts)
        report.authenticated = session.mechanism
        return report
      } catch {
        return log.report(error, Attempt(server), time)
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
