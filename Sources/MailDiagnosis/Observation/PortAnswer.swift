public import MailSettings

/// What one port of a mail server answers when it is tried without credentials.
public struct PortAnswer: Equatable, Sendable {
  /// What a port turned out to be.
  public enum Kind: Equatable, Sendable {
    /// The port is still being tried.
    case looking
    /// TLS, with a certificate that this set-up trusts.
    case trusted
    /// TLS, with a certificate that is not trusted yet, or is wrong.
    case untrusted
    /// A mail server without TLS.
    case clear
    /// The connection was refused, since nobody listens there.
    case closed
    /// Neither a connection nor a banner came in time.
    case silent
    /// Another service answered, or this one without the encryption that was tried.
    case other
  }

  /// The port that was tried.
  public let port: Port
  /// How it was tried: SSL for TLS from the first byte, TLS for STARTTLS.
  public let encryption: Encryption
  /// What the port turned out to be.
  public var kind: Kind

  /// By default an answer that is still awaited.
  public init(port: Port, encryption: Encryption, kind: Kind = .looking) {
    self.port = port
    self.encryption = encryption
    self.kind = kind
  }

  /// What to try: the usual ports of mail servers and, with both encryptions, the port that was
  /// typed.
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
  /// The answer to send with: the first with a trusted certificate, else the first with another
  /// one; never one without encryption.
  public var best: PortAnswer? {
    first { $0.kind == .trusted } ?? first { $0.kind == .untrusted }
  }
}
