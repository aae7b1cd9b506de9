internal import Glibc

/// The numeric addresses at both ends of a socket.
enum SocketAddress {
  /// Our end.
  static func local(of descriptor: Int32) -> String? { text(descriptor, getsockname) }

  /// The other end; nil until the connection is made.
  static func peer(of descriptor: Int32) -> String? { text(descriptor, getpeername) }

  private typealias Ask = (
    Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>
  ) -> Int32

  private static func text(_ descriptor: Int32, _ ask: Ask) -> String? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let isKnown = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        ask(descriptor, address, &length) == 0
          && getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
      }
    }
    guard isKnown else { return nil }
    return String(
      decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
