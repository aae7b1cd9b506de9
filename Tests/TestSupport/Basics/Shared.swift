internal import Synchronization

/// Something expensive that many tests use, made when the first of them asks.
///
/// `static let server = Shared { try PostfixServer(…) }`, then `try await Self.server.get()`.
/// A suite that runs in parallel gets one and the same value; a failure is told to every test.
public final class Shared<Value: Sendable>: Sendable {
  private let make: @Sendable () throws -> Value
  private let task = Mutex<Task<Value, any Error>?>(nil)

  /// Remembers how to make the value; nothing is started yet.
  public init(_ make: @escaping @Sendable () throws -> Value) {
    self.make = make
  }

  /// The value, made on a thread of its own at the first call.
  public func get() async throws -> Value {
    let running = task.withLock { task in
      let running = task ?? Task { [make] in try await Blocking.run(make) }
      task = running
      return running
    }
    return try await running.value
  }
}
