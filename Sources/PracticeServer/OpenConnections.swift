internal import NIOCore
internal import Synchronization

/// The listening sockets and connections of one server, to be closed together.
final class OpenConnections: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isStopped = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func add(_ channel: any Channel) {
    let isLate = state.withLock { state in
      state.channels[ObjectIdentifier(channel)] = channel
      return state.isStopped
    }
    channel.closeFuture.whenComplete { _ in self.remove(channel) }
    // A connection that was accepted while the server stopped.
    if isLate { channel.close(promise: nil) }
  }

  func closeAll() {
    let channels = state.withLock { state in
      state.isStopped = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.close(promise: nil) }
    wakeIfClosed()
  }

  func waitUntilClosed() async {
    await withCheckedContinuation { continuation in
      state.withLock { $0.waiting.append(continuation) }
      wakeIfClosed()
    }
  }

  private func remove(_ channel: any Channel) {
    state.withLock { $0.channels[ObjectIdentifier(channel)] = nil }
    wakeIfClosed()
  }

  private func wakeIfClosed() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      guard state.isStopped, state.channels.isEmpty else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
