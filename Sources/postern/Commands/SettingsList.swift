import Forms
import MailSettings

/// What `postern show` shows of a draft.
struct SettingsList {
  let draft: Draft

  /// Every key that can be shown, the passwords' behind those of `postern.toml`.
  static let keys = Setting.all.map(\.key) + PasswordSetting.allCases.map(\.key)

  /// The value that counts; a password is only `set` or `not set`.
  func value(_ key: String) -> String? {
    if let setting = Setting.named(key) { return setting.effective(in: draft) }
    return PasswordSetting.allCases.first { $0.key == key }.map(state)
  }

  private func state(_ password: PasswordSetting) -> String {
    draft[keyPath: password.path].stored == nil ? "not set" : "set"
  }

  /// Aligned, one setting a line; what does not count now is left out unless it is set.
  func print(home: String) {
    Output.line("Set-up in \(home)")
    var rows: [(key: String, value: String, note: String)] = []
    for setting in Setting.all {
      let isTyped = !draft[setting].isEmpty
      guard isTyped || setting.counts(in: draft) else { continue }
      let value = setting.effective(in: draft)
      let note = isTyped ? setting.problem(draft).map { "! \($0.sentence)" } ?? "" : "(default)"
      rows.append((setting.key, value ?? "", value == nil ? "(not set)" : note))
    }
    for password in PasswordSetting.allCases where isShown(password) {
      rows.append((password.key, state(password), ""))
    }
    let width = rows.map { CellWidth.of($0.key) }.max() ?? 0
    for row in rows {
      let key = row.key + String(repeating: " ", count: width - CellWidth.of(row.key))
      Output.line([key, row.value, row.note].filter { !$0.isEmpty }.joined(separator: "  "))
    }
  }

  private func isShown(_ password: PasswordSetting) -> Bool {
    if draft[keyPath: password.path].stored != nil { return true }
    switch password {
    case .smtp: return draft.chosenProtocol == .smtp && draft.chosenMode == .password
    case .incoming: return draft.needsIncoming
    case .exchange: return draft.chosenProtocol == .exchange
    }
  }

  /// The same tables as `postern.toml`, every key in them, null where there is no value.
  func json(home: String, only key: String?) -> JSON {
    var members: [String: JSON] = [
      "schema": .integer(1), "version": .integer(1), "home": .string(home),
    ]
    for name in key.map({ [$0] }) ?? Self.keys {
      let path = name.split(separator: ".").map(String.init)
      guard let last = path.last, let first = path.first else { continue }
      if path.count == 1 {
        members[last] = typed(name)
      } else if case .object(var table) = members[first] ?? .object([:]) {
        table[last] = typed(name)
        members[first] = .object(table)
      }
    }
    return .object(members)
  }

  /// A number or truth where the setting is one and its text is right.
  private func typed(_ key: String) -> JSON {
    guard let text = value(key) else { return .null }
    switch Setting.named(key)?.kind {
    case .integer: return Int(text).map(JSON.integer) ?? .string(text)
    case .boolean: return Bool(text).map(JSON.boolean) ?? .string(text)
    case .string, nil: return .string(text)
    }
  }
}
