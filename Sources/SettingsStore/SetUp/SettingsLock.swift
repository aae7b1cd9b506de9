internal import SystemAccess
internal import Synchronization

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
