internal import Glibc

/// Where a test can step in between a program and its disk.
package struct Disk: Sendable {
  /// Called before every system call that changes something; another result than 0 is the errno to
  /// fail with.
  package var before: @Sendable (FileOperation, String) -> Int32

  package init(before: @escaping @Sendable (FileOperation, String) -> Int32 = { _, _ in 0 }) {
    self.before = before
  }
}

extension Folder {
  /// Makes a system call that changes something, again whenever a signal interrupts it.
  @discardableResult
  func call(
    _ operation: FileOperation, _ path: String, _ body: () -> Int
  ) throws(Failure) -> Int {
    let refusal = disk.before(operation, path)
    if refusal != 0 { throw .system(operation, path: path, errno: refusal) }
    while true {
      let result = body()
      if result >= 0 { return result }
      let reason = errno
      if reason != EINTR { throw .system(operation, path: path, errno: reason) }
    }
  }
}

/// A descriptor that only stands for a file, by open(2); Glibc's headers show the name to GNU
/// sources alone.
let pathOnly: Int32 = 0o10_000_000
