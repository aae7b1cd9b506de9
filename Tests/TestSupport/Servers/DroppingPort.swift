internal import Glibc

/// A port that answers no packet that would open a connection, as behind a firewall that drops
/// them.
///
/// Its queue of connections is full and nobody accepts any: Linux drops what comes then.
public final class DroppingPort {
  private var descriptors: [Int32] = []

  /// Takes a port of an address of this machine.
  public init(_ address: String = "127.0.0.1", port: Int) throws {
    guard let listener = Self.socket(address, port, { bind($0, $1, $2) == 0 && listen($0, 0) == 0 })
    else { throw TestFailure("cannot listen on \(address):\(port)") }
    descriptors = [listener]
    // One that waits to be accepted, and one more for the half-open ones.
    for _ in 0..<3 {
      let filler = Self.socket(address, port) { descriptor, address, length in
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = connect(descriptor, address, length)
        return true
      }
      descriptors += [filler].compactMap(\.self)
    }
  }

  deinit { descriptors.forEach { close($0) } }

  private static func socket(
    _ address: String, _ port: Int,
    _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Int32? {
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = in_port_t(UInt16(port).bigEndian)
    inet_pton(AF_INET, address, &name.sin_addr)
    let isUsed = withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if isUsed { return descriptor }
    close(descriptor)
    return nil
  }
}
