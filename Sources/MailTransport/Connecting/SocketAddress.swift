internal import Glibc
internal import SystemAccess

/// The addresses at both ends of a socket.
enum SocketAddress {
  /// Whether packets to a numeric address never leave this machine: 127.0.0.0/8, also as an IPv6
  /// address, and ::1.
  static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.") || address.lowercased().hasPrefix("::ffff:127.")
  }

  /// This machine's address of a socket, in its numeric form.
  static func local(of descriptor: Int32) -> String? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let isKnown = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getsockname(descriptor, address, &length) == 0
          && getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
      }
    }
    guard isKnown else { return nil }
    return String(
      decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// A connection that was begun, or the error why it could not be.
  enum Begun {
    case descriptor(Int32)
    case failed(Int32)
    /// The source address cannot be used: it is not this machine's (EADDRNOTAVAIL), or is a
    /// loopback address (EINVAL).
    case unbound(Int32)
  }

  /// Begins to connect. The descriptor never blocks, and password commands do not inherit it.
  static func connecting(to address: HostAddress, port: String, from source: String?) -> Begun {
    if address.isSocket { return connecting(toSocket: address.text) }
    guard let list = numeric(address.text, port), let entry = list.pointee.ai_addr else {
      return .failed(EINVAL)
    }
    defer { freeaddrinfo(list) }
    let descriptor = socket(list.pointee.ai_family, SocketType.connecting, list.pointee.ai_protocol)
    guard descriptor >= 0 else { return .failed(errno) }
    if let source, let number = bind(descriptor, to: source) {
      close(descriptor)
      return .unbound(number)
    }
    if connect(descriptor, entry, list.pointee.ai_addrlen) != 0, errno != EINPROGRESS {
      let number = errno
      close(descriptor)
      // No other machine can be reached from a loopback address.
      return source != nil && number == EINVAL ? .unbound(number) : .failed(number)
    }
    return .descriptor(descriptor)
  }

  private static func connecting(toSocket path: String) -> Begun {
    do throws(SocketError) {
      let descriptor = try UnixSocket.connect(path)
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      return .descriptor(descriptor)
    } catch { return .failed(error.errno) }
  }

  /// How connecting has ended: 0 when the connection was made, nil while it is under way, else
  /// errno.
  ///
  /// A connection that was reset meanwhile counts as made: one that is refused gives ECONNREFUSED
  /// (RFC 9293 section 3.10.7.3), so a reset belongs to the next stage.
  static func result(of descriptor: Int32) -> Int32? {
    var source = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&source, 1, 0) > 0 else { return nil }
    var number: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) == 0 else { return errno }
    return wasMade.contains(number) ? 0 : number
  }

  /// The errors of a connection that was made: reset, or closed and then reset.
  private static let wasMade = [ECONNRESET, EPIPE]

  private static func bind(_ descriptor: Int32, to source: String) -> Int32? {
    guard let list = numeric(source, nil) else { return EADDRNOTAVAIL }
    defer { freeaddrinfo(list) }
    return Glibc.bind(descriptor, list.pointee.ai_addr, list.pointee.ai_addrlen) == 0 ? nil : errno
  }

  /// An address in its numeric form, with the interface that `%` names in IPv6 (RFC 4007).
  private static func numeric(
    _ address: String, _ port: String?
  ) -> UnsafeMutablePointer<addrinfo>? {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
    hints.ai_socktype = SocketType.stream
    var list: UnsafeMutablePointer<addrinfo>?
    return getaddrinfo(address, port, &hints, &list) == 0 ? list : nil
  }
}

/// The types of sockets for socket(2).
enum SocketType {
  static let stream = Int32(SOCK_STREAM.rawValue)
  static let datagram = Int32(SOCK_DGRAM.rawValue)
  /// The flag that closes the descriptor at exec, so that password commands do not inherit it.
  static let closedOnExec = Int32(SOCK_CLOEXEC.rawValue)
  /// A stream that never blocks, closed at exec.
  static let connecting = stream | closedOnExec | Int32(SOCK_NONBLOCK.rawValue)
}
