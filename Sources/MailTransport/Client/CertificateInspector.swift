public import MailDiagnosis
public import MailDialogue
public import MailSettings
public import ServerTrust

/// A server whose certificate could not be looked at.
public struct InspectionFailure: Error, Equatable {
  /// Why.
  public let diagnosis: Diagnosis
  /// The dialogue up to there.
  public let transcript: [TranscriptLine]
}

/// Looks at a server's certificate chain and finds every fault of it, never with credentials.
public struct CertificateInspector: Sendable {
  private let endpoint: Endpoint
  private let trust: TrustStore
  private let timeout: Duration

  /// An inspector of one port.
  ///
  /// - Parameters:
  ///   - endpoint: looked at by SSL, or else by STARTTLS, whatever it is asked to do otherwise.
  ///   - timeout: for the whole of it.
  public init(_ endpoint: Endpoint, trust: TrustStore, timeout: Duration = .seconds(30)) {
    self.endpoint = endpoint.at(endpoint.port, endpoint.encryption == .ssl ? .ssl : .tls)
    (self.trust, self.timeout) = (trust, timeout)
  }

  /// Connects, and ends the connection with the handshake; blocks the calling thread.
  public func inspect(
    cancellation: Cancellation = Cancellation()
  ) throws(InspectionFailure) -> CertificateInspection {
    let conversation = Self.conversation(Attempt(endpoint))
    let time = AttemptTime(timeout, cancellation: cancellation)
    do throws(Interruption) {
      try connect(conversation, time.patience)
    } catch {
      if let inspection = conversation.observation.certificate { return inspection }
      conversation.fail(error)
    }
    let report = conversation.failureReport(time)
    throw InspectionFailure(
      diagnosis: report.diagnosis ?? Diagnosis(conversation.observation),
      transcript: report.transcript)
  }

  /// The same on a thread of its own; cancelling the task cancels it.
  public func inspect(
    cancellation: Cancellation
  ) async -> Result<CertificateInspection, InspectionFailure> {
    await onOwnThread(cancellation) {
      Result { () throws(InspectionFailure) in try inspect(cancellation: cancellation) }
    }
  }

  private func connect(_ conversation: Conversation, _ patience: Patience) throws(Interruption) {
    var target = Target(
      endpoint, imported: trust.pem(host: endpoint.host, port: endpoint.port), isInspection: true)
    conversation.secondLook = SecondLook(target: target)
    conversation.ladder.begin(.resolve)
    target.addresses = try endpoint.reachable(
      among: Resolver.addresses(of: endpoint.host, patience: patience))
    conversation.ladder.pass(.resolve, endpoint.host.detail(target.addresses))
    target.helloName = try LocalName.hello(
      chosen: endpoint.helloName, towards: target.addresses.first, patience: patience)
    conversation.secondLook = SecondLook(target: target)
    conversation.ladder.begin(.connect)
    try Self.open(target, conversation, patience)
    throw Interruption(.noSTARTTLS)
  }

  /// The chain of a server whose addresses are known already, nil when it does not come.
  static func look(at target: Target, _ patience: Patience) -> CertificateInspection? {
    var target = target
    target.isInspection = true
    let conversation = conversation(
      Attempt(
        Endpoint(
          target.service, host: target.host, port: target.port, encryption: target.encryption)))
    conversation.ladder.begin(.connect)
    try? open(target, conversation, patience)
    return conversation.observation.certificate
  }

  private static func conversation(_ attempt: Attempt) -> Conversation {
    Conversation(
      Observation(attempt: attempt, stage: .resolve, ending: .cancelled),
      ladder: Ladder(Stage.signInOrder(ssl: attempt.encryption == .ssl)))
  }

  private static func open(
    _ target: Target, _ conversation: Conversation, _ patience: Patience
  ) throws(Interruption) {
    _ = try Opening(target, conversation, patience).run()
  }
}
