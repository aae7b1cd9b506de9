/// One port of a test Dovecot.
public struct DovecotPort: Sendable {
  /// The protocol that is spoken.
  public enum Service: String, Sendable {
    /// IMAP4rev1.
    case imap
    /// POP3.
    case pop3
  }

  /// The protocol that is spoken.
  public var service: Service
  /// What the port does about TLS.
  public var security: PortSecurity

  /// A port for one protocol.
  public init(_ service: Service, _ security: PortSecurity = .none) {
    self.service = service
    self.security = security
  }

  /// The loopback address to connect to.
  ///
  /// Dovecot takes what it demands about TLS from the address, and takes a client with the
  /// server's own address for secured. So a port that demands TLS has an address that no client
  /// has, and one without TLS has yet another.
  public var host: String {
    switch security {
    case .startTLS, .ssl: "127.0.0.1"
    case .startTLSRequired: "127.0.0.2"
    case .none: "127.0.0.3"
    }
  }

  var addresses: [String] {
    switch security {
    case .startTLS, .ssl: LoopbackSocket.hasIPv6 ? [host, "::1"] : [host]
    case .startTLSRequired, .none: [host]
    }
  }
}
