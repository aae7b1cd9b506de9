/// Something that is allowed but probably not meant, with a fix that one key applies.
public struct Warning: Equatable, Sendable {
  /// The setting that the warning stands at.
  public let key: SettingKey
  /// Another setting that it concerns just as much, such as the encryption for a port.
  public let otherKey: SettingKey?
  /// What is odd and what would be better, in one sentence.
  public let sentence: String
  /// Ways out, best first.
  public let fixes: [Fix]

  init(key: SettingKey, and otherKey: SettingKey? = nil, sentence: String, fixes: [Fix]) {
    self.key = key
    self.otherKey = otherKey
    self.sentence = sentence
    self.fixes = fixes
  }
}

/// Changes of settings that mend something, applied to the draft by one key.
public struct Fix: Equatable, Sendable {
  /// What the button says, such as `Use port 587`.
  public let label: String
  /// The new texts; an empty one goes back to the default.
  public let changes: [SettingKey: String]
  /// The section where the person goes on, when something is left to type there.
  public let section: Section?
  /// The field to go to in that section; nil for its first one.
  public let field: FieldKey?

  /// A fix with a label for its button.
  public init(
    _ label: String, _ changes: [SettingKey: String], section: Section? = nil,
    field: FieldKey? = nil
  ) {
    self.label = label
    self.changes = changes
    self.section = section
    self.field = field
  }
}

extension Draft {
  /// Makes the changes of a fix.
  public mutating func apply(_ fix: Fix) {
    for (key, text) in fix.changes { self[key] = text }
  }
}
