import MailSettings

/// Where the application's documentation says more.
enum DocumentationWords {
  /// The heading in the page “Outgoing email connection” that a section is about.
  static func section(_ section: Section) -> String {
    "Documentation, Outgoing email connection: “\(heading(section))”."
  }

  private static func heading(_ section: Section) -> String {
    switch section {
    case .mailProtocol: "Outgoing email connection"
    case .exchange: "MS Exchange Server"
    case .systemAddress: "SMTP user"
    case .server: "SMTP server name"
    case .encryption: "Encrypted connections"
    case .authentication, .incomingMailbox: "SMTP authentication"
    case .encoding: "Mail encoding"
    case .senderMode: "Sending emails from the system or user account"
    case .connectionLimit: "Limiting the number of connections"
    case .testEmail: "Test the configuration"
    }
  }
}
