internal import Synchronization

/// The bytes that all unfinished mails of a server may take together.
final class MemoryBudget: Sendable {
  private let limit: Int
  private let taken = Mutex(0)

  init(_ limit: Int) { self.limit = limit }

  /// Takes more bytes, or gives them back if negative; false, with nothing taken, if too few are
  /// left.
  fileprivate func take(_ bytes: Int) -> Bool {
    taken.withLock { taken in
      guard bytes <= 0 || taken + bytes <= limit else { return false }
      taken += bytes
      return true
    }
  }
}

/// The share of one connection in a budget; given back with its last reference.
final class MemoryShare: Sendable {
  private let budget: MemoryBudget
  private let size = Mutex(0)

  init(of budget: MemoryBudget) { self.budget = budget }

  deinit { _ = resize(to: 0) }

  /// Changes the share to this size; false, with the old size kept, if the budget does not allow
  /// it.
  func resize(to bytes: Int) -> Bool {
    size.withLock { size in
      guard budget.take(bytes - size) else { return false }
      size = bytes
      return true
    }
  }
}
