internal import Synchronization
package import SystemAccess

/// The lock of an open wizard, which keeps out a second one and commands that change the set-up.
///
/// It is held until ``release()`` or the end of the process, however that comes about. Commands do
/// not keep it: they hold the change lock and check that this one is free. A wizard takes it with
/// the change lock held, too.
public final class SettingsLock: Sendable {
  private let lock: Mutex<FileLock<StoreError>?>

  private init(_ lock: FileLock<StoreError>) { self.lock = Mutex(lock) }

  deinit { release() }

  /// Takes the lock of a set-up, creating its folder where it is missing.
  ///
  /// Waits at most `limit` for commands that are changing the set-up. Throws
  /// ``StoreError/held(by:)`` when another wizard has it.
  public static func acquire(
    home: String, waiting limit: Duration = .seconds(10)
  ) throws(StoreError) -> SettingsLock {
    try SettingsStore(home: home).alone(waiting: limit) { setUp throws(StoreError) in
      let lock = try setUp.takeWizardLock()
      lock.write(LockHolder.current().text)
      return SettingsLock(lock)
    }
  }

  /// Releases the lock before the process ends.
  public func release() {
    let held = lock.withLock { lock in
      defer { lock = nil }
      return lock
    }
    held?.write("")
  }
}

extension SetUpFolder {
  /// Takes the lock for changes, waiting at most `limit` for other holders.
  func changeLock(waiting limit: Duration) throws(StoreError) -> FileLock<StoreError> {
    try FileLock.acquire(Name.changeLock, in: try run(), within: limit)
  }

  /// Takes the lock of an open wizard; throws ``StoreError/held(by:)`` when another one has it.
  /// Call with the change lock held.
  func takeWizardLock() throws(StoreError) -> FileLock<StoreError> {
    let run = try run()
    if let lock = try FileLock.tryAcquire(Name.wizardLock, in: run) { return lock }
    let text = try? run.read(Name.wizardLock, limit: 4096)
    throw .held(by: LockHolder(text: String(decoding: text ?? [], as: UTF8.self)))
  }

  /// The folder of locks and connection slots; made where it is missing.
  func run() throws(StoreError) -> Folder<StoreError> {
    guard let run = try home.folder(Name.run, creating: true) else {
      throw .notAFolder(path: paths.run)
    }
    return run
  }
}

/// The lock held while tokens of Microsoft Exchange are asked for, so that one process alone uses a
/// refresh token: a provider may revoke everything where two do.
///
/// It is held as long as the value or the process lives, and does not block the saving of settings.
package struct TokenLock: Sendable {
  private let lock: FileLock<StoreError>

  /// Takes the lock, making the set-up's folder where it is missing; nil when others hold it until
  /// the deadline, or when `wake` is rung.
  package static func acquire(
    _ paths: SetUpPaths, until deadline: ContinuousClock.Instant, wake: WakePipe? = nil
  ) throws(StoreError) -> TokenLock? {
    guard let setUp = try SetUpFolder.open(paths, creating: true, disk: Disk()) else {
      throw .notAFolder(path: paths.home)
    }
    return try FileLock.acquire(
      SetUpFolder.Name.tokenLock, in: try setUp.run(), until: deadline, wake: wake
    ).map(TokenLock.init)
  }
}
