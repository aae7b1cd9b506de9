/// What a person types or chooses, and so where a problem can stand: a setting, a password, or the
/// recipient of the test e-mail.
public enum FieldKey: Hashable, Sendable {
  case setting(SettingKey)
  case password(PasswordSetting)
  /// Where the mail for a name on this machine goes; no field of the wizard.
  case alias(LocalName)
  /// The recipient of the test e-mail, which is not saved.
  case recipient

  /// The settings and the passwords, in the order in which they are shown.
  public static let ofSetUp =
    SettingKey.allCases.map(Self.setting) + PasswordSetting.allCases.map(Self.password)

  /// The setting; nil for anything else.
  public var setting: SettingKey? {
    switch self {
    case .setting(let key): key
    case .password, .alias, .recipient: nil
    }
  }

  /// The dotted name, such as `smtp.port` or `smtp.password`.
  public var name: String {
    switch self {
    case .setting(let key): key.name
    case .password(let password): password.name
    case .alias(let name): "aliases.\(name.text)"
    case .recipient: "recipient"
    }
  }

  /// The setting, password or alias with this dotted name.
  public init?(_ name: String) {
    if let alias = LocalName(aliasKey: name) {
      self = .alias(alias)
      return
    }
    guard let key = Self.ofSetUp.first(where: { $0.name == name }) else { return nil }
    self = key
  }
}

/// A problem together with what it stands at.
public struct SettingProblem: Error, Equatable, Sendable {
  /// The setting, the password or the alias.
  public let key: FieldKey
  /// What is wrong there.
  public let problem: Problem

  /// A problem at a key.
  public init(key: FieldKey, problem: Problem) {
    self.key = key
    self.problem = problem
  }

  /// A problem at a setting.
  public init(_ key: SettingKey, _ problem: Problem) {
    self.init(key: .setting(key), problem: problem)
  }
}
