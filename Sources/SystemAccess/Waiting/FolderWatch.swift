internal import Glibc

/// Tells when files have come into folders, by inotify(7) instead of polling.
package final class FolderWatch: Sendable {
  /// Readable once something has come; -1 where the system has no inotify instance left.
  package let readEnd: Int32

  package init() { readEnd = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)) }

  deinit { if readEnd >= 0 { close(readEnd) } }

  /// Watches a folder, which may be watched already; false where it cannot be.
  @discardableResult
  package func add(_ folder: String) -> Bool {
    let events = UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_CLOSE_WRITE)
    return readEnd >= 0 && inotify_add_watch(readEnd, folder, events) >= 0
  }

  /// Discards the events that have come.
  package func clear() {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }
}
