internal import Glibc

/// A lock on a file, which the kernel drops with the process, however that ends.
final class FileLock: Sendable {
  let file: Int32
  let path: String

  private init(file: Int32, path: String) {
    self.file = file
    self.path = path
  }

  deinit { close(file) }

  /// The lock, or nil when another process or another opener in this one has it.
  static func tryAcquire(_ path: String, disk: Disk) throws(StoreError) -> FileLock? {
    let file = try open(path, disk: disk)
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return FileLock(file: file, path: path) }
    let reason = errno
    close(file)
    guard reason == EWOULDBLOCK else { throw .system(.lock, path: path, errno: reason) }
    return nil
  }

  /// The lock, after waiting for the other holder a bounded time.
  static func acquire(_ path: String, seconds: Int, disk: Disk) throws(StoreError) -> FileLock {
    for _ in 0..<(seconds * 50) {
      if let lock = try tryAcquire(path, disk: disk) { return lock }
      usleep(20_000)
    }
    throw .busy(path: path)
  }

  private static func open(_ path: String, disk: Disk) throws(StoreError) -> Int32 {
    let isNew = try disk.status(path, followsLink: false) == nil
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let file = Int32(try disk.call(.open, path) { Int(Glibc.open(path, flags, 0o600)) })
    // Root makes the file for whom the folder belongs to, who will want to lock it too.
    if isNew && geteuid() == 0,
      let around = try disk.status(FilePath.folder(path), followsLink: true)
    {
      _ = fchown(file, around.owner, around.group)
    }
    return file
  }
}
