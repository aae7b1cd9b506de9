/// Something that is allowed but probably not meant, with a fix that one key applies.
public struct Warning: Equatable, Sendable {
  /// The setting or the password that the warning stands at.
  public let key: FieldKey
  /// Another setting that it concerns just as much, such as the encryption for a port.
  public let otherKey: SettingKey?
  /// What is odd.
  public let oddity: Oddity
  /// Ways out, best first.
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

  /// What can be odd about a draft; ``Warning/sentence`` says it.
  public enum Oddity: Equatable, Sendable {
    /// STARTTLS on a port that speaks SSL.
    case startTLSOnSSLPort
    /// SSL on a port that begins in the clear.
    case sslOnSTARTTLSPort(Port, isIncoming: Bool)
    /// No TLS, or not for sure, on a port that speaks SSL.
    case clearOnSSLPort(Port)
    /// The password of this server goes out readable: always, or where no TLS is offered.
    case readablePassword(PasswordSetting, always: Bool)
    /// Mails of users come from their own addresses, and this login sends them.
    case senderIsNotLogin(String, canBeSystemAddress: Bool)
    /// An encoding that mails cannot be in.
    case encodingNotInMail(CharacterEncoding)
    /// The system's name has these characters, which the encoding cannot write.
    case unwritableName(CharacterEncoding, missing: [Character])
    /// A value in other words than Postern writes.
    case alias(typed: String, canonical: String)
    /// A client secret in the form of a GUID, as its id has it and its value never.
    case secretID
    /// The client secret's last day has come near, or has gone by.
    case secretExpires(ExpiryDate, daysLeft: Int)
    /// Mail for this name on this machine reaches nobody: its aliases lead back to it.
    case aliasLoop(LocalName)
    /// A host name with an underscore.
    case underscore(String)
  }
}
