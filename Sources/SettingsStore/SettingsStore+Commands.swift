internal import Glibc

extension SettingsStore {
  /// Why the password commands of `postern.toml` must not be run; nil when they may.
  ///
  /// A command runs with the rights of whoever runs Postern. So nobody else than root and this user may be able to
  /// write the file, or to put another one in its place: not by its mode, not by its folder's, and not as its owner.
  /// A folder like `/tmp`, where only a file's owner may replace it, will do.
  public var commandRefusal: StoreError? {
    do throws(StoreError) {
      try checkCommands()
      return nil
    } catch { return error }
  }

  private func checkCommands() throws(StoreError) {
    guard try disk.status(paths.settings, followsLink: false) != nil else { return }
    let target = try pending.settingsTarget()
    for path in Set([paths.home, FilePath.folder(target), target]).sorted() {
      guard let status = try disk.status(path, followsLink: true) else { continue }
      guard [0, geteuid()].contains(status.owner) else {
        throw .foreignCommand(path: path, owner: status.owner)
      }
      let isShared = status.isFolder && status.mode & S_ISVTX != 0
      if status.mode & (S_IWGRP | S_IWOTH) != 0, !isShared {
        throw .exposedCommand(path: path, mode: status.permissions)
      }
    }
  }
}
