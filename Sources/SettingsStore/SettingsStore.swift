public import MailSettings
internal import SystemAccess

/// A set-up as it was loaded.
public struct LoadedSetUp: Sendable {
  /// What the files say; wrong values are there as text, and the stored passwords with their hosts.
  @Boxed public private(set) var draft: Draft
  /// Whether there is a `postern.toml` at all.
  public let exists: Bool
  private let file: SettingsFile

  init(_ draft: Draft, exists: Bool, _ file: SettingsFile) {
    (self.draft, self.exists, self.file) = (draft, exists, file)
  }

  /// The line of a setting in `postern.toml`, counted from 1; nil where it is not there.
  public func line(of key: SettingKey) -> Int? { file.line(of: key) }
  /// The keys of `postern.toml` that Postern does not know.
  public var unknownKeys: [SettingsFile.UnknownKey] { file.unknownKeys }
}

/// The files of one set-up.
public struct SettingsStore: Sendable {
  /// The paths of the set-up's files.
  public let paths: SetUpPaths
  /// Lets a test step in before calls that write.
  var disk = Disk()

  /// The store of a folder, which need not exist yet.
  public init(home: String) { paths = SetUpPaths(home: home) }

  /// Reads the set-up; a folder that does not exist is an empty one.
  ///
  /// Nothing is written, except that in this user's own folder a save that was killed after it was
  /// decided is finished where possible.
  public func load() throws(StoreError) -> LoadedSetUp {
    let files = try read()
    return LoadedSetUp(
      try files.draft.withServiceCredentials(), exists: files.exists, files.settings)
  }

  /// Reads `secrets.toml`, for the tokens of Microsoft Exchange.
  public func loadSecrets() throws(StoreError) -> SecretsFile { try read().secrets }

  private func read() throws(StoreError) -> SetUpFiles {
    guard let setUp = try SetUpFolder.open(paths, disk: disk) else {
      return try SetUpFiles(nil, nil, paths)
    }
    finishKilledSave(setUp)
    return try setUp.files()
  }

  /// On a read-only disk, or while another process saves, reading goes on all the same.
  private func finishKilledSave(_ setUp: SetUpFolder) {
    guard setUp.isOwn, (try? setUp.pending()) != nil,
      let lock = try? setUp.changeLock(waiting: .zero)
    else { return }
    withExtendedLifetime(lock) { try? PendingSave(setUp).finish() }
  }
}

extension SetUpFolder {
  /// Both files of one moment: read until the settings are the same before and after the secrets.
  func files() throws(StoreError) -> SetUpFiles {
    var settings = try settings()
    for _ in 0..<100 {
      let secrets = try secrets()
      let again = try self.settings()
      if again?.bytes == settings?.bytes { return try SetUpFiles(again, secrets, paths) }
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

  init(_ settings: FoundFile?, _ secrets: FoundFile?, _ paths: SetUpPaths) throws(StoreError) {
    exists = settings != nil
    hasSecrets = secrets != nil
    do throws(SettingsFileError) {
      self.settings =
        if let settings { try SettingsFile(bytes: settings.bytes, file: settings.path) } else {
          try SettingsFile.empty(file: paths.settings)
        }
      self.secrets =
        if let secrets { try SecretsFile(bytes: secrets.bytes, file: secrets.path) } else {
          try SecretsFile.empty(file: paths.secrets)
        }
    } catch { throw .file(error) }
  }

  /// The settings with the stored passwords.
  var draft: Draft { secrets.fill(settings.draft) }
}
