/// One key of `postern.toml`: where it stands in a draft, how TOML writes it, what its default is.
///
/// The one table that `show`, `set`, `check`, the store and the fixes share.
public struct Setting: Sendable {
  /// How TOML writes the value.
  public enum Kind: Sendable {
    case string
    case integer
    case boolean
  }

  /// The dotted key, such as `smtp.port`.
  public let key: String
  /// How TOML writes the value.
  public let kind: Kind
  let entry: any PartialKeyPath<Draft> & Sendable
  let read: @Sendable (Draft) -> String
  let write: @Sendable (inout Draft, String) -> Void
  /// What is wrong with the text, nil when it is empty or right.
  public let problem: @Sendable (Draft) -> Problem?
  /// The value in its canonical spelling, nil when the text is empty or wrong.
  public let canonical: @Sendable (Draft) -> String?
  /// Whether the text is right, but in other words than Postern writes.
  public let isAlias: @Sendable (Draft) -> Bool
  /// What counts when the key is missing; nil when nothing does.
  public let defaultText: @Sendable (Draft) -> String?

  /// The value that counts: what was typed, else the default, else nil.
  public func effective(in draft: Draft) -> String? {
    draft[self].trimmingSpaces.isEmpty
      ? defaultText(draft) : (canonical(draft) ?? draft[self])
  }

  /// The setting with this key.
  public static func named(_ key: String) -> Setting? { all.first { $0.key == key } }

  /// The setting whose entry stands at this key path; every entry of a draft has one.
  public static func at<Value>(
    _ path: any WritableKeyPath<Draft, Entry<Value>> & Sendable
  ) -> Setting {
    guard let setting = all.first(where: { $0.entry == path }) else {
      preconditionFailure("an entry of Draft without its key in Setting.all")
    }
    return setting
  }

  /// Every setting, in the order of `postern.toml`.
  public static let all: [Setting] = [
    entry("protocol", \.mailProtocol) { _ in "smtp" },
    entry("system.name", \.system.name),
    entry("system.address", \.system.address),
    entry("smtp.server", \.smtp.server),
    entry("smtp.port", \.smtp.port, .integer) { $0.smtp.chosenEncryption.proposedSMTPPort.text },
    entry("smtp.encryption", \.smtp.encryption) { _ in "none" },
    entry("smtp.allow-clear-text-password", \.smtp.allowClearTextPassword, .boolean) { _ in "false"
    },
    entry("smtp.hello-name", \.smtp.helloName),
    entry("authentication.mode", \.authentication.mode) { _ in "none" },
    entry("authentication.user", \.authentication.user),
    entry("authentication.password-command", \.authentication.passwordCommand),
    entry("authentication.mechanism", \.authentication.mechanism) { _ in "auto" },
    entry("incoming.protocol", \.incoming.protocol) { _ in "imap" },
    entry("incoming.server", \.incoming.server),
    entry("incoming.port", \.incoming.port, .integer) {
      $0.incoming.chosenProtocol.proposedPort($0.incoming.chosenEncryption).text
    },
    entry("incoming.encryption", \.incoming.encryption) { _ in "none" },
    entry("incoming.allow-clear-text-password", \.incoming.allowClearTextPassword, .boolean) { _ in
      "false"
    },
    entry("incoming.user", \.incoming.user),
    entry("incoming.password-command", \.incoming.passwordCommand),
    entry("message.encoding", \.message.encoding) { _ in CharacterEncoding.utf8.text },
    entry("message.sender", \.message.sender) { _ in "system" },
    entry("connections.maximum", \.connections.maximum, .integer),
    entry("exchange.tenant", \.exchange.tenant),
    entry("exchange.client-id", \.exchange.clientID),
    entry("exchange.app-url", \.exchange.appURL),
    entry("exchange.mailbox", \.exchange.mailbox),
    entry("exchange.scopes", \.exchange.scopes) { _ in Scopes.documented },
    entry("exchange.authority", \.exchange.authority) { _ in "https://login.microsoftonline.com" },
    entry("exchange.server", \.exchange.server) { _ in "smtp.office365.com" },
    entry("exchange.port", \.exchange.port, .integer) { _ in "587" },
    entry("exchange.encryption", \.exchange.encryption) { _ in "tls" },
  ]

  private static func entry<Value: SettingValue>(
    _ key: String, _ path: any WritableKeyPath<Draft, Entry<Value>> & Sendable,
    _ kind: Kind = .string,
    default defaultText: @escaping @Sendable (Draft) -> String? = { _ in nil }
  ) -> Setting {
    Setting(
      key: key, kind: kind, entry: path, read: { $0[keyPath: path].text },
      write: { $0[keyPath: path].text = $1 },
      problem: { $0[keyPath: path].problem }, canonical: { $0[keyPath: path].value?.text },
      isAlias: { Value.isAlias($0[keyPath: path].trimmed) },
      defaultText: defaultText)
  }
}

extension Draft {
  /// The text typed for a setting.
  public subscript(setting: Setting) -> String {
    get { setting.read(self) }
    set { setting.write(&self, newValue) }
  }
}
