internal import Glibc

/// A hook by which a test makes system calls fail.
package struct Disk: Sendable {
  /// Called before system calls that change something, with the path; a result other than 0 is the
  /// errno to fail with.
  package var before: @Sendable (FileOperation, String) -> Int32

  package init(before: @escaping @Sendable (FileOperation, String) -> Int32 = { _, _ in 0 }) {
    self.before = before
  }
}

extension Folder where Failure: FileFailure {
  /// Makes a system call after asking the hook, and repeats it when a signal interrupts it (EINTR).
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

/// O_PATH of open(2): a descriptor that names a file without opening it. Glibc's headers define it
/// only with _GNU_SOURCE, which Swift does not set.
let pathOnly: Int32 = 0o10_000_000
