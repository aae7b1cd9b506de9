public import MailDiagnosis
public import MailDialogue
public import MailSettings
public import ServerTrust

/// Why a server's certificate could not be inspected.
public struct InspectionFailure: Error, Equatable {
  /// Why it failed.
  public let diagnosis: Diagnosis
  /// The dialogue until it failed.
  public let transcript: [TranscriptLine]
}

/// Inspects a server's certificate chain and finds all of its faults, without credentials.
public struct CertificateInspector: Sendable {
  private let request: ConnectionRequest
  private let timeout: Duration

  /// An inspector of one port.
  ///
  /// - Parameters:
  ///   - endpoint: looked at by SSL, or else by STARTTLS, whatever it is asked to do otherwise.
  ///   - timeout: for the whole of it.
  public init(
    _ endpoint: Endpoint, trust: TrustStore, timeout: Duration = .seconds(30)
  ) {
    request = ConnectionRequest(
      endpoint: endpoint.at(endpoint.port, endpoint.encryption == .ssl ? .ssl : .tls),
      trust: trust, purpose: .inspection)
    self.timeout = timeout
  }

  /// Connects, and closes the connection after the handshake; blocks the calling thread.
  public func inspect(
    cancellation: Cancellation = Cancellation()
  ) throws(InspectionFailure) -> CertificateInspection {
    let time = AttemptTime(timeout, cancellation: cancellation)
    let log = AttemptLog(
      progress: StageProgress(Stage.signInOrder(ssl: request.endpoint.encryption == .ssl)),
      transcript: Transcript(service: request.service))
    do throws(ConnectionFailure) {
      let record = try Opening(request, log, time.deadline).run().record
      guard let certificate = record.facts.certificate else {
        throw record.failure(AttemptFailure(.noSTARTTLS))
      }
      return certificate
    } catch {
      throw InspectionFailure(error, log, time)
    }
  }

  /// The same on a thread of its own; cancelling the task cancels it.
  public func inspect(
    cancellation: Cancellation
  ) async -> Result<CertificateInspection, InspectionFailure> {
    await onOwnThread(cancellation) {
      Result { () throws(InspectionFailure) in try inspect(cancellation: cancellation) }
    }
  }

  /// Inspects a server whose addresses are known already; nil when it shows no certificate.
  static func look(
    at request: ConnectionRequest, _ host: ResolvedHost, _ deadline: Deadline
  ) -> CertificateInspection? {
    let inspection = ConnectionRequest(
      endpoint: request.endpoint, trust: request.trust, purpose: .inspection)
    let channel = try? Opening(inspection, .unheard(request.service), deadline).run(to: host)
    return channel?.record.facts.certificate
  }
}

extension InspectionFailure {
  init(_ failure: ConnectionFailure, _ log: AttemptLog, _ time: AttemptTime) {
    let attempt = Attempt(failure.request.endpoint)
    (diagnosis, transcript) = log.diagnosis(failure, attempt, time)
  }
}
