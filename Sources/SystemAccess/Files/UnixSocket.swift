package import Glibc

/// Why a Unix socket cannot be connected to: the system's error number.
package struct SocketError: Error, Equatable {
  package let errno: Int32
}

/// Unix sockets by their paths (unix(7)).
package enum UnixSocket {
  /// Calls `body` with the address of a path, or of an abstract socket, whose name is written with
  /// an `@` before it; nil where it is too long.
  package static func withAddress<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    // An abstract name ends where the address ends, a path with a zero byte.
    let end = path.hasPrefix("@") ? 0 : 1
    let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + end)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }

  /// Connects to a server; the caller closes the descriptor, which no child inherits.
  package static func connect(_ path: String) throws(SocketError) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw SocketError(errno: Glibc.errno) }
    let number = withAddress(path) { address, size -> Int32 in
      Glibc.connect(descriptor, address, size) == 0 ? 0 : Glibc.errno
    }
    guard number == 0 else {
      close(descriptor)
      throw SocketError(errno: number ?? ENAMETOOLONG)
    }
    return descriptor
  }
}
