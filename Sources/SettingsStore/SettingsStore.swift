public import MailSettings

/// A set-up as it was loaded.
public struct LoadedSetUp: Sendable {
  /// What the files say; wrong values are there as text, and the stored passwords with their hosts.
  public let draft: Draft
  /// Whether there is a `postern.toml` at all.
  public let exists: Bool
  /// The line in `postern.toml` of every setting that it has, by its key.
  public let lines: [String: Int]
  /// The keys of `postern.toml` that Postern does not know.
  public let unknownKeys: [SettingsFile.UnknownKey]
}

/// The files of one set-up.
public struct SettingsStore: Sendable {
  /// Where everything is.
  public let paths: SetUpPaths
  var disk = Disk()

  /// The store of a folder, which need not exist yet.
  public init(home: String) { paths = SetUpPaths(home: home) }

  /// Reads the set-up; a folder that does not exist is an empty one.
  ///
  /// Nothing is written, except that a save that was killed after it was decided is finished where possible.
  public func load() throws(StoreError) -> LoadedSetUp {
    finishKilledSave()
    let files = try read()
    return LoadedSetUp(
      draft: files.draft, exists: files.exists, lines: files.settings.lines,
      unknownKeys: files.settings.unknownKeys)
  }

  /// Reads `secrets.toml`, for the tokens of Microsoft Exchange.
  public func loadSecrets() throws(StoreError) -> SecretsFile {
    finishKilledSave()
    return try read().secrets
  }

  var pending: PendingSave { PendingSave(paths: paths, disk: disk) }

  /// On a read-only disk, or while another process saves, reading goes on all the same.
  private func finishKilledSave() {
    guard (try? pending.isWaiting()) == true,
      let lock = try? FileLock.tryAcquire(paths.saveLock, disk: disk)
    else { return }
    withExtendedLifetime(lock) { try? pending.finish() }
  }

  /// Both files of one moment: read until the settings are the same before and after the secrets.
  func read() throws(StoreError) -> SetUpFiles {
    var settings = try pending.read(paths.settings, isSecret: false)
    for _ in 0..<100 {
      let secrets = try pending.read(paths.secrets, isSecret: true)
      let again = try pending.read(paths.settings, isSecret: false)
      if again == settings { return try SetUpFiles(settings, secrets, paths) }
      settings = again
    }
    throw .busy(path: paths.settings)
  }
}

/// Both files, read and understood.
struct SetUpFiles {
  let exists: Bool
  let hasSecrets: Bool
  let settings: SettingsFile
  let secrets: SecretsFile

  init(_ settings: [UInt8]?, _ secrets: [UInt8]?, _ paths: SetUpPaths) throws(StoreError) {
    exists = settings != nil
    hasSecrets = secrets != nil
    do throws(SettingsFileError) {
      self.settings =
        if let settings { try SettingsFile(bytes: settings, file: paths.settings) } else {
          try SettingsFile.empty(file: paths.settings)
        }
      self.secrets =
        if let secrets { try SecretsFile(bytes: secrets, file: paths.secrets) } else {
          try SecretsFile.empty(file: paths.secrets)
        }
    } catch { throw .file(error) }
  }

  /// The settings with the stored passwords.
  var draft: Draft { secrets.fill(settings.draft) }
}
