public import MailDiagnosis
public import MailSettings
public import ServerTrust

/// Looks on which of the usual ports a server takes mails, and how it encrypts there; never with
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

  /// Looks, and tells of each port as it answers; blocks the calling thread.
  ///
  /// Throws why nothing could be looked at, such as that there is no such name.
  public func run(
    cancellation: Cancellation = Cancellation(),
    observe: @escaping @Sendable (PortAnswer) -> Void = { _ in }
  ) throws(InspectionFailure) -> [PortAnswer] {
    let patience = Patience(timeout, cancellation: cancellation)
    let target = try target(patience)
    return patience.atMost(timeout).results(for: PortAnswer.ways(typed: typed)) { way in
      var answer = way
      answer.finding = finding(way, target, patience)
      observe(answer)
      return answer
    }
  }

  private func target(_ patience: Patience) throws(InspectionFailure) -> Target {
    let endpoint = endpoint.at(.submission, .tls)
    let conversation = Self.conversation(endpoint)
    var target = Target(endpoint, isInspection: true)
    do throws(Interruption) {
      conversation.ladder.begin(.resolve)
      target.addresses = try endpoint.reachable(
        among: Resolver.addresses(of: endpoint.host, patience: patience))
      target.helloName = try LocalName.hello(
        chosen: endpoint.helloName, towards: target.addresses.first, patience: patience)
      return target
    } catch {
      conversation.fail(error)
      throw InspectionFailure(
        diagnosis: Diagnosis(conversation.observation), transcript: [])
    }
  }

  private func finding(_ way: PortAnswer, _ target: Target, _ patience: Patience)
    -> PortAnswer.Finding
  {
    var target = target
    target.port = way.port
    // Takes STARTTLS where it is offered, so that a server without it is found too.
    target.encryption = way.encryption == .ssl ? .ssl : .tlsIfAvailable
    target.imported = trust.pem(host: endpoint.host, port: way.port)
    let conversation = Self.conversation(endpoint.at(way.port, way.encryption))
    conversation.ladder.begin(.connect)
    do throws(Interruption) {
      // A second is kept to tell of the silence before the time is over.
      let time = patience.atMost(timeout - .seconds(1))
      _ = try Opening(target, conversation, time, watchesSilence: false).run()
    } catch {
      if let certificate = conversation.observation.certificate {
        return certificate.isTrusted ? .trusted : .untrusted
      }
      return Self.finding(error.ending)
    }
    guard let certificate = conversation.observation.certificate else { return .clear }
    return certificate.isTrusted ? .trusted : .untrusted
  }

  private static func finding(_ ending: Ending) -> PortAnswer.Finding {
    switch ending {
    case .refused: .closed
    case .timedOut, .cancelled: .silent
    default: .other
    }
  }

  private static func conversation(_ endpoint: Endpoint) -> Conversation {
    Conversation(
      Observation(attempt: Attempt(endpoint), stage: .resolve, ending: .cancelled),
      ladder: Ladder([.resolve])
    )
  }
}
