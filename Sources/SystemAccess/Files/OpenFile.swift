internal import Glibc

/// A file open for reading piece by piece, even after it was renamed or deleted.
package final class OpenFile<Failure: FileFailure>: Sendable {
  private let descriptor: Int32
  /// Its path when it was opened, for messages.
  package let path: String
  /// Its status when it was opened.
  package let status: FileStatus
  /// Its size in bytes when it was opened.
  package let size: Int

  fileprivate init(
    _ descriptor: Int32, name: String, in folder: Folder<Failure>
  ) throws(Failure) {
    (self.descriptor, path) = (descriptor, folder.path(of: name))
    var raw = stat()
    let result = fstat(descriptor, &raw)
    (status, size) = (FileStatus(raw), Int(raw.st_size))
    if result != 0 { throw .system(.inspect, path: path, errno: errno) }
    guard status.isFile else { throw .notAFile(path: path) }
  }

  /// A lock ends here even where a child that was just forked holds the file open until its exec.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// The bytes from an offset on, at most `limit`; empty at the end.
  ///
  /// A file that has become shorter since it was opened throws EIO.
  package func read(from offset: Int, atMost limit: Int) throws(Failure) -> [UInt8] {
    let count = max(0, min(limit, size - offset))
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        throw .system(.read, path: path, errno: got < 0 ? errno : EIO)
      }
      done += got
    }
    return bytes
  }

  /// Locks the file (flock(2)) while this object lives; false where somebody else has the lock.
  package func lock() throws(Failure) -> Bool {
    while true {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      let reason = errno
      if reason == EWOULDBLOCK { return false }
      if reason != EINTR { throw .system(.lock, path: path, errno: reason) }
    }
  }
}

extension Folder where Failure: FileFailure {
  /// Opens a file for reading; nil when there is none.
  package func openFile(_ name: String) throws(Failure) -> OpenFile<Failure>? {
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let file = openat(descriptor, name, flags)
    if file >= 0 { return try OpenFile(file, name: name, in: self) }
    let reason = errno
    switch reason {
    case ENOENT: return nil
    case ELOOP: throw .symbolicLink(path: path(of: name))
    default: throw .system(.open, path: path(of: name), errno: reason)
    }
  }

  /// Opens a file and locks it; nil when there is none by this name any more, or somebody else has
  /// the lock.
  package func openLocked(_ name: String) throws(Failure) -> OpenFile<Failure>? {
    guard let file = try openFile(name), try file.lock() else { return nil }
    // It may have been deleted or replaced before it was locked.
    guard try status(of: name)?.identity == file.status.identity else { return nil }
    return file
  }

  /// Makes a hard link in another folder to a file of this one.
  package func link(_ name: String, to folder: Folder, _ new: String) throws(Failure) {
    try call(.create, folder.path(of: new)) {
      Int(linkat(descriptor, name, folder.descriptor, new, 0))
    }
  }
}
