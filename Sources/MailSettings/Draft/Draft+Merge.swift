/// Whose value counts where the same setting was changed on both sides.
public enum MergeSide: Equatable, Sendable {
  case mine
  case theirs
}

extension Draft {
  /// The settings and passwords that this draft and another one have both changed since
  /// `base`, to different values.
  public func conflicts(with theirs: Draft, since base: Draft) -> [FieldKey] {
    let settings = Setting.all.filter { setting in
      base.differs(from: self, in: setting) && base.differs(from: theirs, in: setting)
        && differs(from: theirs, in: setting)
    }
    let passwords = PasswordSetting.allCases.filter { setting in
      let (mine, other) = (self[keyPath: setting.path], theirs[keyPath: setting.path])
      return mine.isChanged && base[keyPath: setting.path].stored != other.stored
        && mine.outcome != other.outcome
    }
    return settings.map { .setting($0.key) } + passwords.map(FieldKey.password)
  }

  /// Another draft with this draft's changes since `base` applied to it.
  ///
  /// Where both have changed the same setting, the given side counts; of aliases, always this
  /// draft's.
  public func merged(onto theirs: Draft, since base: Draft, preferring side: MergeSide) -> Draft {
    let lost = side == .theirs ? Set(conflicts(with: theirs, since: base)) : []
    var merged = theirs
    for setting in Setting.all where base.differs(from: self, in: setting) {
      if !lost.contains(.setting(setting.key)) { merged[setting] = self[setting] }
    }
    for name in Set(aliases.keys).union(base.aliases.keys) where base.aliases[name] != aliases[name]
    {
      merged.aliases[name] = aliases[name]
    }
    for setting in PasswordSetting.allCases where !lost.contains(.password(setting)) {
      merged[keyPath: setting.path] = self[keyPath: setting.path]
      merged[keyPath: setting.path].stored = theirs[keyPath: setting.path].stored
    }
    return merged
  }

  /// The settings whose values differ, whatever their spelling.
  public func differences(from other: Draft) -> [SettingKey] {
    Setting.all.filter { differs(from: other, in: $0) }.map(\.key)
  }

  private func differs(from other: Draft, in setting: Setting) -> Bool {
    if self[setting].utf8.elementsEqual(other[setting].utf8) { return false }
    guard let mine = setting.canonical(self) else { return true }
    return mine != setting.canonical(other)
  }
}

extension PasswordDraft {
  /// The secret that will be stored after a save, nil for none.
  fileprivate var outcome: Secret? {
    switch change {
    case .keep: stored?.secret
    case .replace(let secret): secret
    case .delete: nil
    }
  }
}
