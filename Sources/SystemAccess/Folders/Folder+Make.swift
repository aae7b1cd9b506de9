internal import Glibc

extension Folder where Failure: FileFailure {
  /// Makes a folder in this one, mode 0700, unless it is there already.
  ///
  /// Made by root, it is given to this folder's owner: a service that owns its set-up must be able
  /// to use what its administrator made there.
  package func make(_ name: String) throws(Failure) -> Folder {
    let path = path(of: name)
    do throws(Failure) {
      try call(.createFolder, path) { Int(mkdirat(descriptor, name, 0o700)) }
    } catch {
      guard let folder = try? folderWithoutLink(name) else { throw error }
      return folder
    }
    guard let made = try folderWithoutLink(name), made.status.owner == geteuid() else {
      throw .notAFolder(path: path)
    }
    try made.giveToOwner(of: self)
    return try made.reopened(as: path)
  }

  /// Only an empty folder is given away: nothing in it can be somebody else's.
  private func giveToOwner(of around: Folder) throws(Failure) {
    let file = try openToRead()
    defer { close(file) }
    try call(.changeMode, path) { Int(fchmod(file, 0o700)) }
    guard geteuid() == 0, around.status.owner != 0, try names().isEmpty else { return }
    let (owner, group) = (around.status.owner, around.status.group)
    try call(.changeOwner, path) { Int(fchown(file, owner, group)) }
  }

  /// The same folder with its current status, and a path for messages.
  func reopened(as path: String) throws(Failure) -> Folder {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw .system(.open, path: path, errno: errno) }
    return try Folder(descriptor: copy, path: path, disk: disk)
  }

  /// A descriptor for readdir(3) and fsync(2), which refuse the folder's own (O_PATH).
  func openToRead() throws(Failure) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    return Int32(try call(.open, path) { Int(openat(descriptor, ".", flags)) })
  }

  /// Makes the renames in this folder survive a crash (fsync(2)); file systems that cannot sync a
  /// folder (EINVAL) are no error.
  package func sync() throws(Failure) {
    let file = try openToRead()
    defer { close(file) }
    let path = path
    let refusal = disk.before(.sync, path)
    if refusal == 0, fsync(file) == 0 { return }
    let reason = refusal == 0 ? errno : refusal
    if reason != EINVAL { throw .system(.sync, path: path, errno: reason) }
  }

  /// The names in this folder, sorted.
  package func names() throws(Failure) -> [String] {
    let file = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0, let stream = fdopendir(file) else {
      throw .system(.list, path: path, errno: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
