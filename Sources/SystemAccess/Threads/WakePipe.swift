internal import Glibc

/// A pipe that wakes a thread out of `poll`.
///
/// Without descriptors both ends are -1, which `poll` ignores.
package final class WakePipe: Sendable {
  /// Readable once ``ring()`` was called, for ever.
  package let readEnd: Int32
  private let writeEnd: Int32

  /// Whether there were descriptors for it.
  package var isOpen: Bool { readEnd >= 0 }

  package init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    // No child may inherit them; glibc's module does not show pipe2.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  package func ring() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }
}
