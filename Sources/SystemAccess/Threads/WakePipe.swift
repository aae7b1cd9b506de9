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

  /// Wakes who waits; a full pipe has been rung already.
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
