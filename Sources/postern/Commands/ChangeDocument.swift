import MailSettings
import SettingsStore

/// The document of `postern set --json` and `postern password set --json`, schema 1: the names of
/// the settings and passwords that have changed.
struct ChangeDocument: JSONDocument {
  private let schema = 1
  private let changed: [String]

  init(_ saved: SavedSetUp) {
    let (before, after) = (saved.before, saved.draft)
    let aliases = Set(before.aliases.keys).union(after.aliases.keys).map(FieldKey.alias)
    changed = (FieldKey.ofSetUp + aliases.sorted { $0.name < $1.name })
      .filter { !before.isSame(as: after, at: $0) }.map(\.name)
  }
}

extension Draft {
  fileprivate func isSame(as other: Draft, at key: FieldKey) -> Bool {
    switch key {
    case .setting(let key): self[key] == other[key]
    case .password(let password): self[keyPath: password.path] == other[keyPath: password.path]
    case .alias(let name): aliases[name] == other.aliases[name]
    case .recipient: true
    }
  }
}
