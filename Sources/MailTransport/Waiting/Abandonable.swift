internal import Glibc
internal import MailDiagnosis
internal import Synchronization
internal import SystemAccess

/// Work on a thread of its own whose result nobody has to wait for: getaddrinfo cannot be ended.
enum Abandonable {
  private final class Slot<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    let wake = WakePipe()

    var result: Value? { value.withLock { $0 } }

    func finish(_ result: Value) {
      value.withLock { $0 = result }
      wake.ring()
    }
  }

  /// The work's result; throws when patience ends first, or when there is no thread or pipe to be
  /// had.
  static func run<Value: Sendable>(
    _ patience: Patience, _ work: @escaping @Sendable () -> Value
  ) throws(Interruption) -> Value {
    let slot = Slot<Value>()
    guard slot.wake.isOpen else { throw Interruption(.system(.files)) }
    guard DetachedThread.start({ slot.finish(work()) }) else {
      throw Interruption(.system(.processes))
    }
    while true {
      try patience.wait(for: slot.wake.readEnd, POLLIN)
      if let result = slot.result { return result }
    }
  }
}
