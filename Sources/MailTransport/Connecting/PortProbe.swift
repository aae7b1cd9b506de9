internal import MailDiagnosis
internal import MailSettings

/// Tries the other ports and encryptions of a host, without credentials and never with less
/// protection.
struct PortProbe: Sendable {
  private let request: ConnectionRequest
  private let host: ResolvedHost
  private let deadline: Deadline
  private let begin = ContinuousClock.now
  private var endpoint: Endpoint { request.endpoint }

  /// How long a server may take before it counts as silent.
  private static let fairTime = Duration.seconds(1)

  /// A port and encryption to try.
  private struct Way: Hashable {
    let port: Port
    let encryption: Encryption
  }

  /// Prepares the trial.
  ///
  /// - Parameter request: the connection that failed.
  init(_ request: ConnectionRequest, _ host: ResolvedHost, _ deadline: Deadline) {
    (self.request, self.host, self.deadline) = (request, host, deadline)
  }

  /// What answers, best first.
  func run() -> [Alternative] {
    let probe = self
    return deadline.results(for: ways) { probe.look($0) }
  }

  /// Whether ``run()`` found everything: each port has answered or had enough time to.
  var isConclusive: Bool {
    let isFair = begin.duration(to: deadline.instant) >= Self.fairTime
    return !host.addresses.isEmpty && !deadline.cancellation.isCancelled
      && (isFair || ContinuousClock.now < deadline.instant)
  }

  /// Whether the port that was tried wants TLS from the first byte.
  func speaksTLS() -> Bool { look(Way(port: endpoint.port, encryption: .ssl)) != nil }

  /// The usual ports, and the given one with the other encryption.
  private var ways: [Way] {
    let usual: [(Port, Encryption)] =
      switch request.service {
      case .smtp:
        [
          (.submission, starttls), (.submissions, .ssl), (.smtp, starttls),
          (.alternateSubmission, starttls),
        ]
      case .imap: [(.imaps, .ssl), (.imap, starttls)]
      case .pop3: [(.pop3s, .ssl), (.pop3, starttls)]
      }
    let other = Way(port: endpoint.port, encryption: endpoint.encryption == .ssl ? .tls : .ssl)
    let ways = [other] + usual.map { Way(port: $0, encryption: $1) }
    let tried = Way(port: endpoint.port, encryption: endpoint.encryption)
    return ways.reduce(into: []) { list, way in
      if way != tried, !list.contains(way) { list.append(way) }
    }
  }

  /// STARTTLS: required where TLS was asked for, else used where it is offered.
  private var starttls: Encryption { endpoint.encryption.requiresTLS ? .tls : .tlsIfAvailable }

  private func look(_ way: Way) -> Alternative? {
    let inspection = ConnectionRequest(
      endpoint: endpoint.at(way.port, way.encryption), trust: nil, purpose: .inspection,
      watchesSilence: false)
    let opening = Opening(inspection, .unheard(request.service), deadline)
    guard let channel = try? opening.run(to: host) else { return nil }
    if let certificate = channel.record.facts.certificate {
      let encryption = way.encryption == .ssl ? Encryption.ssl : .tls
      return Alternative(port: way.port, encryption: encryption, isTrusted: certificate.isTrusted)
    }
    guard !endpoint.encryption.requiresTLS else { return nil }
    return Alternative(port: way.port, encryption: endpoint.encryption, isTrusted: nil)
  }
}
