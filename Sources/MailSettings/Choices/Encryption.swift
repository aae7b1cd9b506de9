/// How the connection to a mail server is encrypted: the four documented choices.
public enum Encryption: String, Choice {
  /// Never starts TLS. Everything, a password included, can be read on the way.
  case none
  /// STARTTLS when the server offers it (RFC 3207). An attacker on the path can strip the offer.
  case tlsIfAvailable = "tls-if-available"
  /// STARTTLS, required: encrypted, or nothing is sent.
  case tls
  /// TLS from the first byte (RFC 8314 section 3): encrypted, or nothing is sent.
  case ssl

  /// Both names, the documented and the technical one.
  public var title: String {
    switch self {
    case .none: "None"
    case .tlsIfAvailable: "TLS if available (STARTTLS)"
    case .tls: "TLS (STARTTLS, required)"
    case .ssl: "SSL (TLS from the first byte)"
    }
  }

  /// The documented name alone.
  public var shortTitle: String {
    switch self {
    case .none: "None"
    case .tlsIfAvailable: "TLS if available"
    case .tls: "TLS"
    case .ssl: "SSL"
    }
  }

  /// What it does for the person.
  public var explanation: String {
    switch self {
    case .none: "Nothing is encrypted. Only for a server on this machine or in a trusted network."
    case .tlsIfAvailable: "Encrypted when the server offers it, otherwise in clear."
    case .tls: "The connection is encrypted, or nothing is sent. Usual on port 587."
    case .ssl: "The connection is encrypted from its first byte. Usual on port 465."
    }
  }

  /// Whether nothing is sent without TLS.
  public var requiresTLS: Bool { self == .tls || self == .ssl }

  /// The documented default port: 465 with SSL or TLS, 25 otherwise.
  public var proposedSMTPPort: Port { requiresTLS ? .submissions : .smtp }
}
