internal import Dispatch
internal import NIOCore
internal import Synchronization

/// The listening sockets and connections of one server, to be closed together.
final class OpenConnections: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var listening: Set<ObjectIdentifier> = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let closed = DispatchSemaphore(value: 0)

  /// The number of sockets, the listening ones included.
  var count: Int { state.withLock { $0.channels.count } }

  func add(_ channel: any Channel, isListening: Bool = false) {
    let isLate = state.withLock { state in
      state.channels[ObjectIdentifier(channel)] = channel
      if isListening { state.listening.insert(ObjectIdentifier(channel)) }
      return state.isStopped
    }
    channel.closeFuture.whenComplete { _ in self.remove(channel) }
    // A connection that was accepted while the server stopped.
    if isLate { channel.close(promise: nil) }
  }

  /// Closes the listening sockets alone.
  func closeListening() {
    let channels = state.withLock { state in state.listening.compactMap { state.channels[$0] } }
    for channel in channels { channel.close(promise: nil) }
  }

  func closeAll() {
    let channels = state.withLock { state in
      state.isStopped = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.close(promise: nil) }
    wakeIfClosed()
  }

  func waitUntilClosed() {
    closed.wait()
    // Wakes the next thread that waits.
    closed.signal()
  }

  private func remove(_ channel: any Channel) {
    state.withLock { state in
      state.channels[ObjectIdentifier(channel)] = nil
      state.listening.remove(ObjectIdentifier(channel))
    }
    wakeIfClosed()
  }

  private func wakeIfClosed() {
    let isClosed = state.withLock { $0.isStopped && $0.channels.isEmpty }
    if isClosed { closed.signal() }
  }
}
