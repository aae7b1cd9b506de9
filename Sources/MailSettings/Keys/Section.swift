/// A section of the set-up, by its name on the command line: one page of the wizard.
///
/// In the order in which a person meets them.
public enum Section: String, CaseIterable, Sendable {
  case mailProtocol = "protocol"
  case exchange
  case systemAddress = "system-address"
  case server
  case encryption
  case authentication
  case incomingMailbox = "incoming-mailbox"
  case encoding
  case senderMode = "sender-mode"
  case connectionLimit = "connection-limit"
  case testEmail = "test-email"

  /// The title in the list and above the fields.
  public var title: String {
    switch self {
    case .mailProtocol: "Protocol"
    case .exchange: "Exchange"
    case .systemAddress: "System address"
    case .server: "Server"
    case .encryption: "Encryption"
    case .authentication: "Authentication"
    case .incomingMailbox: "Incoming mailbox"
    case .encoding: "Encoding"
    case .senderMode: "Sender mode"
    case .connectionLimit: "Connection limit"
    case .testEmail: "Test e-mail"
    }
  }
}

extension PasswordSetting {
  /// The section in which the encryption of the password's server is set and its certificate looked
  /// at.
  public var encryptionSection: Section {
    switch self {
    case .smtp: .encryption
    case .incoming: .incomingMailbox
    case .exchange: .exchange
    }
  }
}
