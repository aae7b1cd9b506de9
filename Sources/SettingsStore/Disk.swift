internal import Glibc

/// The system calls of the store, each with its error named.
struct Disk: Sendable {
  /// Called before every call that changes something; another result than 0 is the errno to fail with.
  var before: @Sendable (FileOperation, String) -> Int32 = { _, _ in 0 }

  /// Runs a call until no signal interrupts it.
  func call(
    _ operation: FileOperation, _ path: String, _ body: () -> Int
  ) throws(StoreError) -> Int {
    let refusal = before(operation, path)
    if refusal != 0 { throw .system(operation, path: path, errno: refusal) }
    while true {
      let result = body()
      if result >= 0 { return result }
      if errno != EINTR { throw .system(operation, path: path, errno: errno) }
    }
  }

  /// What lies at the path, nil when nothing does; a symbolic link is followed or not.
  func status(_ path: String, followsLink: Bool) throws(StoreError) -> FileStatus? {
    var raw = stat()
    let result = followsLink ? stat(path, &raw) : lstat(path, &raw)
    if result == 0 { return FileStatus(raw) }
    if errno == ENOENT || (errno == ENOTDIR && !followsLink) { return nil }
    throw .system(.inspect, path: path, errno: errno)
  }

  /// Where a symbolic link leads in the end.
  func target(_ path: String) throws(StoreError) -> String {
    guard let resolved = realpath(path, nil) else {
      if errno == ENOENT { throw .brokenLink(path: path) }
      throw .system(.inspect, path: path, errno: errno)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  func rename(_ old: String, to new: String) throws(StoreError) {
    _ = try call(.rename, new) { Int(Glibc.rename(old, new)) }
  }

  func delete(_ path: String) throws(StoreError) {
    _ = try call(.delete, path) { Int(unlink(path)) }
  }

  func deleteFolder(_ path: String) throws(StoreError) {
    _ = try call(.delete, path) { Int(rmdir(path)) }
  }

  /// Makes renames in a folder last. Some file systems cannot do that to a folder, which is no error.
  func syncFolder(_ path: String) throws(StoreError) {
    let file = try call(.open, path) { Int(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) }
    defer { close(Int32(file)) }
    do throws(StoreError) {
      _ = try call(.sync, path) { Int(fsync(Int32(file))) }
    } catch .system(.sync, path, EINVAL) {}
  }

  /// The names in a folder, sorted; none when there is no folder.
  func names(in folder: String) throws(StoreError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw .system(.list, path: folder, errno: errno)
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

/// What is known of a file without reading it.
struct FileStatus: Equatable, Sendable {
  let mode: UInt32
  let owner: UInt32
  let group: UInt32

  init(_ raw: stat) {
    mode = raw.st_mode
    owner = raw.st_uid
    group = raw.st_gid
  }

  var permissions: UInt32 { mode & 0o7777 }
  var isFile: Bool { mode & S_IFMT == S_IFREG }
  var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  var isLink: Bool { mode & S_IFMT == S_IFLNK }
}
