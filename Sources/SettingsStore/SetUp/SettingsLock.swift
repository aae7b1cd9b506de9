internal import Synchronization
package import SystemAccess

/// The lock of an open wizard, against a second one and against commands that would change the
/// set-up under its hands.
///
/// It is held until ``release()`` or the end of the process, however that comes about. Commands do
/// not take it; they hold the change lock while they look whether it is held, and so does a wizard
/// that takes it.
public final class SettingsLock: Sendable {
  private let lock: Mutex<FileLock<StoreError>?>

  private init(_ lock: FileLock<StoreError>) { self.lock = Mutex(lock) }

  deinit { release() }

  /// Takes the lock of a set-up, creating its folder where it is missing.
  ///
  /// Waits as long for commands that are changing the set-up. Throws ``StoreError/held(by:)`` when
  /// another wizard has it.
  public static func acquire(
    home: String, waiting limit: Duration = .seconds(10)
  ) throws(StoreError) -> SettingsLock {
    try SettingsStore(home: home).alone(waiting: limit) { setUp throws(StoreError) in
      let lock = try setUp.takeWizardLock()
      lock.write(LockHolder.current().text)
      return SettingsLock(lock)
    }
  }

  /// Lets the lock go, for a program that lives on.
  public func release() {
    let held = lock.withLock { lock in
      defer { lock = nil }
      return lock
    }
    held?.write("")
  }
}

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

  /// The folder of locks and of what is under way; made where it is missing.
  func run() throws(StoreError) -> Folder<StoreError> {
    guard let run = try home.folder(Name.run, creating: true) else {
      throw .notAFolder(path: paths.run)
    }
    return run
  }
}

/// The lock of whoever asks for tokens of Microsoft Exchange, so that one process alone uses a
/// refresh token: a provider may revoke everything where two do.
///
/// It is held as long as the value lives, or the process, and never in another one's way who saves
/// settings.
package struct TokenLock: Sendable {
  private let lock: FileLock<StoreError>

  /// Takes the lock, making the set-up's folder where it is missing; nil where others hold it until
  /// then, or until `wake` is rung.
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
