public import MailSettings

// Tests write keys as people do; a literal that is none is a mistake in the test.

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
