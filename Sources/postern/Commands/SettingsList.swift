import Forms
import MailSettings

/// The settings that `postern show` prints.
struct SettingsList {
  let draft: Draft

  /// The value that counts; of a password only `set` or `not set`.
  func value(_ key: FieldKey) -> String? {
    switch key {
    case .setting(let key): key.setting.effective(in: draft)
    case .password(let password): state(password)
    case .alias(let name): draft.aliases[name]?.text
    case .recipient: nil
    }
  }

  /// The names of `[aliases]`, sorted.
  var aliases: [LocalName] { draft.aliases.keys.sorted { $0.text < $1.text } }

  private func state(_ password: PasswordSetting) -> String {
    CommandWords.state(isSet: draft[keyPath: password.path].stored != nil)
  }

  /// Prints one setting a line, aligned; those that do not count now are left out unless they are
  /// set.
  func print(home: String) {
    Output.line(CommandWords.title(home))
    var rows: [(key: String, value: String, note: String)] = []
    for setting in Setting.all {
      let isTyped = !draft[setting].isEmpty
      guard isTyped || setting.counts(in: draft) else { continue }
      let value = setting.effective(in: draft)
      let note = value == nil ? CommandWords.hasNoValue : self.note(setting, isTyped)
      rows.append((setting.key.name, value ?? "", note))
    }
    for name in aliases {
      let problem = draft.aliases[name]?.problem.map(CommandWords.wrongValue) ?? ""
      rows.append((FieldKey.alias(name).name, draft.aliases[name]?.text ?? "", problem))
    }
    for password in PasswordSetting.allCases where isShown(password) {
      rows.append((password.name, state(password), ""))
    }
    let width = rows.map { CellWidth.of($0.key) }.max() ?? 0
    for row in rows {
      let key = row.key + String(repeating: " ", count: width - CellWidth.of(row.key))
      Output.line([key, row.value, row.note].filter { !$0.isEmpty }.joined(separator: "  "))
    }
  }

  private func note(_ setting: Setting, _ isTyped: Bool) -> String {
    guard isTyped else { return CommandWords.isDefault }
    return setting.problem(draft).map(CommandWords.wrongValue) ?? ""
  }

  private func isShown(_ password: PasswordSetting) -> Bool {
    if draft[keyPath: password.path].stored != nil { return true }
    switch password {
    case .smtp: return draft.chosenProtocol == .smtp && draft.chosenMode == .password
    case .incoming: return draft.needsIncoming
    case .exchange: return draft.chosenProtocol == .exchange
    }
  }
}

/// The document of `postern show --json`, schema 1: the same tables as `postern.toml`, every key in
/// them, null where there is no value.
struct SettingsDocument: JSONDocument {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  let list: SettingsList
  let home: String
  /// The only key to show; nil for all.
  let only: FieldKey?

  func encode(to encoder: any Encoder) throws {
    var document = encoder.container(keyedBy: Name.self)
    try document.encode(1, forKey: Name("schema"))
    try document.encode(1, forKey: Name("version"))
    try document.encode(home, forKey: Name("home"))
    let all = FieldKey.ofSetUp + list.aliases.map(FieldKey.alias)
    let paths = (only.map { [$0] } ?? all).map { key in
      (key: key, path: key.name.split(separator: ".", maxSplits: 1).map(String.init))
    }
    for (table, keys) in Dictionary(grouping: paths, by: { $0.path[0] }) {
      if keys[0].path.count == 1 {
        try encode(keys[0].key, as: Name(table), in: &document)
      } else {
        var members = document.nestedContainer(keyedBy: Name.self, forKey: Name(table))
        for (key, path) in keys { try encode(key, as: Name(path[1]), in: &members) }
      }
    }
  }

  /// Encodes a number or a Boolean where the setting is one and its text is valid, else the text.
  private func encode(
    _ key: FieldKey, as name: Name, in table: inout KeyedEncodingContainer<Name>
  ) throws {
    let text = list.value(key)
    switch key.setting?.setting.kind {
    case .integer:
      if let number = text.flatMap({ Int($0) }) { return try table.encode(number, forKey: name) }
    case .boolean:
      if let truth = text.flatMap({ Bool($0) }) { return try table.encode(truth, forKey: name) }
    case .string, nil: break
    }
    try table.encode(text, forKey: name)
  }
}
