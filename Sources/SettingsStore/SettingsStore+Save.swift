internal import Glibc
public import MailSettings
internal import SystemAccess

/// A set-up as it was saved.
public struct SavedSetUp: Equatable, Sendable {
  /// What the files said before.
  @Boxed public private(set) var before: Draft
  /// What they say now; passwords are stored, and no change is asked for.
  @Boxed public private(set) var draft: Draft
  /// Why a power failure could still undo it; nil when the system promised that it lasts.
  public let doubt: StoreError?
}

extension SettingsStore {
  /// Writes a draft, complete or not, and returns the set-up as it is now.
  ///
  /// Another program may have changed the files since `base` was loaded: then only what differs
  /// between `base` and the draft is changed, and the rest stays as the other program left it;
  /// where both have changed the same, throws ``StoreError/conflict(_:)``. Without a base the draft
  /// counts as a whole. Throws ``StoreError/wrongSetting(_:)`` when a text is wrong. Whenever it
  /// throws, nothing was saved.
  public func save(_ draft: Draft, changing base: Draft? = nil) throws(StoreError) -> SavedSetUp {
    if let wrong = draft.wrongTexts.first { throw .wrongSetting(wrong) }
    return try alone { setUp throws(StoreError) in
      let files = try setUp.filesToChange()
      if let base, !draft.conflicts(with: files.draft, since: base).isEmpty {
        throw .conflict(files.draft)
      }
      let merged =
        base.map { draft.merged(onto: files.draft, since: $0, preferring: .mine) } ?? draft
      return try setUp.write(merged, over: files)
    }
  }

  /// Loads the set-up, changes it and saves it, with nobody else changing anything meanwhile.
  ///
  /// Waits for other commands, some seconds at most. Throws ``StoreError/held(by:)`` where a wizard
  /// has the set-up open.
  public func change(_ body: (inout Draft) -> Void) throws(StoreError) -> SavedSetUp {
    try alone { setUp throws(StoreError) in
      _ = try setUp.takeWizardLock()
      let files = try setUp.filesToChange()
      var draft = files.draft
      body(&draft)
      if let wrong = draft.wrongTexts.first { throw .wrongSetting(wrong) }
      return try setUp.write(draft, over: files)
    }
  }

  /// Runs a body that changes something else in the set-up's folder, with the same locks as
  /// ``change(_:)``.
  ///
  /// Throws what the body throws, and ``StoreError`` as ``change(_:)`` does.
  public func whileNoWizard(_ body: () throws -> Void) throws {
    let failure = try alone { setUp throws(StoreError) -> (any Error)? in
      _ = try setUp.takeWizardLock()
      do { try body() } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }

  /// Changes `secrets.toml` alone, such as the tokens of Microsoft Exchange, also while a wizard is
  /// open.
  ///
  /// Returns why the change may not survive a power failure; nil when it will.
  @discardableResult
  public func changeSecrets(
    _ change: (inout SecretsFile) -> Void
  ) throws(StoreError) -> StoreError? {
    try alone { setUp throws(StoreError) in
      var secrets = try setUp.filesToChange().secrets
      change(&secrets)
      return secrets.isChanged ? try setUp.write(secrets) : nil
    }
  }

  /// Runs a body with the change lock held, after waiting at most `limit` for others; makes the
  /// folder where it is missing.
  func alone<Result>(
    waiting limit: Duration = .seconds(10),
    _ body: (SetUpFolder) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard let setUp = try SetUpFolder.open(paths, creating: true, disk: disk) else {
      throw .notAFolder(path: paths.home)
    }
    let lock = try setUp.changeLock(waiting: limit)
    defer { withExtendedLifetime(lock) {} }
    return try body(setUp)
  }
}

extension SetUpFolder {
  /// Both files, after finishing or deleting what killed saves have left. Call with the change lock
  /// held.
  fileprivate func filesToChange() throws(StoreError) -> SetUpFiles {
    let pending = PendingSave(self)
    try pending.finish()
    try pending.cleanUp()
    return try files()
  }

  fileprivate func write(
    _ draft: Draft, over files: SetUpFiles
  ) throws(StoreError) -> SavedSetUp {
    let settings: SettingsFile
    do throws(SettingsFileError) {
      settings = try files.settings.changed(to: draft)
    } catch { throw .file(error) }
    var secrets = files.secrets
    secrets.apply(draft, before: files.settings.draft, after: settings.draft)
    let isNew = !files.exists || settings.text != files.settings.text
    return SavedSetUp(
      before: files.draft, draft: secrets.fill(settings.draft),
      doubt: try write(isNew ? settings : nil, secrets.isChanged ? secrets : nil))
  }

  /// Writes what is new; returns why that may not survive a power failure, nil when it will.
  private func write(
    _ settings: SettingsFile?, _ secrets: SecretsFile?
  ) throws(StoreError) -> StoreError? {
    switch (settings, secrets) {
    case (nil, nil): return nil
    case (nil, let secrets?): return try write(secrets)
    case (let settings?, nil):
      let (folder, name) = try home.place(of: Name.settings)
      try folder.put(try newSettings(settings, in: folder, name), as: name)
      return folder.doubtOfLasting()
    case (let settings?, let secrets?):
      let (folder, name) = try home.place(of: Name.settings)
      return try PendingSave(self).save(
        settings: try newSettings(settings, in: folder, name), secrets: try newSecrets(secrets))
    }
  }

  fileprivate func write(_ secrets: SecretsFile) throws(StoreError) -> StoreError? {
    try home.put(try newSecrets(secrets), as: Name.secrets)
    return home.doubtOfLasting()
  }

  private func newSettings(
    _ settings: SettingsFile, in folder: Folder<StoreError>, _ name: String
  ) throws(StoreError) -> NewFile {
    newFile(settings.text, over: try folder.status(of: name), mode: 0o644)
  }

  private func newSecrets(_ secrets: SecretsFile) throws(StoreError) -> NewFile {
    try checkMode(of: home)
    let text: String
    do throws(SettingsFileError) {
      text = try secrets.text()
    } catch { throw .file(error) }
    return newFile(text, over: try home.status(of: Name.secrets), mode: 0o600)
  }

  /// Keeps owner and mode of an existing file; a new one that root makes belongs to the folder's
  /// owner.
  private func newFile(_ text: String, over old: FileStatus?, mode: UInt32) -> NewFile {
    let bytes = Array(text.utf8)
    if let old, old.isFile { return NewFile(bytes: bytes, like: old) }
    let isRoot = geteuid() == 0
    return NewFile(
      bytes: bytes, mode: mode, owner: isRoot ? home.status.owner : geteuid(),
      group: isRoot ? home.status.group : getegid())
  }
}
