internal import Glibc

extension Disk {
  /// Creates a folder, mode 0700, and every one above it that is missing.
  ///
  /// As root, they are given to whom the folder above belongs to: a service that owns its set-up must be able
  /// to use what its administrator made there.
  func createFolder(_ path: String) throws(StoreError) {
    if try status(path, followsLink: true) != nil { return }
    let parent = FilePath.folder(path)
    if parent != path { try createFolder(parent) }
    do throws(StoreError) {
      _ = try call(.createFolder, path) { Int(mkdir(path, 0o700)) }
    } catch .system(.createFolder, path, EEXIST) { return }
    _ = try call(.changeMode, path) { Int(chmod(path, 0o700)) }
    if geteuid() == 0, let above = try status(parent, followsLink: true), above.owner != 0 {
      _ = try call(.changeOwner, path) { Int(lchown(path, above.owner, above.group)) }
    }
  }
}
