public import MailSettings

// Tests write keys and hosts as people do; a literal that is none is a mistake in the test.

extension SettingKey: ExpressibleByStringLiteral {
  /// The key of this dotted name.
  public init(stringLiteral name: String) {
    guard let key = SettingKey(rawValue: name) else { preconditionFailure("no key: \(name)") }
    self = key
  }
}

extension FieldKey: ExpressibleByStringLiteral {
  /// The key of this dotted name.
  public init(stringLiteral name: String) {
    guard let key = FieldKey(name) else { preconditionFailure("no key: \(name)") }
    self = key
  }
}

extension HostName: ExpressibleByStringLiteral {
  /// The host of this name.
  public init(stringLiteral text: String) {
    guard let host = try? HostName(typed: text) else { preconditionFailure("no host: \(text)") }
    self = host
  }
}
