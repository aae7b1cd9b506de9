/// Everything about one key of `postern.toml`; ``SettingKey/setting`` is the table of them, which
/// `show`, `set`, `check`, the store, the screens and the fixes share.
public struct Setting: Sendable {
  /// How TOML writes the value.
  public enum Kind: Sendable {
    case string
    case integer
    case boolean
  }

  /// When sending uses a setting.
  enum Scope: Sendable {
    case always
    case smtp
    /// With SMTP, in any mode that signs in.
    case signIn
    /// With SMTP, and the server's own user and password.
    case password
    /// With SMTP, and a sign-in that needs the incoming mailbox.
    case incoming
    case exchange
    /// With Exchange, where a person signs in.
    case delegated
    /// With Exchange, where the application signs in by itself.
    case appOnly
  }

  /// The key.
  public let key: SettingKey
  /// How TOML writes the value.
  public let kind: Kind
  let scope: Scope
  /// Whether sending needs a value, where it uses the setting at all.
  let isNeeded: Bool
  /// The values to propose, such as in a shell's completions; empty where there are none.
  public let choices: [String]
  let entry: any PartialKeyPath<Draft> & Sendable
  let read: @Sendable (Draft) -> String
  let write: @Sendable (inout Draft, String) -> Void
  /// What is wrong with the text, nil when it is empty or right.
  public let problem: @Sendable (Draft) -> Problem?
  /// The value in its canonical spelling, nil when the text is empty or wrong.
  public let canonical: @Sendable (Draft) -> String?
  /// Whether the text is valid, but not in the spelling that Postern writes.
  public let isAlias: @Sendable (Draft) -> Bool
  /// What counts when the key is missing; nil when there is no default.
  public let defaultText: @Sendable (Draft) -> String?

  /// Every setting, in the order of `postern.toml`.
  public static let all = SettingKey.allCases.map(\.setting)

  /// The setting with this dotted name.
  public static func named(_ name: String) -> Setting? { SettingKey(rawValue: name)?.setting }

  /// The setting whose entry stands at this key path; every entry of a draft has one.
  public static func at<Value>(
    _ path: any WritableKeyPath<Draft, Entry<Value>> & Sendable
  ) -> Setting {
    guard let setting = all.first(where: { $0.entry == path }) else {
      preconditionFailure("an entry of Draft without its key in SettingKey")
    }
    return setting
  }
}

extension Setting {
  /// The value that counts: what was typed, else the default, else nil.
  public func effective(in draft: Draft) -> String? {
    draft[self].trimmingSpaces.isEmpty
      ? defaultText(draft) : (canonical(draft) ?? draft[self])
  }

  /// Whether it belongs to Microsoft Exchange.
  public var isExchange: Bool {
    switch scope {
    case .exchange, .delegated, .appOnly: true
    case .always, .smtp, .signIn, .password, .incoming: false
    }
  }

  /// Whether sending uses this setting: with SMTP, for example, not those of Exchange.
  public func counts(in draft: Draft) -> Bool {
    let usesSMTP = draft.chosenProtocol == .smtp
    return switch scope {
    case .always: true
    case .smtp: usesSMTP
    case .signIn: usesSMTP && draft.chosenMode != .none
    case .password: usesSMTP && draft.chosenMode == .password
    case .incoming: draft.needsIncoming
    case .exchange: !usesSMTP
    case .delegated: !usesSMTP && draft.exchange.chosenFlow == .delegated
    case .appOnly: !usesSMTP && draft.exchange.chosenFlow == .appOnly
    }
  }
}

extension Draft {
  /// The text typed for a setting.
  public subscript(setting: Setting) -> String {
    get { setting.read(self) }
    set { setting.write(&self, newValue) }
  }

  /// The text typed for a key.
  public subscript(key: SettingKey) -> String {
    get { self[key.setting] }
    set { self[key.setting] = newValue }
  }
}
