import Glibc
import SystemAccess

/// The interface to systemd and other service managers.
enum ServiceManager {
  /// The sockets that the service manager has opened for this process (sd_listen_fds(3)); usually
  /// none.
  ///
  /// Programs that are started do not inherit them.
  static func inheritedSockets() -> [Int32] {
    guard number("LISTEN_PID") == Int(getpid()), let count = number("LISTEN_FDS"), count > 0 else {
      return []
    }
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
    let sockets = (3..<3 + Int32(min(count, 64))).map(\.self)
    for socket in sockets { _ = fcntl(socket, F_SETFD, FD_CLOEXEC) }
    return sockets
  }

  /// Reports the service's state, such as `READY=1` (sd_notify(3)), if a service manager listens.
  static func notify(_ state: String) {
    guard let path = getenv("NOTIFY_SOCKET").map({ String(cString: $0) }),
      path.hasPrefix("/") || path.hasPrefix("@")
    else { return }
    let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let text = Array(state.utf8)
    _ = UnixSocket.withAddress(path) { address, size in
      sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), address, size)
    }
  }

  private static func number(_ name: String) -> Int? {
    getenv(name).flatMap { Int(String(cString: $0)) }
  }
}
