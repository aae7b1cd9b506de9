internal import Glibc

/// A file to write: its bytes, owner and mode.
package struct NewFile: Sendable {
  package let bytes: [UInt8]
  package let mode: UInt32
  package let owner: UInt32
  package let group: UInt32

  package init(bytes: [UInt8], mode: UInt32, owner: UInt32, group: UInt32) {
    self.bytes = bytes
    self.mode = mode
    self.owner = owner
    self.group = group
  }

  /// With the mode and the owner of an existing file.
  package init(bytes: [UInt8], like status: FileStatus) {
    self.init(
      bytes: bytes, mode: status.permissions & 0o777, owner: status.owner, group: status.group)
  }
}

extension Folder where Failure: FileFailure {
  /// Replaces what has this name in one step: at any moment the old or the new file is complete.
  ///
  /// The new name survives a crash only after ``sync()``.
  package func put(_ new: NewFile, as name: String) throws(Failure) {
    let temporary = Temporary.name()
    do throws(Failure) {
      try write(new, as: temporary, for: path(of: name))
      try rename(temporary, to: self, name)
    } catch {
      unlinkat(descriptor, temporary, 0)
      throw error
    }
  }

  /// Writes a new file and syncs its bytes to disk; errors name the path `named`.
  package func write(_ new: NewFile, as name: String, for named: String) throws(Failure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let opened = try call(.create, named) { Int(openat(descriptor, name, flags, 0o600)) }
    let file = Int32(opened)
    do throws(Failure) {
      try fill(file, with: new, for: named)
    } catch {
      close(file)
      throw error
    }
    try call(.close, named) { Int(close(file)) }
  }

  /// Renames a file into a folder, and replaces what is there.
  package func rename(_ old: String, to folder: Folder, _ new: String) throws(Failure) {
    try call(.rename, folder.path(of: new)) {
      Int(renameat(descriptor, old, folder.descriptor, new))
    }
  }

  /// Deletes anything but a folder.
  package func delete(_ name: String) throws(Failure) {
    try call(.delete, path(of: name)) { Int(unlinkat(descriptor, name, 0)) }
  }

  /// Deletes an empty folder.
  package func deleteFolder(_ name: String) throws(Failure) {
    try call(.delete, path(of: name)) { Int(unlinkat(descriptor, name, AT_REMOVEDIR)) }
  }

  private func fill(_ file: Int32, with new: NewFile, for path: String) throws(Failure) {
    var rest = new.bytes[...]
    while !rest.isEmpty {
      let count = try call(.write, path) {
        rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      }
      rest = rest.dropFirst(count)
    }
    try giveAway(file, new, path)
    try call(.changeMode, path) { Int(fchmod(file, new.mode)) }
    try call(.sync, path) { Int(fsync(file)) }
  }

  /// Sets owner and group. Only root may give a file away; others stay the owners of what they
  /// write, as with every editor that replaces files by renaming.
  private func giveAway(_ file: Int32, _ new: NewFile, _ path: String) throws(Failure) {
    var raw = stat()
    guard fstat(file, &raw) == 0 else { throw .system(.inspect, path: path, errno: errno) }
    if raw.st_uid == new.owner && raw.st_gid == new.group { return }
    let refusal = disk.before(.changeOwner, path)
    if refusal == 0, fchown(file, new.owner, new.group) == 0 { return }
    let reason = refusal == 0 ? errno : refusal
    guard reason == EPERM else { throw .system(.changeOwner, path: path, errno: reason) }
    _ = fchown(file, uid_t.max, new.group)
  }
}

/// The names of temporary files.
package enum Temporary {
  /// What each begins with, so that what a killed process left can be found.
  package static let prefix = ".postern-tmp-"

  /// A name that no other process uses.
  package static func name() -> String {
    "\(prefix)\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
  }

  /// Whether a name is that of a temporary file.
  package static func isOne(_ name: String) -> Bool { name.hasPrefix(prefix) }
}
