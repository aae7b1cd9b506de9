public import MailSettings

/// What one port of a mail server answers to somebody who looks without credentials.
public struct PortAnswer: Equatable, Sendable {
  /// What a port turned out to be.
  public enum Kind: Equatable, Sendable {
    /// The port is still being looked at.
    case looking
    /// TLS, with a certificate that this set-up trusts.
    case trusted
    /// TLS, with a certificate that is not trusted yet, or is wrong.
    case untrusted
    /// A mail server without TLS.
    case clear
    /// The connection was refused, since nobody listens there.
    case closed
    /// Neither a connection nor a greeting came in time.
    case silent
    /// Something else answered, or in another way.
    case other
  }

  /// The port that was asked.
  public let port: Port
  /// How it was asked: SSL, or TLS for STARTTLS.
  public let encryption: Encryption
  /// What the port turned out to be.
  public var kind: Kind

  /// The answer of a port; without a kind, one that is still looked for.
  public init(port: Port, encryption: Encryption, kind: Kind = .looking) {
    self.port = port
    self.encryption = encryption
    self.kind = kind
  }

  /// Where mail servers usually take mails, and the port that was typed, in both ways to speak TLS.
  public static func ways(typed: Port?) -> [PortAnswer] {
    let usual = [
      PortAnswer(port: .submission, encryption: .tls),
      PortAnswer(port: .submissions, encryption: .ssl),
      PortAnswer(port: .smtp, encryption: .tls),
    ]
    guard let typed, !usual.contains(where: { $0.port == typed }) else { return usual }
    return [.tls, .ssl].map { PortAnswer(port: typed, encryption: $0) } + usual
  }
}

extension [PortAnswer] {
  /// The answer to send with: a trusted certificate first, then one that can be looked at; never
  /// one without encryption. The order of the list decides between equals.
  public var best: PortAnswer? {
    first { $0.kind == .trusted } ?? first { $0.kind == .untrusted }
  }
}
