internal import Glibc

/// Writes the files of a trust store: at any moment the old or the new one is there whole.
///
/// The store of settings does the like, but neither module may see the other, and theirs knows much that is
/// not needed here: files that hold secrets, saves of several files at once.
struct TrustFolder {
  /// What every temporary name begins with, so that the next change finds what a killed one left.
  private static let temporaryPrefix = ".postern-tmp-"

  let path: String

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the folder where it is missing, does the work with nobody else changing anything, and makes it last.
  func change<Result>(
    _ work: () throws(TrustStoreError) -> Result
  ) throws(TrustStoreError) -> Result {
    try Self.create(path)
    let folder = try Self.call(.open, path) { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { close(folder) }
    // A change takes milliseconds; the kernel drops the lock of whoever is killed.
    _ = try Self.call(.lock, path) { flock(folder, LOCK_EX) }
    for name in try names() where Self.isTemporary(name) { unlink("\(path)/\(name)") }
    let result = try work()
    // Some file systems cannot do that to a folder, which is no error.
    if fsync(folder) != 0, errno != EINVAL { throw .system(.write, path: path, errno: errno) }
    return result
  }

  /// Puts a file in the place of what has this name.
  func put(_ bytes: [UInt8], as name: String) throws(TrustStoreError) {
    try Self.put(bytes, at: "\(path)/\(name)", owner: Self.status(path))
  }

  /// Deletes a file; whether there was one.
  func delete(_ name: String) throws(TrustStoreError) -> Bool {
    if unlink("\(path)/\(name)") == 0 { return true }
    guard errno == ENOENT else {
      throw .system(.delete, path: "\(path)/\(name)", errno: errno)
    }
    return false
  }

  /// The names in the folder, sorted; none when there is no folder.
  func names() throws(TrustStoreError) -> [String] {
    guard let stream = opendir(path) else {
      if errno == ENOENT { return [] }
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

  /// Whether a name is one of a file in the making.
  static func isTemporary(_ name: String) -> Bool { name.hasPrefix(temporaryPrefix) }

  /// Puts a file in the place of what is at the path; as root, given to the owner of `owner`.
  static func put(
    _ bytes: [UInt8], at path: String, owner: stat? = nil
  ) throws(TrustStoreError) {
    let number = String(UInt64.random(in: 0 ... .max), radix: 36)
    let temporary = "\(parent(of: path))/\(temporaryPrefix)\(getpid())-\(number)"
    do throws(TrustStoreError) {
      try write(bytes, to: temporary, for: path, owner: owner)
      _ = try call(.write, path) { rename(temporary, path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func write(
    _ bytes: [UInt8], to temporary: String, for path: String, owner: stat?
  ) throws(TrustStoreError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let file = try call(.write, path) { open(temporary, flags, 0o600) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { throw .system(.write, path: path, errno: errno) }
      rest = rest.dropFirst(max(count, 0))
    }
    if geteuid() == 0, let owner { _ = fchown(file, owner.st_uid, owner.st_gid) }
    // Certificates are no secret, and the folder is closed to others anyway.
    _ = try call(.write, path) { fchmod(file, 0o644) }
    _ = try call(.write, path) { fsync(file) }
  }

  /// Creates a folder, mode 0700, and those above; as root, for whom the folder above belongs to.
  private static func create(_ path: String) throws(TrustStoreError) {
    if status(path) != nil { return }
    let above = parent(of: path)
    if above != path { try create(above) }
    guard mkdir(path, 0o700) == 0 else {
      if errno == EEXIST { return }
      throw .system(.createFolder, path: path, errno: errno)
    }
    _ = try call(.createFolder, path) { chmod(path, 0o700) }
    if geteuid() == 0, let status = status(above) { _ = lchown(path, status.st_uid, status.st_gid) }
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Runs a call until no signal interrupts it.
  private static func call(
    _ operation: TrustStoreError.Operation, _ path: String, _ body: () -> Int32
  ) throws(TrustStoreError) -> Int32 {
    while true {
      let result = body()
      if result >= 0 { return result }
      if errno != EINTR { throw .system(operation, path: path, errno: errno) }
    }
  }
}
