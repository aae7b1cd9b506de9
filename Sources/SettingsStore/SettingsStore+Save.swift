internal import Glibc
public import MailSettings

extension SettingsStore {
  /// Writes a draft, complete or not, and returns the set-up as it is now.
  ///
  /// Another program may have changed the files since `base` was loaded: then only what differs between
  /// `base` and the draft is changed, and the rest stays as the other program left it; where both have
  /// changed the same, throws ``StoreError/conflict(_:)``. Without a base the draft counts as a whole.
  /// In the returned draft, passwords are stored and no change is asked for.
  /// Throws ``StoreError/wrongSetting(_:)`` when a text is wrong; then nothing is written.
  public func save(_ draft: Draft, changing base: Draft? = nil) throws(StoreError) -> Draft {
    if let wrong = draft.wrongTexts.first { throw .wrongSetting(wrong) }
    return try withSaveLock { files throws(StoreError) in
      if let base, !draft.conflicts(with: files.draft, since: base).isEmpty {
        throw .conflict(files.draft)
      }
      let merged =
        base.map { draft.merged(onto: files.draft, since: $0, preferring: .mine) } ?? draft
      if let wrong = merged.wrongTexts.first { throw .wrongSetting(wrong) }
      let settings: SettingsFile
      do throws(SettingsFileError) {
        settings = try files.settings.changed(to: merged)
      } catch { throw .file(error) }
      var secrets = files.secrets
      secrets.apply(draft, before: files.settings.draft, after: settings.draft)
      try write(settings, secrets, over: files)
      return secrets.fill(settings.draft)
    }
  }

  /// Changes `secrets.toml` alone, such as the tokens of Microsoft Exchange.
  public func changeSecrets(
    _ change: (inout SecretsFile) -> Void
  ) throws(StoreError) {
    _ = try withSaveLock { files throws(StoreError) in
      var secrets = files.secrets
      change(&secrets)
      if secrets.isChanged { try disk.replace(paths.secrets, with: try newSecrets(secrets)) }
      return files.draft
    }
  }

  private func withSaveLock(
    _ body: (SetUpFiles) throws(StoreError) -> Draft
  ) throws(StoreError) -> Draft {
    try disk.createFolder(paths.home)
    try disk.createFolder(paths.run)
    let lock = try FileLock.acquire(paths.saveLock, seconds: 10, disk: disk)
    defer { withExtendedLifetime(lock) {} }
    try pending.finish()
    try pending.cleanUp()
    return try body(try read())
  }

  private func write(
    _ settings: SettingsFile, _ secrets: SecretsFile, over old: SetUpFiles
  ) throws(StoreError) {
    let target = try pending.settingsTarget()
    let hasNewSettings = !old.exists || settings.text != old.settings.text
    switch (hasNewSettings, secrets.isChanged) {
    case (false, false): break
    case (true, false):
      try disk.replace(target, with: try newFile(settings.text, at: target, mode: 0o644))
    case (false, true): try disk.replace(paths.secrets, with: try newSecrets(secrets))
    case (true, true):
      try pending.save(
        settings: try newFile(settings.text, at: target, mode: 0o644),
        secrets: try newSecrets(secrets))
    }
  }

  private func newSecrets(_ secrets: SecretsFile) throws(StoreError) -> NewFile {
    if let folder = try disk.status(paths.home, followsLink: true) {
      try disk.checkFolder(paths.home, folder)
    }
    let text: String
    do throws(SettingsFileError) {
      text = try secrets.text()
    } catch { throw .file(error) }
    return try newFile(text, at: paths.secrets, mode: 0o600)
  }

  /// Keeps owner and mode of an existing file; a new one belongs to whom the folder belongs to.
  private func newFile(
    _ text: String, at path: String, mode: UInt32
  ) throws(StoreError) -> NewFile {
    let bytes = Array(text.utf8)
    if let old = try disk.status(path, followsLink: false) {
      return NewFile(bytes: bytes, like: old)
    }
    let around = geteuid() == 0 ? try disk.status(paths.home, followsLink: true) : nil
    return NewFile(
      bytes: bytes, mode: mode, owner: around?.owner ?? geteuid(),
      group: around?.group ?? getegid())
  }
}
