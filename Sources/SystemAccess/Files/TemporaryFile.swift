internal import Glibc

/// A file that is written piece by piece under a temporary name, and renamed once it is complete
/// and on disk.
///
/// Without ``finish()`` it is deleted. Its writer holds a lock on it, which tells it from what a
/// killed writer has left behind: see ``Folder/deleteLeftovers()``.
package final class TemporaryFile<Failure: FileFailure> {
  private let folder: Folder<Failure>
  private let descriptor: Int32
  private let temporary: String
  private let name: String
  private var isOver = false

  /// - Parameter name: what it is called once it is finished, and in errors.
  package init(_ name: String, in folder: Folder<Failure>) throws(Failure) {
    (self.folder, self.name) = (folder, name)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    while true {
      let temporary = Temporary.name()
      let file = Int32(
        try folder.call(.create, folder.path(of: name)) {
          Int(openat(folder.descriptor, temporary, flags, 0o600))
        })
      // Another process's `deleteLeftovers` could have locked or deleted it in between.
      if flock(file, LOCK_EX | LOCK_NB) == 0, Self.hasName(file) {
        (descriptor, self.temporary) = (file, temporary)
        return
      }
      close(file)
    }
  }

  deinit {
    if !isOver { unlinkat(folder.descriptor, temporary, 0) }
    // Else a child that was just forked keeps the lock until its exec.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func hasName(_ file: Int32) -> Bool {
    var raw = stat()
    return fstat(file, &raw) == 0 && raw.st_nlink > 0
  }

  /// Appends bytes.
  package func write(_ bytes: [UInt8]) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try folder.call(.write, folder.path(of: name)) {
        rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Syncs it to disk and gives it its own name; made by root, it goes to the folder's owner.
  package func finish() throws(Failure) {
    let path = folder.path(of: name)
    let (owner, group) = (folder.status.owner, folder.status.group)
    if geteuid() == 0, owner != 0 {
      try folder.call(.changeOwner, path) { Int(fchown(descriptor, owner, group)) }
    }
    try folder.call(.sync, path) { Int(fsync(descriptor)) }
    try folder.rename(temporary, to: folder, name)
    isOver = true
    do throws(Failure) { try folder.sync() } catch {
      // It may not survive a crash, so it must not look finished.
      unlinkat(folder.descriptor, name, 0)
      throw error
    }
  }
}

extension Folder where Failure: FileFailure {
  /// Whether a name is that of a file that is not finished.
  package static func isTemporary(_ name: String) -> Bool { Temporary.isOne(name) }

  /// Deletes what killed writers have left; a file that is still written is locked, and stays.
  package func deleteLeftovers() throws(Failure) {
    for name in try names() where Temporary.isOne(name) {
      guard let file = try? openLocked(name) else { continue }
      withExtendedLifetime(file) { _ = try? delete(name) }
    }
  }
}
