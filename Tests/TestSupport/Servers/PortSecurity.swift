/// What a port of a test server does about TLS.
public enum PortSecurity: String, Sendable, CaseIterable {
  /// It does not offer TLS.
  case none
  /// It offers STARTTLS.
  case startTLS
  /// It refuses everything of worth before STARTTLS.
  case startTLSRequired
  /// It speaks TLS from the first byte.
  case ssl
}
