internal import Glibc

/// An address of this machine that is not on the loopback.
public enum OwnAddress {
  /// An IPv4 address of a network interface, to which servers of a test can listen; throws where
  /// there is none.
  public static func routable() throws -> String {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { throw TestFailure("getifaddrs: errno \(errno)") }
    defer { freeifaddrs(list) }
    var next = list
    while let entry = next?.pointee {
      if let found = text(entry) { return found }
      next = entry.ifa_next
    }
    throw TestFailure("this machine has no IPv4 address but the loopback's; give it one")
  }

  private static func text(_ entry: ifaddrs) -> String? {
    guard let address = entry.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET),
      entry.ifa_flags & UInt32(IFF_UP) != 0,
      entry.ifa_flags & UInt32(IFF_LOOPBACK) == 0
    else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard
      getnameinfo(
        address, socklen_t(MemoryLayout<sockaddr_in>.size), &buffer, socklen_t(buffer.count), nil,
        0, NI_NUMERICHOST) == 0
    else { return nil }
    return String(
      decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
