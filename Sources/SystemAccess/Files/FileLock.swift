internal import Glibc

/// A lock on a file (flock(2)), which the kernel releases when the process ends, however it does.
package final class FileLock<Failure: FileFailure>: Sendable {
  private let file: Int32

  private init(file: Int32) { self.file = file }

  /// Unlocks before it closes: a child that another thread has just forked holds the file open
  /// until its exec.
  deinit {
    flock(file, LOCK_UN)
    close(file)
  }

  /// The lock; nil when another process, or another lock object in this one, holds it.
  package static func tryAcquire(
    _ name: String, in folder: Folder<Failure>
  ) throws(Failure) -> FileLock? {
    try take(try open(name, in: folder), path: folder.path(of: name))
  }

  /// Locks an open file; closes it, and returns nil, when somebody else holds the lock.
  private static func take(_ file: Int32, path: String) throws(Failure) -> FileLock? {
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return FileLock(file: file) }
    let reason = errno
    close(file)
    guard reason == EWOULDBLOCK else {
      throw .system(.lock, path: path, errno: reason)
    }
    return nil
  }

  /// Waits for the lock; throws `busy` when others hold it for the whole of `limit`.
  package static func acquire(
    _ name: String, in folder: Folder<Failure>, within limit: Duration = .seconds(10)
  ) throws(Failure) -> FileLock {
    let lock = try wait(limit) { () throws(Failure) in try tryAcquire(name, in: folder) }
    guard let lock else { throw .busy(path: folder.path(of: name)) }
    return lock
  }

  /// Waits for the lock until the deadline, or until `wake` is rung; nil when others still hold it.
  package static func acquire(
    _ name: String, in folder: Folder<Failure>, until deadline: ContinuousClock.Instant,
    wake: WakePipe?
  ) throws(Failure) -> FileLock? {
    while true {
      if let lock = try tryAcquire(name, in: folder) { return lock }
      let rest = ContinuousClock.now.duration(to: deadline)
      guard rest > .zero else { return nil }
      let pause = min(Int32.random(in: 5...25), Int32((rest / .milliseconds(1)).rounded(.up)))
      var entry = pollfd(fd: wake?.readEnd ?? -1, events: Int16(POLLIN), revents: 0)
      if poll(&entry, 1, pause) > 0 { return nil }
    }
  }

  /// Waits for a lock on a folder itself; throws `busy` when others hold it all through `limit`.
  package static func acquire(
    _ folder: Folder<Failure>, within limit: Duration = .seconds(10)
  ) throws(Failure) -> FileLock {
    let lock = try wait(limit) { () throws(Failure) in
      try take(try folder.openToRead(), path: folder.path)
    }
    guard let lock else { throw .busy(path: folder.path) }
    return lock
  }

  private static func wait(
    _ limit: Duration, _ attempt: () throws(Failure) -> FileLock?
  ) throws(Failure) -> FileLock? {
    let deadline = ContinuousClock.now + limit
    repeat {
      if let lock = try attempt() { return lock }
      // A random pause: waiting processes must not retry in step, so that none waits for long.
      usleep(.random(in: 500...5_000))
    } while ContinuousClock.now < deadline
    return nil
  }

  /// Replaces the file's content with a short text; errors are ignored.
  package func write(_ text: String) {
    let bytes = Array(text.utf8)
    ftruncate(file, 0)
    pwrite(file, bytes, bytes.count, 0)
  }

  private static func open(_ name: String, in folder: Folder<Failure>) throws(Failure) -> Int32 {
    let path = folder.path(of: name)
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let refusal = folder.disk.before(.open, path)
    if refusal != 0 { throw .system(.open, path: path, errno: refusal) }
    var file: Int32
    repeat {
      file = openat(folder.descriptor, name, flags | O_CREAT | O_EXCL, 0o600)
      if file >= 0 {
        // Made by root, the file goes to the folder's owner, who has to be able to lock it too.
        if geteuid() == 0 { _ = fchown(file, folder.status.owner, folder.status.group) }
        return file
      }
      guard errno == EEXIST else { break }
      file = openat(folder.descriptor, name, flags)
      // Its owner may have deleted it in between, as those who wait for a connection do.
    } while file < 0 && errno == ENOENT
    if file < 0 && errno == ELOOP { throw .symbolicLink(path: path) }
    guard file >= 0 else { throw .system(.open, path: path, errno: errno) }
    do throws(Failure) {
      _ = try folder.checked(file, name)
    } catch {
      close(file)
      throw error
    }
    return file
  }
}
