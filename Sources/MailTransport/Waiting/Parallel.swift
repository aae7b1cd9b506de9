internal import Glibc
internal import Synchronization
internal import SystemAccess

/// Short pieces of blocking work, each on a thread of its own.
enum Parallel {
  private final class Results<Value: Sendable>: Sendable {
    private let state: Mutex<(found: [Value?], left: Int)>
    let wake = WakePipe()

    init(count: Int) {
      state = Mutex((Array(repeating: nil, count: count), count))
    }

    func finish(_ index: Int, _ value: Value?) {
      let isLast = state.withLock { state in
        state.found[index] = value
        state.left -= 1
        return state.left == 0
      }
      if isLast { wake.ring() }
    }

    var found: [Value] { state.withLock { $0.found.compactMap(\.self) } }
  }

  /// What the work finds until patience ends, in the order of the items.
  static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ patience: Patience, _ work: @escaping @Sendable (Item) -> Value?
  ) -> [Value] {
    guard !items.isEmpty else { return [] }
    let results = Results<Value>(count: items.count)
    for (index, item) in items.enumerated() {
      let isStarted = DetachedThread.start { results.finish(index, work(item)) }
      if !isStarted { results.finish(index, nil) }
    }
    try? patience.wait(for: results.wake.readEnd, POLLIN)
    return results.found
  }
}
