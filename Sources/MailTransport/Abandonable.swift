internal import Glibc
internal import Synchronization

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

  /// The work's result, or nil when no thread could be started; throws when patience ends first.
  static func run<Value: Sendable>(
    _ patience: Patience, _ work: @escaping @Sendable () -> Value
  ) throws(Interruption) -> Value? {
    let slot = Slot<Value>()
    guard DetachedThread.start({ slot.finish(work()) }) else { return nil }
    try patience.wait(for: slot.wake.readEnd, POLLIN)
    return slot.result
  }
}
