internal import CProcess
internal import Glibc

/// A pipe that wakes a thread out of `poll`.
///
/// Without descriptors both ends are -1, which `poll` ignores.
package final class WakePipe: Sendable {
  /// Readable from ``ring()`` until ``silence()``.
  package let readEnd: Int32
  private let writeEnd: Int32
  /// Why there are no descriptors for it; nil where there are.
  package let errno: Int32?

  /// Whether there were descriptors for it.
  package var isOpen: Bool { errno == nil }

  package init() {
    var ends: [Int32] = [-1, -1]
    errno = postern_pipe(&ends) == 0 ? nil : Glibc.errno
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Wakes the thread that waits; a full pipe has been rung already.
  package func ring() {
    var byte: UInt8 = 1
    while write(writeEnd, &byte, 1) < 0, Glibc.errno == EINTR {}
  }

  /// Empties the pipe.
  package func silence() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = read(readEnd, &bytes, bytes.count)
      if count > 0 || (count < 0 && Glibc.errno == EINTR) { continue }
      return
    }
  }
}

extension WakePipe {
  /// Whether it was rung and not silenced since.
  package var isRung: Bool {
    var entry = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// Waits until a descriptor is readable.
  package static func wait(on descriptor: Int32) { wait(for: [], and: descriptor) }

  /// Waits until a pipe is rung, the descriptor is readable or the deadline has come; with a
  /// deadline, for a minute at most.
  package static func wait(
    for pipes: [WakePipe], and descriptor: Int32 = -1,
    until deadline: ContinuousClock.Instant? = nil
  ) {
    let entry = { (descriptor: Int32) in pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0) }
    var entries = pipes.map { entry($0.readEnd) } + [entry(descriptor)]
    let rest = deadline.map { ContinuousClock.now.duration(to: $0) / .milliseconds(1) }
    let limit = rest.map { Int32(min(max($0, 0), 60_000).rounded(.up)) }
    // A signal alone is no reason to go on: whoever waits would take the descriptor for readable.
    while poll(&entries, nfds_t(entries.count), limit ?? -1) < 0, Glibc.errno == EINTR {}
  }
}
