internal import MailDiagnosis
internal import MailSettings

/// Looks for what answers elsewhere on the same host, without credentials and never weaker than
/// asked.
struct PortProbe: Sendable {
  private let target: Target
  private let patience: Patience
  private let begin = ContinuousClock.now

  /// A server that has not answered by then counts as silent.
  private static let fairTime = Duration.seconds(1)

  /// A way to try.
  private struct Way: Hashable {
    let port: Port
    let encryption: Encryption
  }

  /// - Parameter target: what was tried in vain.
  init(_ target: Target, patience: Patience) { (self.target, self.patience) = (target, patience) }

  /// What answers, best first.
  func run() -> [Alternative] {
    let probe = self
    return patience.results(for: ways) { probe.look($0) }
  }

  /// Whether what ``run()`` has not found is not there: every way has answered, or had a fair time
  /// to.
  var isConclusive: Bool {
    let isFair = begin.duration(to: patience.deadline) >= Self.fairTime
    return !target.addresses.isEmpty && !patience.cancellation.isCancelled
      && (isFair || ContinuousClock.now < patience.deadline)
  }

  /// Whether the port that was tried wants TLS from the first byte.
  func speaksTLS() -> Bool { look(Way(port: target.port, encryption: .ssl)) != nil }

  /// The usual ports, and the given one in its other mode.
  private var ways: [Way] {
    let usual: [(Port, Encryption)] =
      switch target.service {
      case .smtp:
        [
          (.submission, starttls), (.submissions, .ssl), (.smtp, starttls),
          (.alternateSubmission, starttls),
        ]
      case .imap: [(.imaps, .ssl), (.imap, starttls)]
      case .pop3: [(.pop3s, .ssl), (.pop3, starttls)]
      }
    let other = Way(port: target.port, encryption: target.encryption == .ssl ? .tls : .ssl)
    let ways = [other] + usual.map { Way(port: $0, encryption: $1) }
    let tried = Way(port: target.port, encryption: target.encryption)
    return ways.reduce(into: []) { list, way in
      if way != tried, !list.contains(way) { list.append(way) }
    }
  }

  /// STARTTLS required where TLS was asked for, else taken where it is offered.
  private var starttls: Encryption { target.encryption.requiresTLS ? .tls : .tlsIfAvailable }

  private func look(_ way: Way) -> Alternative? {
    var target = target
    (target.port, target.encryption, target.isInspection) = (way.port, way.encryption, true)
    target.imported = []
    let attempt = Attempt(
      Endpoint(target.service, host: target.host, port: way.port, encryption: way.encryption))
    let conversation = Conversation(
      Observation(attempt: attempt, stage: .connect, ending: .timedOut), ladder: Ladder([]))
    let opening = Opening(target, conversation, patience, watchesSilence: false)
    let isOpen = (try? opening.run()) != nil
    if let certificate = conversation.observation.certificate {
      let encryption = way.encryption == .ssl ? Encryption.ssl : .tls
      return Alternative(port: way.port, encryption: encryption, isTrusted: certificate.isTrusted)
    }
    guard isOpen, !self.target.encryption.requiresTLS else { return nil }
    return Alternative(port: way.port, encryption: self.target.encryption, isTrusted: nil)
  }
}
