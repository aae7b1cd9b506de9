/// Something that is allowed but probably not meant, with its fixes.
public struct Warning: Equatable, Sendable {
  /// The setting or the password that the warning stands at.
  public let key: FieldKey
  /// Another setting that it concerns just as much, such as the encryption for a port.
  public let otherKey: SettingKey?
  /// What is odd.
  public let oddity: Oddity
  /// The fixes, best first; may be empty.
  public let fixes: [Fix]

  init(_ key: FieldKey, _ oddity: Oddity) {
    self.key = key
    otherKey = nil
    self.oddity = oddity
    fixes = []
  }

  init(_ key: SettingKey, and otherKey: SettingKey? = nil, _ oddity: Oddity, fixes: [Fix] = []) {
    self.key = .setting(key)
    self.otherKey = otherKey
    self.oddity = oddity
    self.fixes = fixes
  }

  /// Whether the settings can be saved, but the system's own mails not be sent with them.
  public var stopsMails: Bool {
    if case .unwritableName = oddity { true } else { false }
  }

  /// What can be odd about a draft; ``Warning/sentence`` puts it into words.
  public enum Oddity: Equatable, Sendable {
    /// STARTTLS on a port that speaks SSL.
    case startTLSOnSSLPort
    /// SSL on a port that begins in the clear.
    case sslOnSTARTTLSPort(Port, isIncoming: Bool)
    /// No encryption, or STARTTLS if available, on a port that speaks SSL.
    case clearOnSSLPort(Port)
    /// The password of this server goes out readable: always, or where no TLS is offered.
    case readablePassword(PasswordSetting, always: Bool)
    /// Mails of users come from their own addresses, but are sent with this login.
    case senderIsNotLogin(String, canBeSystemAddress: Bool)
    /// An encoding that mails cannot be in.
    case encodingNotInMail(CharacterEncoding)
    /// The system's name has these characters, which the encoding cannot write.
    case unwritableName(CharacterEncoding, missing: [Character])
    /// A valid value that is not in the spelling that Postern writes.
    case alias(typed: String, canonical: String)
    /// A client secret that is a GUID, which is the form of its id and never of its value.
    case secretID
    /// The client secret expires soon, or has expired.
    case secretExpires(ExpiryDate, daysLeft: Int)
    /// Mail for this name on this machine reaches nobody: its aliases lead back to it.
    case aliasLoop(LocalName)
    /// A host name with an underscore.
    case underscore(String)
  }
}
