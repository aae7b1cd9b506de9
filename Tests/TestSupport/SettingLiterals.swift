public import MailSettings

// Tests write keys as people do; a literal that is none is a mistake in the test.

extension SettingKey: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) {
    guard let key = SettingKey(rawValue: name) else { preconditionFailure("no key: \(name)") }
    self = key
  }
}

extension FieldKey: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) {
    guard let key = FieldKey(name) else { preconditionFailure("no key: \(name)") }
    self = key
  }
}
