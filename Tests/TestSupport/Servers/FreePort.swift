internal import Glibc
internal import Synchronization

/// Finds ports of the loopback that nothing uses.
public enum FreePort {
  private static let given = Mutex<Set<Int>>([])

  /// A port free on every loopback address; it is handed out once in a test process.
  ///
  /// The numbers lie below Linux's ephemeral range (32768), so that no outgoing connection takes
  /// the port before the server does.
  public static func next() throws -> Int {
    try given.withLock { given in
      for _ in 0..<1000 {
        let port = Int.random(in: 15000..<32000)
        guard !given.contains(port), isFree(port) else { continue }
        given.insert(port)
        return port
      }
      throw TestFailure("no free port")
    }
  }

  private static func isFree(_ port: Int) -> Bool {
    let families = [AF_INET, AF_INET6]
    return families.allSatisfy { LoopbackSocket.canBind(family: $0, port: port) }
  }
}

/// A plain socket for asking whether a port is free or answers.
enum LoopbackSocket {
  /// Whether a listener could bind the port on all addresses of the family.
  static func canBind(family: Int32, port: Int) -> Bool {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    if family == AF_INET6 {
      setsockopt(
        descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
    return with(family == AF_INET6 ? "::" : "0.0.0.0", port: port) { bind(descriptor, $0, $1) == 0 }
  }

  /// The first bytes that a server says, nil when nothing listens; for SSL ports "" at once.
  static func greeting(host: String, port: Int, speaksFirst: Bool) -> String? {
    let family = host.contains(":") ? AF_INET6 : AF_INET
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    guard with(host, port: port, { connect(descriptor, $0, $1) == 0 }) else { return nil }
    guard speaksFirst else { return "" }
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, 5000) == 1 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[0..<count], as: UTF8.self) : nil
  }

  /// Whether this machine has an IPv6 loopback.
  static let hasIPv6: Bool = {
    let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return with("::1", port: 0) { bind(descriptor, $0, $1) == 0 }
  }()

  private static func with<Result>(
    _ host: String, port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var storage = sockaddr_storage()
    let size = host.contains(":") ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
    return withUnsafeMutablePointer(to: &storage) { pointer in
      let raw = UnsafeMutableRawPointer(pointer)
      if host.contains(":") {
        let address = raw.assumingMemoryBound(to: sockaddr_in6.self)
        address.pointee.sin6_family = sa_family_t(AF_INET6)
        address.pointee.sin6_port = in_port_t(port).bigEndian
        inet_pton(AF_INET6, host, &address.pointee.sin6_addr)
      } else {
        let address = raw.assumingMemoryBound(to: sockaddr_in.self)
        address.pointee.sin_family = sa_family_t(AF_INET)
        address.pointee.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, host, &address.pointee.sin_addr)
      }
      return body(raw.assumingMemoryBound(to: sockaddr.self), socklen_t(size))
    }
  }
}
