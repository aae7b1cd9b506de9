public import Forms
public import MailSettings

/// The screens of all sections, in the order in which a person meets them.
public enum Catalog {
  /// Every section's screen.
  public static let all = Section.allCases.map(screen)

  /// The screen of a section.
  public static func screen(of section: Section) -> Screen {
    switch section {
    case .mailProtocol: .mailProtocol
    case .exchange: .exchange
    case .systemAddress: .systemAddress
    case .server: .server
    case .encryption: .encryption
    case .authentication: .authentication
    case .incomingMailbox: .incomingMailbox
    case .encoding: .encoding
    case .senderMode: .senderMode
    case .connectionLimit: .connectionLimit
    case .testEmail: .testEmail
    }
  }

  /// The screen on which a key is edited; of several, the last one, which is about the key itself.
  public static func screen(editing key: FieldKey) -> Screen? {
    all.last { $0.keys.contains(key) }
  }
}
