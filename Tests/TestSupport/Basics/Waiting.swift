internal import Foundation

/// Waits for conditions: never a fixed time, always with a bound.
public enum Waiting {
  /// Blocks the thread until the closure answers with a value.
  @discardableResult
  public static func until<Value>(
    _ what: String, within seconds: Double = 20, _ value: () throws -> Value?
  ) throws -> Value {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while true {
      if let found = try value() { return found }
      if Date() > deadline { throw TestFailure("waited \(seconds) s in vain for \(what)") }
      usleep(20_000)
    }
  }

  /// Suspends the task until the closure answers with a value.
  @discardableResult
  public static func until<Value>(
    _ what: String, within seconds: Double = 20, _ value: () async throws -> Value?
  ) async throws -> Value {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while true {
      if let found = try await value() { return found }
      if Date() > deadline { throw TestFailure("waited \(seconds) s in vain for \(what)") }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}

/// Work that blocks, kept away from the threads of Swift's tasks.
public enum Blocking {
  /// Runs the closure on a thread of its own and suspends until it has ended.
  public static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
  }
}
