internal import SystemAccess

/// Saves both files as one step.
///
/// Two files cannot be renamed at once. So both are written into a folder with a temporary name,
/// which is renamed to `.postern-pending` when all is on the disk: that one rename is the step.
/// From then on a reader takes a file from there before the one in the set-up's folder, and the
/// files are moved to their places. A save that is killed before the rename has changed nothing;
/// one killed after it is finished by the next save, or by the next load of the folder's owner.
struct PendingSave {
  private typealias Name = SetUpFolder.Name

  let setUp: SetUpFolder
  private var home: Folder<StoreError> { setUp.home }

  init(_ setUp: SetUpFolder) { self.setUp = setUp }

  /// Writes new settings and secrets such that both count or neither.
  ///
  /// Returns why that may not survive a power failure; nil when it will.
  func save(settings: NewFile, secrets: NewFile) throws(StoreError) -> StoreError? {
    let name = Temporary.name()
    let stage: Folder<StoreError>
    do throws(StoreError) {
      stage = try home.make(name)
      try stage.write(settings, as: Name.settings, for: setUp.paths.settings)
      try stage.write(secrets, as: Name.secrets, for: setUp.paths.secrets)
      try stage.sync()
      try home.rename(name, to: home, Name.pending)
    } catch {
      discard(name)
      throw error
    }
    let doubt = home.doubtOfLasting()
    do throws(StoreError) {
      try moveSettings(from: stage)
    } catch {
      if takeBack(to: name) { throw error }
      return doubt
    }
    // The settings have moved, so the save stands whatever happens: readers find the secrets where
    // they are.
    return (try? moveSecrets(from: stage)) ?? doubt
  }

  /// Moves the files of a pending save to their places. Call with the change lock held.
  ///
  /// They must be a valid set-up, since nothing else may replace one.
  func finish() throws(StoreError) {
    guard let waiting = try setUp.pending() else { return }
    let settings = try setUp.settings(in: waiting, Name.settings)
    _ = try SetUpFiles(settings, try setUp.secrets(in: waiting), setUp.paths)
    try moveSettings(from: waiting)
    if let doubt = try moveSecrets(from: waiting) { throw doubt }
  }

  private func moveSettings(from waiting: Folder<StoreError>) throws(StoreError) {
    guard let file = try setUp.settings(in: waiting, Name.settings) else { return }
    let (folder, name) = try home.place(of: Name.settings)
    if folder.status.identity == home.status.identity {
      try waiting.rename(Name.settings, to: folder, name)
    } else if let status = try waiting.status(of: Name.settings) {
      // The link may lead to another file system, where a rename cannot go.
      try folder.put(NewFile(bytes: file.bytes, like: status), as: name)
      try? removeCopied(waiting, copy: folder)
    }
  }

  /// Deletes the pending file once its copy is safely on the disk; until then the pending one
  /// counts.
  private func removeCopied(
    _ waiting: Folder<StoreError>, copy: Folder<StoreError>
  ) throws(StoreError) {
    try copy.sync()
    try waiting.delete(Name.settings)
  }

  private func moveSecrets(from waiting: Folder<StoreError>) throws(StoreError) -> StoreError? {
    if try waiting.status(of: Name.secrets) != nil {
      try waiting.rename(Name.secrets, to: home, Name.secrets)
    }
    let doubt = home.doubtOfLasting()
    try home.deleteFolder(Name.pending)
    return doubt
  }

  /// Undoes the rename that decided the save; whether that succeeded.
  private func takeBack(to stage: String) -> Bool {
    do throws(StoreError) {
      try home.rename(Name.pending, to: home, stage)
    } catch { return false }
    discard(stage)
    _ = home.doubtOfLasting()
    return true
  }

  private func discard(_ name: String) {
    guard let stage = try? home.folderWithoutLink(name) else { return }
    for file in [Name.settings, Name.secrets] { try? stage.delete(file) }
    try? home.deleteFolder(name)
  }

  /// Deletes what killed saves have left. Call with the change lock held: then no other save is
  /// running.
  func cleanUp() throws(StoreError) {
    let target = try home.place(of: Name.settings).folder
    for name in try home.names() where Temporary.isOne(name) {
      if try home.status(of: name)?.isFolder == true {
        discard(name)
      } else {
        try? home.delete(name)
      }
    }
    if target.status.identity == home.status.identity { return }
    for name in try target.names() where Temporary.isOne(name) { try? target.delete(name) }
  }
}

extension Folder<StoreError> {
  /// Syncs the renames in this folder to the disk; returns why they may not survive a power
  /// failure, nil when they will.
  func doubtOfLasting() -> StoreError? {
    do throws(StoreError) {
      try sync()
      return nil
    } catch .system(_, let path, let errno) {
      return .mayNotLast(path: path, errno: errno)
    } catch { return error }
  }
}
