public import MailDiagnosis
public import MailSettings
public import ServerTrust

/// Finds out on which of the usual ports a server accepts mail, and with which encryption; without
/// credentials.
public struct ServerSearch: Sendable {
  private let endpoint: Endpoint
  private let typed: Port?
  private let trust: TrustStore
  private let timeout: Duration

  /// A look at one host.
  ///
  /// - Parameters:
  ///   - typed: a port to look at besides the usual ones.
  ///   - timeout: for the whole of it; all ports are looked at side by side.
  public init(
    _ endpoint: Endpoint, typed: Port?, trust: TrustStore, timeout: Duration = .seconds(10)
  ) {
    (self.endpoint, self.typed, self.trust, self.timeout) = (endpoint, typed, trust, timeout)
  }

  /// Tries the ports, and calls `observe` for each as it answers; blocks the calling thread.
  ///
  /// Throws why no port could be tried, such as a name that does not exist.
  public func run(
    cancellation: Cancellation = Cancellation(),
    observe: @escaping @Sendable (PortAnswer) -> Void = { _ in }
  ) throws(InspectionFailure) -> [PortAnswer] {
    let deadline = Deadline(timeout, cancellation: cancellation)
    let resolved = try resolve(deadline)
    return deadline.atMost(timeout).results(for: PortAnswer.ways(typed: typed)) { way in
      var answer = way
      answer.kind = kind(way, resolved, deadline)
      observe(answer)
      return answer
    }
  }

  private func resolve(_ deadline: Deadline) throws(InspectionFailure) -> ResolvedHost {
    let request = request(.submission, .tls)
    let log = AttemptLog(
      progress: StageProgress([.resolve]), transcript: Transcript(service: .smtp))
    do throws(AttemptFailure) {
      return try request.resolve(log.progress, deadline)
    } catch {
      let failure = ConnectionFailure(cause: error, request: request, facts: ConnectionFacts())
      throw InspectionFailure(failure, log, AttemptTime(.zero, cancellation: Cancellation()))
    }
  }

  /// The request for a port; STARTTLS is only used where it is offered, so that a server without it
  /// is found too.
  private func request(_ port: Port, _ encryption: Encryption) -> ConnectionRequest {
    ConnectionRequest(
      endpoint: endpoint.at(port, encryption == .ssl ? .ssl : .tlsIfAvailable),
      trust: trust, purpose: .inspection, watchesSilence: false)
  }

  private func kind(
    _ way: PortAnswer, _ resolved: ResolvedHost, _ deadline: Deadline
  ) -> PortAnswer.Kind {
    // A second is left to report silent ports before the time is over.
    let time = deadline.atMost(timeout - .seconds(1))
    do throws(ConnectionFailure) {
      let request = request(way.port, way.encryption)
      let channel = try Opening(request, .unheard(.smtp), time).run(to: resolved)
      guard let certificate = channel.record.facts.certificate else { return .clear }
      return certificate.isTrusted ? .trusted : .untrusted
    } catch {
      if case .refused = error.cause.ending { return .closed }
      return [.timedOut, .cancelled].contains(error.cause.ending) ? .silent : .other
    }
  }
}
