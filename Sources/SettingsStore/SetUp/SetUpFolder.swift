internal import Glibc
internal import SystemAccess

/// The open folder of a set-up, and the rules for what lies in it.
struct SetUpFolder {
  /// The names in the folder.
  enum Name {
    static let settings = "postern.toml"
    static let secrets = "secrets.toml"
    static let run = "run"
    /// The new files of a save that is decided but not finished.
    static let pending = ".postern-pending"
    /// In `run`: held by a wizard while it is open.
    static let wizardLock = "lock"
    /// In `run`: held while anything is changed.
    static let changeLock = "save"
    /// In `run`: held while tokens are asked for.
    static let tokenLock = "token"
  }

  /// In bytes, more than any set-up needs; a larger file is refused instead of read into memory.
  static let largestFile = 1 << 20

  let home: Folder<StoreError>
  let paths: SetUpPaths

  /// The folder of a set-up, nil when there is none.
  static func open(
    _ paths: SetUpPaths, creating: Bool = false, disk: Disk
  ) throws(StoreError) -> SetUpFolder? {
    try Folder.open(paths.home, creating: creating, disk: disk).map {
      SetUpFolder(home: $0, paths: paths)
    }
  }

  /// Whether this user owns the folder and nobody but root and this user can write to it.
  var isOwn: Bool { home.status.owner == geteuid() && !home.status.isWritableByOthers }

  // MARK: - Files

  /// `postern.toml`, or what a link of this name leads to; nil when there is none.
  func settings() throws(StoreError) -> FoundFile? {
    if let waiting = try pending(), let file = try settings(in: waiting, Name.settings) {
      return file
    }
    let place = try home.place(of: Name.settings)
    return try settings(in: place.folder, place.name)
  }

  /// `secrets.toml`; nil when there is none.
  func secrets() throws(StoreError) -> FoundFile? {
    if let waiting = try pending(), let file = try secrets(in: waiting) { return file }
    return try secrets(in: home)
  }

  func settings(
    in folder: Folder<StoreError>, _ name: String
  ) throws(StoreError) -> FoundFile? {
    let bytes = try folder.read(name, limit: Self.largestFile)
    return bytes.map { FoundFile(bytes: $0, path: folder.path(of: name)) }
  }

  func secrets(in folder: Folder<StoreError>) throws(StoreError) -> FoundFile? {
    let bytes = try folder.read(Name.secrets, limit: Self.largestFile) {
      file throws(StoreError) in try checkSecret(file, Name.secrets, in: folder)
    }
    return bytes.map { FoundFile(bytes: $0, path: folder.path(of: Name.secrets)) }
  }

  /// The folder of a save that is decided but not finished; throws when its owner may not save
  /// here.
  func pending() throws(StoreError) -> Folder<StoreError>? {
    guard let waiting = try home.folderWithoutLink(Name.pending) else { return nil }
    guard trusted.contains(waiting.status.owner) || waiting.status.owner == home.status.owner
    else { throw .foreignOwner(path: waiting.path, owner: waiting.status.owner) }
    return waiting
  }

  // MARK: - Rights

  /// The users whose files are trusted: root, this user, and for root the folder's owner, since
  /// root may work on a service's own set-up.
  private var trusted: [UInt32] {
    let user = geteuid()
    return user == 0 ? [0, home.status.owner] : [0, user]
  }

  /// Throws unless file and folder belong to a trusted user and are closed to everybody else.
  func checkSecret(
    _ file: FileStatus, _ name: String, in folder: Folder<StoreError>
  ) throws(StoreError) {
    let path = folder.path(of: name)
    guard trusted.contains(file.owner) else {
      throw .foreignOwner(path: path, owner: file.owner)
    }
    guard trusted.contains(folder.status.owner) else {
      throw .foreignOwner(path: folder.path, owner: folder.status.owner)
    }
    if file.mode & 0o077 != 0 {
      throw .tooOpen(path: path, mode: file.permissions, isFolder: false)
    }
    try checkMode(of: folder)
  }

  /// Throws when others than its owner have access to a folder for secrets.
  func checkMode(of folder: Folder<StoreError>) throws(StoreError) {
    if folder.status.mode & 0o077 != 0 {
      throw .tooOpen(path: folder.path, mode: folder.status.permissions, isFolder: true)
    }
  }
}

/// A file's bytes, and where they were found.
struct FoundFile: Equatable {
  let bytes: [UInt8]
  let path: String
}
