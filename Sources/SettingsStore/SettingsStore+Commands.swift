internal import SystemAccess

extension SettingsStore {
  /// Why the password commands of `postern.toml` must not be run; nil when they may.
  ///
  /// A command runs with the rights of whoever runs Postern. So only root and this user may own the
  /// file and its folders, and be able by their modes to write the file or to replace it. A sticky
  /// folder such as `/tmp`, where only a file's owner may replace it, will do.
  public var commandRefusal: StoreError? {
    do throws(StoreError) {
      try checkCommands()
      return nil
    } catch { return error }
  }

  private func checkCommands() throws(StoreError) {
    guard let home = try SetUpFolder.open(paths, disk: disk)?.home else { return }
    let (folder, name) = try home.place(of: SetUpFolder.Name.settings)
    guard let file = try folder.status(of: name) else { return }
    try check(home.status, home.path)
    try check(folder.status, folder.path)
    try check(file, folder.path(of: name))
  }

  private func check(_ status: FileStatus, _ path: String) throws(StoreError) {
    guard status.isTrusted else { throw .foreignCommand(path: path, owner: status.owner) }
    if status.isWritableByOthers, !(status.isFolder && status.isSticky) {
      throw .exposedCommand(path: path, mode: status.permissions)
    }
  }
}
