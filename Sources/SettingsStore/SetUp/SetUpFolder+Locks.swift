internal import SystemAccess

extension SetUpFolder {
  /// The lock of whoever changes something, after waiting for others a bounded time.
  func changeLock(waiting limit: Duration) throws(StoreError) -> FileLock<StoreError> {
    try FileLock.acquire(Name.changeLock, in: try run(), within: limit)
  }

  /// The lock of an open wizard; throws who has it. Call with the change lock held.
  func takeWizardLock() throws(StoreError) -> FileLock<StoreError> {
    let run = try run()
    if let lock = try FileLock.tryAcquire(Name.wizardLock, in: run) { return lock }
    let text = try? run.read(Name.wizardLock, limit: 4096)
    throw .held(by: LockHolder(text: String(decoding: text ?? [], as: UTF8.self)))
  }

  private func run() throws(StoreError) -> Folder<StoreError> {
    guard let run = try home.folder(Name.run, creating: true) else {
      throw .notAFolder(path: paths.run)
    }
    return run
  }
}
