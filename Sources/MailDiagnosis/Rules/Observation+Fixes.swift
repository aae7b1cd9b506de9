internal import MailSettings
internal import SystemAccess

extension Encryption {
  /// How much it protects: TLS if available may be stripped, TLS and SSL may not.
  fileprivate var strength: Int {
    switch self {
    case .none: 0
    case .tlsIfAvailable: 1
    case .tls, .ssl: 2
    }
  }

  /// The short name on a button.
  fileprivate var shortName: String {
    switch self {
    case .none: "no encryption"
    case .tlsIfAvailable: "TLS if available"
    case .tls: "TLS"
    case .ssl: "SSL"
    }
  }
}

/// Fixes of port and encryption. All go through ``Observation/change(to:port:verb:)``, which never
/// weakens.
extension Observation {
  /// A change to an encryption and a port; nil when it would protect less, or change nothing.
  func change(to encryption: Encryption, port: Port, verb: String = "Use") -> Fix? {
    let isSame = encryption == attempt.encryption && port == attempt.port
    guard !isSame, encryption.strength >= attempt.encryption.strength else { return nil }
    let label =
      encryption == attempt.encryption
      ? "\(verb) port \(port)" : "\(verb) \(encryption.shortName) on port \(port)"
    return Fix(
      label,
      [attempt.keys.encryption: encryption.rawValue, attempt.keys.port: port.text])
  }

  /// What was found to answer, as fixes: trusted ones first, then encrypted ones.
  var foundWays: [Fix] {
    alternatives.enumerated().sorted { one, other in
      (Self.rank(one.element), -one.offset) > (Self.rank(other.element), -other.offset)
    }
    .compactMap { change(to: $0.element.encryption, port: $0.element.port) }
  }

  private static func rank(_ way: Alternative) -> Int {
    (way.isTrusted == true ? 4 : 0) + way.encryption.strength
  }

  /// What was found to answer, else the usual ports to try, SSL first.
  var encryptedWays: [Fix] {
    let found = alternatives.filter { $0.encryption.requiresTLS }
    if hasLookedElsewhere || !found.isEmpty { return foundWays.filter(isEncrypted) }
    return [
      change(to: .ssl, port: attempt.service.sslPort, verb: "Try"),
      attempt.port == attempt.service.startTLSPort
        ? nil : change(to: .tls, port: attempt.service.startTLSPort, verb: "Try"),
    ].compactMap(\.self)
  }

  private func isEncrypted(_ fix: Fix) -> Bool {
    fix.changes[attempt.keys.encryption].flatMap(Encryption.init(rawValue:))?.requiresTLS == true
  }

  /// STARTTLS on the same port, where it was not required yet.
  var tlsHere: [Fix] { [change(to: .tls, port: attempt.port)].compactMap(\.self) }

  /// Another server name, for each of these.
  func names(_ names: [String]) -> [Fix] {
    names.filter { $0 != attempt.host.text && (try? HostName(typed: $0)) != nil }.prefix(3)
      .map { Fix("Use \($0.printable(limit: 60))", [attempt.keys.server: $0]) }
  }

  /// A lower connection limit: half of the present one, or one that providers bear.
  var fewerConnections: [Fix] {
    if let limit = attempt.connectionLimit {
      guard limit > 1 else { return [] }
      return [Fix("At most \(limit / 2) at a time", [.connectionsMaximum: String(limit / 2)])]
    }
    return [Fix("At most 2 connections at a time", [.connectionsMaximum: "2"])]
  }
}
