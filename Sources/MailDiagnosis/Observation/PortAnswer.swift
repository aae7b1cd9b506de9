public import MailSettings

/// What one port of a mail server answers to somebody who looks without credentials.
public struct PortAnswer: Equatable, Sendable {
  /// What was found.
  public enum Kind: Equatable, Sendable {
    /// Not known yet.
    case looking
    /// TLS, with a certificate that this set-up trusts.
    case trusted
    /// TLS, with a certificate that is not trusted yet, or is wrong.
    case untrusted
    /// A mail server without TLS.
    case clear
    /// Nobody listens there.
    case closed
    /// Nothing came in time.
    case silent
    /// Something else answered, or in another way.
    case other
  }

  /// The port.
  public let port: Port
  /// How it was asked: SSL, or TLS for STARTTLS.
  public let encryption: Encryption
  /// What was found.
  public var kind: Kind

  /// An answer.
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
