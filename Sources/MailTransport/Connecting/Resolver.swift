internal import Glibc
internal import MailDiagnosis
internal import MailSettings

/// An address of a host, in its numeric form.
struct HostAddress: Hashable, Sendable {
  let text: String
  let isIPv6: Bool
}

extension HostAddress {
  /// A Unix socket of this machine, by its absolute path.
  init(socket path: String) { self.init(text: path, isIPv6: false) }

  /// Whether it is a Unix socket.
  var isSocket: Bool { text.hasPrefix("/") }
}

/// Looks up host names by getaddrinfo(3).
enum Resolver {
  /// The addresses of a host in the system's order of preference (RFC 6724).
  static func addresses(
    of host: HostName, deadline: Deadline
  ) throws(AttemptFailure) -> [HostAddress] {
    switch host.kind {
    case .ipv4: return [HostAddress(text: host.ascii, isIPv6: false)]
    case .ipv6: return [HostAddress(text: host.ascii, isIPv6: true)]
    case .name: break
    }
    let name = host.ascii
    switch try deadline.result(of: { lookUp(name) }) {
    case .success(let addresses): return addresses
    case .failure(let failure): throw AttemptFailure(.unresolved(failure.reason))
    }
  }

  /// Whether the name has an address.
  static func resolves(_ host: HostName, deadline: Deadline) -> Bool {
    (try? addresses(of: host, deadline: deadline)) != nil
  }

  private struct Failure: Error { let reason: ResolveFailure }

  private static func lookUp(_ name: String) -> Result<[HostAddress], Failure> {
    var hints = addrinfo()
    hints.ai_socktype = SocketType.stream
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(name, nil, &hints, &list)
    guard code == 0 else { return .failure(Failure(reason: reason(code))) }
    defer { freeaddrinfo(list) }
    var found: [HostAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = numeric(entry), !found.contains(address) { found.append(address) }
      next = entry.ai_next
    }
    return found.isEmpty ? .failure(Failure(reason: .noAddress)) : .success(found)
  }

  private static func numeric(_ entry: addrinfo) -> HostAddress? {
    guard entry.ai_family == AF_INET || entry.ai_family == AF_INET6 else { return nil }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = getnameinfo(
      entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard code == 0 else { return nil }
    let end = text.firstIndex(of: 0) ?? text.count
    let numeric = String(decoding: text[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return HostAddress(text: numeric, isIPv6: entry.ai_family == AF_INET6)
  }

  private static func reason(_ code: Int32) -> ResolveFailure {
    // EAI_NODATA and EAI_ADDRFAMILY (RFC 2553) are behind _GNU_SOURCE in glibc's netdb.h.
    let (noData, addressFamily): (Int32, Int32) = (-5, -9)
    return switch code {
    case EAI_NONAME: .noSuchHost
    case noData, addressFamily: .noAddress
    case EAI_AGAIN: .resolverDown
    default: .other(String(cString: gai_strerror(code)))
    }
  }
}
