internal import Glibc

/// A file to write: its text, and whose it shall be with which mode.
struct NewFile: Sendable {
  let bytes: [UInt8]
  let mode: UInt32
  let owner: UInt32
  let group: UInt32
}

extension Disk {
  /// What every temporary name of a save begins with, so that the next save finds what a killed one left.
  static let temporaryPrefix = ".postern-tmp-"

  /// A name that no other process uses.
  func temporaryPath(in folder: String) -> String {
    let number = UInt64.random(in: 0 ... .max)
    return FilePath.join(folder, "\(Self.temporaryPrefix)\(getpid())-\(String(number, radix: 36))")
  }

  /// Puts the file in the place of what is at the path, and makes that last.
  func replace(_ path: String, with new: NewFile) throws(StoreError) {
    try put(new, at: path)
    try syncFolder(FilePath.folder(path))
  }

  /// Puts the file in the place of what is at the path: at any moment the old or the new one is there whole.
  func put(_ new: NewFile, at path: String) throws(StoreError) {
    let temporary = temporaryPath(in: FilePath.folder(path))
    do throws(StoreError) {
      try write(new, to: temporary, for: path)
      try rename(temporary, to: path)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Writes a file that is not there yet, and makes its bytes last; errors name the path that it is `for`.
  func write(_ new: NewFile, to path: String, for named: String) throws(StoreError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let file = Int32(try call(.create, named) { Int(open(path, flags, 0o600)) })
    do throws(StoreError) {
      try fill(file, with: new, for: named)
    } catch {
      close(file)
      throw error
    }
    _ = try call(.close, named) { Int(close(file)) }
  }

  private func fill(_ file: Int32, with new: NewFile, for path: String) throws(StoreError) {
    var rest = new.bytes[...]
    while !rest.isEmpty {
      let count = try call(.write, path) {
        rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      }
      rest = rest.dropFirst(count)
    }
    try giveAway(file, new, path)
    _ = try call(.changeMode, path) { Int(fchmod(file, new.mode)) }
    _ = try call(.sync, path) { Int(fsync(file)) }
  }

  /// Only root may give a file away; for others it stays theirs, as with every editor that renames.
  private func giveAway(_ file: Int32, _ new: NewFile, _ path: String) throws(StoreError) {
    let status = try status(of: file, path)
    if status.owner == new.owner && status.group == new.group { return }
    do throws(StoreError) {
      _ = try call(.changeOwner, path) { Int(fchown(file, new.owner, new.group)) }
    } catch .system(.changeOwner, path, EPERM) {
      _ = fchown(file, uid_t.max, new.group)
    }
  }
}
