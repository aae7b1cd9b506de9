internal import MailSettings
internal import SystemAccess

extension Encryption {
  /// How much it protects: TLS if available can be stripped on the way, TLS and SSL cannot.
  fileprivate var strength: Int {
    switch self {
    case .none: 0
    case .tlsIfAvailable: 1
    case .tls, .ssl: 2
    }
  }
}

/// Fixes of port and encryption. All are made by ``Observation/change(to:port:)``, which never
/// weakens the encryption.
extension Observation {
  /// A fix to an encryption and a port; nil when it would protect less or change nothing.
  func change(to encryption: Encryption, port: Port) -> Fix? {
    guard isChange(to: encryption, port: port) else { return nil }
    let label: FixLabel =
      encryption == attempt.encryption
      ? .usePort(port) : .useEncryption(encryption, port: port)
    return .change(label, changes(to: encryption, port: port))
  }

  /// The same for a port that was not found to answer, worded as something to try.
  func guess(_ encryption: Encryption, port: Port) -> Fix? {
    guard isChange(to: encryption, port: port) else { return nil }
    let label: FixLabel =
      encryption == attempt.encryption
      ? .tryPort(port) : .tryEncryption(encryption, port: port)
    return .change(label, changes(to: encryption, port: port))
  }

  private func isChange(to encryption: Encryption, port: Port) -> Bool {
    let isSame = encryption == attempt.encryption && port == attempt.port
    return !isSame && encryption.strength >= attempt.encryption.strength
  }

  private func changes(to encryption: Encryption, port: Port) -> [SettingKey: String] {
    [attempt.keys.encryption: encryption.rawValue, attempt.keys.port: port.text]
  }

  /// Fixes to the ports that were found to answer, best first.
  var foundWays: [Fix] { found.compactMap { change(to: $0.encryption, port: $0.port) } }

  /// The ports that were found to answer and protect no less: trusted ones first, then encrypted
  /// ones.
  var found: [Alternative] {
    alternatives.enumerated().sorted { one, other in
      (Self.rank(one.element), -one.offset) > (Self.rank(other.element), -other.offset)
    }
    .map(\.element).filter { isChange(to: $0.encryption, port: $0.port) }
  }

  private static func rank(_ way: Alternative) -> Int {
    (way.isTrusted == true ? 4 : 0) + way.encryption.strength
  }

  /// Fixes to encrypted ports that were found to answer, else to the usual ones, SSL first.
  var encryptedWays: [Fix] {
    if hasLookedElsewhere || alternatives.contains(where: { $0.encryption.requiresTLS }) {
      return found.filter { $0.encryption.requiresTLS }
        .compactMap { change(to: $0.encryption, port: $0.port) }
    }
    return [
      guess(.ssl, port: attempt.service.sslPort),
      attempt.port == attempt.service.startTLSPort
        ? nil : guess(.tls, port: attempt.service.startTLSPort),
    ].compactMap(\.self)
  }

  /// A fix that requires STARTTLS on the same port, where it was not required.
  var tlsHere: [Fix] { [change(to: .tls, port: attempt.port)].compactMap(\.self) }

  /// Fixes to each of these server names.
  func names(_ names: [String]) -> [Fix] {
    names.filter { $0 != attempt.host.text && (try? HostName(typed: $0)) != nil }.prefix(3)
      .map { .change(.useServer($0), [attempt.keys.server: $0]) }
  }

  /// A fix to a lower connection limit: half of the present one, or one that providers accept.
  var fewerConnections: [Fix] {
    if let limit = attempt.connectionLimit {
      guard limit > 1 else { return [] }
      return [
        .change(.lowerConnectionLimit(limit / 2), [.connectionsMaximum: String(limit / 2)])
      ]
    }
    return [.change(.setConnectionLimit(2), [.connectionsMaximum: "2"])]
  }
}

extension Fix {
  /// A fix to Microsoft Exchange as the protocol, which signs in with OAuth.
  static let toExchange = Fix.change(
    .useExchange, [.mailProtocol: "exchange"], next: FormPlace(.exchange))
}
