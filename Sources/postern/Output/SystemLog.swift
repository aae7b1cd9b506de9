import Glibc
import SystemAccess

/// The system's log (syslog(3)), facility mail. It takes what it can get: a log that fails never
/// fails a mail.
enum SystemLog {
  /// Says once who writes.
  static func open() { openlog(name, LOG_PID, LOG_MAIL) }

  static func note(_ line: String) { write(LOG_INFO, line) }
  static func warn(_ line: String) { write(LOG_WARNING, line) }

  /// Lives as long as the process, as openlog(3) wants.
  nonisolated(unsafe) private static let name = UnsafePointer(strdup("postern"))

  private static func write(_ priority: Int32, _ line: String) {
    line.printable(limit: 2_000).withCString { text in
      withVaList([text]) { vsyslog(priority, "%s", $0) }
    }
  }
}
