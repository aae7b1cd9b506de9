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
