/// What a person types or chooses, and so where a problem can stand: a setting, a password, or the
/// recipient of the test e-mail.
public enum FieldKey: Hashable, Sendable {
  case setting(SettingKey)
  case password(PasswordSetting)
  /// Belongs to no set-up.
  case recipient

  /// The settings and the passwords, in the order in which they are shown.
  public static let ofSetUp =
    SettingKey.allCases.map(Self.setting) + PasswordSetting.allCases.map(Self.password)

  /// The setting; nil for anything else.
  public var setting: SettingKey? {
    switch self {
    case .setting(let key): key
    case .password, .recipient: nil
    }
  }

  /// The dotted name, such as `smtp.port` or `smtp.password`.
  public var name: String {
    switch self {
    case .setting(let key): key.name
    case .password(let password): password.name
    case .recipient: "recipient"
    }
  }

  /// The setting or password with this dotted name.
  public init?(_ name: String) {
    guard let key = Self.ofSetUp.first(where: { $0.name == name }) else { return nil }
    self = key
  }
}

/// A problem together with what it stands at.
public struct SettingProblem: Error, Equatable, Sendable {
  /// The setting or the password.
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
