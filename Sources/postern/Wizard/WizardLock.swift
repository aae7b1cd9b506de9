import SettingsStore
import SystemAccess

/// The lock that a wizard holds on its set-up while it is open.
@MainActor
final class WizardLock {
  private let home: String
  private var lock: SettingsLock?

  init(home: String) { self.home = home }

  /// Takes the lock if it is free; says why not, such as who edits the set-up, where it is not.
  ///
  /// A command that is changing the set-up at this moment is waited for.
  func take(waiting limit: Duration = .seconds(5)) -> ForeignError? {
    if lock != nil { return nil }
    do throws(StoreError) {
      lock = try SettingsLock.acquire(home: home, waiting: limit)
      return nil
    } catch { return ForeignError(error) }
  }

  func release() {
    lock?.release()
    lock = nil
  }
}
