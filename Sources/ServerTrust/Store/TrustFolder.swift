internal import Glibc
internal import SystemAccess

/// The open folder of a trust store: its files are read only where nobody else could have changed
/// them, and written such that at any moment the old or the new one is there whole.
struct TrustFolder {
  /// Far more than a few certificates need; a wrong file is refused instead of read into memory.
  static let largestFile = 1 << 20

  private let home: Folder<TrustStoreError>
  private let folder: Folder<TrustStoreError>

  /// The folder at a path, nil when there is none.
  static func open(
    _ path: String, creating: Bool = false
  ) throws(TrustStoreError) -> TrustFolder? {
    guard let home = try Folder<TrustStoreError>.open(FilePath.folder(path), creating: creating),
      let folder = try home.folder(FilePath.name(path), creating: creating)
    else { return nil }
    return TrustFolder(home: home, folder: folder)
  }

  /// Makes the folder where it is missing, does the work with nobody else changing anything, and
  /// makes it last.
  static func change<Result>(
    _ path: String, _ work: (TrustFolder) throws(TrustStoreError) -> Result
  ) throws(TrustStoreError) -> Result {
    guard let trust = try open(path, creating: true) else { throw .notAFolder(path: path) }
    let lock = try FileLock.acquire(trust.folder)
    defer { withExtendedLifetime(lock) {} }
    for name in try trust.names() where Temporary.isOne(name) { try? trust.folder.delete(name) }
    let result = try work(trust)
    do throws(TrustStoreError) {
      try trust.folder.sync()
    } catch .system(_, let path, let errno) { throw .mayNotLast(path: path, errno: errno) }
    return result
  }

  /// Puts a file in the place of what has this name; as root, for whom the folder belongs to.
  func put(_ bytes: [UInt8], as name: String) throws(TrustStoreError) {
    let isRoot = geteuid() == 0
    // Certificates are no secret, and the folder is closed to others anyway.
    let new = NewFile(
      bytes: bytes, mode: 0o644, owner: isRoot ? folder.status.owner : geteuid(),
      group: isRoot ? folder.status.group : getegid())
    try folder.put(new, as: name)
  }

  /// Deletes a file; whether there was one.
  func delete(_ name: String) throws(TrustStoreError) -> Bool {
    guard try folder.status(of: name) != nil else { return false }
    try folder.delete(name)
    return true
  }

  /// The names in the folder, sorted.
  func names() throws(TrustStoreError) -> [String] { try folder.names() }

  /// The text of a file, nil when there is none; throws where somebody else could have changed it.
  func text(of name: String) throws(TrustStoreError) -> String? {
    let path = folder.path(of: name)
    let place = try folder.place(of: name)
    let bytes = try place.folder.read(place.name, limit: Self.largestFile) {
      file throws(TrustStoreError) in try check(file, path)
    }
    guard let bytes else { return nil }
    // Who may put another file in the place of this one decides on trust too.
    for around in [folder, place.folder] { try check(around.status, around.path) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func check(_ status: FileStatus, _ path: String) throws(TrustStoreError) {
    guard owners.contains(status.owner) else {
      throw .foreignOwner(path: path, owner: status.owner)
    }
    guard !status.isWritableByOthers else {
      throw .writable(path: path, mode: status.permissions, isFolder: status.isFolder)
    }
  }

  /// Root, this user, and for root whoever the set-up belongs to: then root is working at a
  /// service's own.
  private var owners: [UInt32] {
    let user = geteuid()
    return user == 0 ? [0, home.status.owner] : [0, user]
  }
}
