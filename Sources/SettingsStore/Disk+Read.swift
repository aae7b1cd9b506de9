internal import Glibc

extension Disk {
  /// More than any set-up needs; a wrong file is refused instead of read into memory.
  static let largestFile = 1 << 20

  /// The bytes of a file, nil when there is none. A secret file must be its owner's alone.
  func read(_ path: String, isSecret: Bool) throws(StoreError) -> [UInt8]? {
    // O_NONBLOCK: opening a pipe that lies here by mistake must not wait for its writer.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (isSecret ? O_NOFOLLOW : 0)
    let file = open(path, flags)
    guard file >= 0 else {
      let reason = errno
      if isSecret && reason == ELOOP { throw .symbolicLink(path: path) }
      guard reason == ENOENT else { throw .system(.open, path: path, errno: reason) }
      if try status(path, followsLink: false)?.isLink == true { throw .brokenLink(path: path) }
      return nil
    }
    defer { close(file) }
    let status = try status(of: file, path)
    guard status.isFile else { throw .notAFile(path: path) }
    if isSecret { try checkSecret(status, path) }
    return try contents(file, path)
  }

  func status(of file: Int32, _ path: String) throws(StoreError) -> FileStatus {
    var raw = stat()
    guard fstat(file, &raw) == 0 else { throw .system(.inspect, path: path, errno: errno) }
    return FileStatus(raw)
  }

  private func contents(_ file: Int32, _ path: String) throws(StoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count > 0 { bytes += buffer.prefix(count) }
      if count < 0 && errno != EINTR { throw .system(.read, path: path, errno: errno) }
      if bytes.count > Self.largestFile { throw .tooLarge(path: path, limit: Self.largestFile) }
    }
  }

  /// File and folder must be open to their owner only, and he be root, this user, or, for root, whoever
  /// the folder belongs to: then root is working at a service's own set-up.
  private func checkSecret(_ file: FileStatus, _ path: String) throws(StoreError) {
    let folder = FilePath.folder(path)
    guard let around = try status(folder, followsLink: true) else { return }
    let user = geteuid()
    let trusted = user == 0 ? [0, around.owner] : [0, user]
    guard trusted.contains(file.owner) else {
      throw .foreignOwner(path: path, owner: file.owner)
    }
    guard trusted.contains(around.owner) else {
      throw .foreignOwner(path: folder, owner: around.owner)
    }
    if file.mode & 0o077 != 0 {
      throw .tooOpen(path: path, mode: file.permissions, isFolder: false)
    }
    try checkFolder(folder, around)
  }

  /// Refuses to put secrets into a folder that others may look into.
  func checkFolder(_ path: String, _ status: FileStatus) throws(StoreError) {
    if status.mode & 0o077 != 0 {
      throw .tooOpen(path: path, mode: status.permissions, isFolder: true)
    }
  }
}
