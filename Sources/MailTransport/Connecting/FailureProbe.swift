internal import MailDiagnosis
internal import MailSettings

/// Finds out after a failure what could help: other ports that answer, other names that exist.
struct FailureProbe {
  private let request: ConnectionRequest
  /// The host's addresses; nil where it was not found.
  private let host: ResolvedHost?

  init(_ failure: ConnectionFailure) {
    (request, host) = (failure.request, failure.facts.host)
  }

  /// Adds to an observation what may help with its ending.
  func complete(_ observation: inout Observation, _ deadline: Deadline) {
    if let host, observation.alternatives.isEmpty, Self.callsForOtherPorts(observation) {
      let probe = PortProbe(request, host, deadline)
      observation.alternatives = probe.run()
      observation.hasLookedElsewhere = probe.isConclusive
    }
    if case .unresolved(.noSuchHost) = observation.ending {
      observation.closeNames = resolving(neighbours, deadline).map(\.text)
    }
    if case .certificate = observation.ending {
      observation.sameAddressNames = names(in: observation.certificate, deadline)
      let isProven = isProven(observation.certificate, deadline)
      observation.certificate?.isProven = isProven
    }
  }

  /// Whether another port or encryption may be right.
  private static func callsForOtherPorts(_ observation: Observation) -> Bool {
    switch observation.ending {
    case .refused, .noSTARTTLS, .clearTextPassword, .wrongService: true
    case .timedOut, .closed, .reset:
      observation.bytesReceived == 0 && observation.stage != .resolve
    case .tls: observation.stage == .encryption
    case .reply, .line: observation.stage == .encryption
    case .unresolved, .malformed, .outOfStep, .endless, .certificate, .injection, .noAuthentication,
      .noMechanism, .kerberos, .noSMTPUTF8, .tooLarge, .unknownOutcome, .unencodable,
      .passwordCommand, .commandExposed, .notLinked, .token, .system, .cancelled, .other:
      false
    }
  }

  /// The usual names of mail servers in the same domain, and the domain itself.
  private var neighbours: [HostName] {
    let labels = request.endpoint.host.ascii.split(separator: ".")
    guard request.endpoint.host.kind == .name, labels.count >= 2 else { return [] }
    let domain =
      labels.count > 2 ? labels.dropFirst().joined(separator: ".") : request.endpoint.host.ascii
    return (["mail", "smtp", "mx"].map { "\($0).\(domain)" } + [domain])
      .filter { $0 != request.endpoint.host.ascii }
      .compactMap { try? HostName(typed: $0) }
  }

  private func resolving(_ names: [HostName], _ deadline: Deadline) -> [HostName] {
    deadline.results(for: names) { Resolver.resolves($0, deadline: deadline) ? $0 : nil }
  }

  /// Whether the server proves the chain that was refused, so that its authority can be imported.
  /// The attempt itself had to end the handshake before.
  private func isProven(_ inspection: CertificateInspection?, _ deadline: Deadline) -> Bool {
    guard let host, let inspection, inspection.isMendedByImport else { return false }
    let again = CertificateInspector.look(at: request, host, deadline)
    return again?.isProven == true && again?.chain == inspection.chain
  }

  /// The names in the certificate that resolve to the same address.
  private func names(in inspection: CertificateInspection?, _ deadline: Deadline) -> [String] {
    guard let host, let inspection, inspection.faults.contains(.nameMismatch),
      let names = inspection.chain.first?.names
    else { return [] }
    let addresses = Set(host.addresses)
    let hosts = names.prefix(10).compactMap { try? HostName(typed: $0) }
    return deadline.results(for: hosts) { host in
      let found = try? Resolver.addresses(of: host, deadline: deadline)
      return found.map { addresses.isDisjoint(with: $0) } == false ? host.text : nil
    }
  }
}
