/// A server and how it is connected to: made from the settings once, and handed on whole.
public struct Endpoint: Hashable, Sendable {
  /// The service that is spoken there.
  public var service: MailService
  /// The server's name or address.
  public var host: HostName
  /// The port, the usual one where none was typed.
  public var port: Port
  /// How the connection is encrypted.
  public var encryption: Encryption
  /// The name to say in EHLO; nil for this machine's own.
  public var helloName: HelloName?
  /// This machine's address to connect from; nil for the system's choice.
  public var sourceAddress: SourceAddress?

  /// An endpoint with its parts.
  public init(
    _ service: MailService = .smtp, host: HostName, port: Port, encryption: Encryption,
    helloName: HelloName? = nil, sourceAddress: SourceAddress? = nil
  ) {
    self.service = service
    self.host = host
    self.port = port
    self.encryption = encryption
    self.helloName = helloName
    self.sourceAddress = sourceAddress
  }

  /// The same server, at another port or encrypted in another way.
  public func at(_ port: Port, _ encryption: Encryption) -> Endpoint {
    var other = self
    (other.port, other.encryption) = (port, encryption)
    return other
  }

  /// Whether another endpoint is the same server and port, however it is connected to.
  public func isSamePlace(as other: Endpoint) -> Bool {
    host.ascii == other.host.ascii && port == other.port
  }

  /// `mail.example.com:587`, `[::1]:25`: as a person writes it, in ASCII.
  public var place: String { "\(host.urlHost):\(port)" }
}

/// A mail service, spoken as a client speaks it.
public enum MailService: String, CaseIterable, Sendable {
  /// RFC 5321 and RFC 6409.
  case smtp
  /// RFC 9051.
  case imap
  /// RFC 1939.
  case pop3
}
