import Glibc
import TestSupport

/// A port whose queue of connections is full: a client waits there until it gives up.
final class FullServer: Sendable {
  let port: Int
  private let sockets: [Int32]

  init() throws {
    port = try FreePort.next()
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var made = [listener]
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(listener, address, size)
        listen(listener, 0)
        // Linux lets one more in than listen(2) was told.
        for _ in 0..<4 {
          let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
          _ = connect(client, address, size)
          made.append(client)
        }
      }
    }
    sockets = made
  }

  deinit { sockets.forEach { close($0) } }
}
