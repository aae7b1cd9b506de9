internal import Glibc

/// What changes when a file is written or replaced: compared, it tells whether it has to be read
/// again.
package struct FileStamp: Equatable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  /// The same as a text.
  package var text: String { "\(device):\(number):\(size):\(seconds).\(nanoseconds)" }

  /// Nil where there is no file that can be looked at; a link stands for what it leads to.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
    size = Int64(status.st_size)
    (seconds, nanoseconds) = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }
}
