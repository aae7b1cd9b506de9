internal import NIOCore
internal import NIOPosix

/// The threads of all listeners.
public enum Threads {
  /// Runs what blocks, such as writing a file, on one of two threads beside the listener's.
  public static func runBlocking(_ work: @escaping @Sendable () -> Void) {
    _ = few
    NIOThreadPool.singleton.submit { _ in work() }
  }

  /// One thread for all connections and two for the disk: NIO's own choice, one of each for every
  /// processor, crashes where a limit on threads is near.
  static let few: Void = {
    NIOSingletons.groupLoopCountSuggestion = 1
    NIOSingletons.blockingPoolThreadCountSuggestion = 2
  }()
}
