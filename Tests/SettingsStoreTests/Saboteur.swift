import SystemAccess
import Synchronization

@testable import SettingsStore

/// Counts the store's calls, and lets one of them fail.
final class Saboteur: Sendable {
  private let count = Mutex(0)
  let failing: Int
  let errno: Int32

  init(failing: Int, errno: Int32) {
    self.failing = failing
    self.errno = errno
  }

  var calls: Int { count.withLock { $0 } }

  var disk: Disk {
    Disk { [self] _, _ in
      count.withLock { count in
        count += 1
        return count == failing ? errno : 0
      }
    }
  }
}
