internal import Glibc
internal import SystemAccess

/// The open folder of a trust store. A file is read only where nobody else could have changed it,
/// and replaced in one step, so that the old or the new one is always there whole.
struct TrustFolder {
  /// The largest file that is read, in bytes: far more than a few certificates need.
  static let largestFile = 1 << 20

  private let home: Folder<TrustStoreError>
  private let folder: Folder<TrustStoreError>

  /// Opens the folder at a path; nil when there is none.
  static func open(
    _ path: String, creating: Bool = false
  ) throws(TrustStoreError) -> TrustFolder? {
    guard let home = try Folder<TrustStoreError>.open(FilePath.folder(path), creating: creating),
      let folder = try home.folder(FilePath.name(path), creating: creating)
    else { return nil }
    return TrustFolder(home: home, folder: folder)
  }

  /// Does the work under the store's lock, in a folder that is made where it is missing, and makes
  /// the changes last.
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

  /// Writes a file, replacing one of this name; where root writes, it belongs to the folder's
  /// owner.
  func put(_ bytes: [UInt8], as name: String) throws(TrustStoreError) {
    let isRoot = geteuid() == 0
    // Certificates are not secret, and the folder is closed to others anyway.
    let new = NewFile(
      bytes: bytes, mode: 0o644, owner: isRoot ? folder.status.owner : geteuid(),
      group: isRoot ? folder.status.group : getegid())
    try folder.put(new, as: name)
  }

  /// Deletes a file; returns whether there was one.
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
    // Whoever may replace the file decides on trust too.
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

  /// The users who may own the files: root, this user, and where root runs, the owner of the
  /// set-up.
  private var owners: [UInt32] {
    let user = geteuid()
    return user == 0 ? [0, home.status.owner] : [0, user]
  }
}
