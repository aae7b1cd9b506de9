internal import Glibc

/// Saves both files as one step.
///
/// Two files cannot be renamed at once. So both are written into a folder with a temporary name, which is
/// renamed to `.postern-pending` when all is on the disk: that one rename is the step. From then on a
/// reader takes a file from there before the one in the set-up's folder, and the files are moved to their
/// places. A save that is killed before the rename has changed nothing; one killed behind it is finished by
/// the next load or save.
struct PendingSave {
  let paths: SetUpPaths
  let disk: Disk

  /// The bytes that count for a file: the pending ones first.
  func read(_ path: String, isSecret: Bool) throws(StoreError) -> [UInt8]? {
    let waiting = FilePath.join(paths.pending, FilePath.name(path))
    if let bytes = try disk.read(waiting, isSecret: isSecret) { return bytes }
    return try disk.read(path, isSecret: isSecret)
  }

  /// Whether a decided save waits to be finished.
  func isWaiting() throws(StoreError) -> Bool {
    try disk.status(paths.pending, followsLink: false) != nil
  }

  /// Writes new settings and secrets such that both count or neither.
  func save(settings: NewFile, secrets: NewFile) throws(StoreError) {
    let stage = disk.temporaryPath(in: paths.home)
    do throws(StoreError) {
      try disk.createFolder(stage)
      try disk.write(settings, to: FilePath.join(stage, "postern.toml"), for: paths.settings)
      try disk.write(secrets, to: FilePath.join(stage, "secrets.toml"), for: paths.secrets)
      try disk.syncFolder(stage)
      try disk.rename(stage, to: paths.pending)
    } catch {
      discard(stage)
      throw error
    }
    do throws(StoreError) {
      try disk.syncFolder(paths.home)
      try moveSettings()
    } catch {
      takeBack(to: stage)
      throw error
    }
    // The settings have moved, so the decision stands whatever happens: readers find the rest where it is.
    try? moveSecrets()
  }

  /// Moves what waits to its place. Call with the save lock held.
  func finish() throws(StoreError) {
    guard try isWaiting() else { return }
    try moveSettings()
    try moveSecrets()
  }

  private func moveSettings() throws(StoreError) {
    let waiting = FilePath.join(paths.pending, "postern.toml")
    guard let bytes = try disk.read(waiting, isSecret: false) else { return }
    let target = try settingsTarget()
    if FilePath.folder(target) == paths.home {
      try disk.rename(waiting, to: target)
    } else if let status = try disk.status(waiting, followsLink: false) {
      // The link may lead to another file system, where a rename cannot go.
      try disk.put(NewFile(bytes: bytes, like: status), at: target)
      try? removeCopied(waiting, target: target)
    }
  }

  /// The waiting file counts until its copy is sure to last.
  private func removeCopied(_ waiting: String, target: String) throws(StoreError) {
    try disk.syncFolder(FilePath.folder(target))
    try disk.delete(waiting)
  }

  private func moveSecrets() throws(StoreError) {
    let waiting = FilePath.join(paths.pending, "secrets.toml")
    if try disk.status(waiting, followsLink: false) != nil {
      try disk.rename(waiting, to: paths.secrets)
    }
    try disk.syncFolder(paths.home)
    try disk.deleteFolder(paths.pending)
  }

  /// The file that `postern.toml` is: itself, or what the link of this name leads to.
  func settingsTarget() throws(StoreError) -> String {
    let isLink = try disk.status(paths.settings, followsLink: false)?.isLink == true
    return isLink ? try disk.target(paths.settings) : paths.settings
  }

  private func takeBack(to stage: String) {
    guard Glibc.rename(paths.pending, stage) == 0 else { return }
    discard(stage)
    try? disk.syncFolder(paths.home)
  }

  private func discard(_ stage: String) {
    unlink(FilePath.join(stage, "postern.toml"))
    unlink(FilePath.join(stage, "secrets.toml"))
    rmdir(stage)
  }

  /// Deletes what killed saves have left. Call with the save lock held: then no other save is running.
  func cleanUp() throws(StoreError) {
    for folder in Set([paths.home, FilePath.folder(try settingsTarget())]) {
      for name in try disk.names(in: folder) where name.hasPrefix(Disk.temporaryPrefix) {
        let path = FilePath.join(folder, name)
        discard(path)
        unlink(path)
      }
    }
  }
}

extension NewFile {
  /// With the mode and the owner of an existing file.
  init(bytes: [UInt8], like status: FileStatus) {
    self.init(
      bytes: bytes, mode: status.permissions, owner: status.owner, group: status.group)
  }
}
