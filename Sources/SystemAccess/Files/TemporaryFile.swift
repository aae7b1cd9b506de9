internal import Glibc

/// A file that is written piece by piece under a temporary name, and gets its own once it is whole
/// and on disk.
///
/// Without ``finish(as:)`` nothing is left of it. Its writer holds a lock on it, so that others can
/// tell it from what a killed one has left: see ``Folder/deleteLeftovers()``.
package final class TemporaryFile<Failure: FileFailure> {
  private let folder: Folder<Failure>
  private let descriptor: Int32
  private let temporary: String
  private let name: String
  private var isOver = false

  /// - Parameter name: what it is going to be called, for messages.
  package init(_ name: String, in folder: Folder<Failure>) throws(Failure) {
    (self.folder, self.name) = (folder, name)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    while true {
      let temporary = Temporary.name()
      let file = Int32(
        try folder.call(.create, folder.path(of: name)) {
          Int(openat(folder.descriptor, temporary, flags, 0o600))
        })
      // Whoever clears up could have come in between.
      if flock(file, LOCK_EX | LOCK_NB) == 0, Self.hasName(file) {
        (descriptor, self.temporary) = (file, temporary)
        return
      }
      close(file)
    }
  }

  deinit {
    if !isOver { unlinkat(folder.descriptor, temporary, 0) }
    close(descriptor)
  }

  private static func hasName(_ file: Int32) -> Bool {
    var raw = stat()
    return fstat(file, &raw) == 0 && raw.st_nlink > 0
  }

  /// Adds bytes at its end.
  package func write(_ bytes: [UInt8]) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try folder.call(.write, folder.path(of: name)) {
        rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes it last, under its own name; as root, for whom the folder belongs to.
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
      // It cannot be promised to stay, so that it must not look as if it were.
      unlinkat(folder.descriptor, name, 0)
      throw error
    }
  }
}

extension Folder {
  /// Whether a name is that of a file that is not whole yet.
  package static func isTemporary(_ name: String) -> Bool { Temporary.isOne(name) }

  /// Deletes what writers have left that were killed.
  package func deleteLeftovers() throws(Failure) {
    for name in try names() where Temporary.isOne(name) {
      guard let file = try? openLocked(name) else { continue }
      withExtendedLifetime(file) { _ = try? delete(name) }
    }
  }
}
