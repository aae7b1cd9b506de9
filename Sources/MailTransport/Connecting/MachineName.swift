internal import Glibc
internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// The name of this machine in EHLO.
enum MachineName {
  /// The name for EHLO: the chosen one, else this machine's fully qualified name, else an address
  /// literal (RFC 5321 section 4.1.4); never a bare `localhost`, which servers refuse.
  static func hello(
    chosen: HelloName?, towards address: HostAddress?, deadline: Deadline
  ) throws(AttemptFailure) -> String {
    if let chosen { return chosen.wire }
    return try qualified(deadline) ?? address.flatMap(ownAddress) ?? "[127.0.0.1]"
  }

  /// Looks this machine's qualified name up, for a connection that will soon be made.
  static func prepare() { DetachedThread.start { _ = qualified } }

  /// This machine's qualified name; nil when there is none or the resolver takes too long.
  private static func qualified(_ deadline: Deadline) throws(AttemptFailure) -> String? {
    do throws(AttemptFailure) {
      return try deadline.atMost(.seconds(2)).result { qualified }
    } catch  where error.ending == .timedOut {
      try deadline.check()
      return nil
    }
  }

  /// The host name of the system, for the text of the test e-mail.
  static var short: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    return String(
      decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The host name if it has a dot, else the resolver's name for this host.
  ///
  /// It is asked for once: the look-up can take as long as the resolver's own time-out.
  private static let qualified: String? = {
    let name = short
    return accepted(name) ?? canonical(name).flatMap(accepted)
  }()

  private static func accepted(_ name: String) -> String? {
    guard let host = try? HostName(typed: name), host.kind == .name,
      host.ascii.contains("."), host.ascii != "localhost.localdomain"
    else { return nil }
    return host.ascii
  }

  private static func canonical(_ name: String) -> String? {
    var hints = addrinfo()
    hints.ai_flags = AI_CANONNAME
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &list) == 0 else { return nil }
    defer { freeaddrinfo(list) }
    return list?.pointee.ai_canonname.map { String(cString: $0) }
  }

  /// The source address of packets to the server. Connecting a UDP socket sends nothing.
  private static func ownAddress(towards address: HostAddress) -> String? {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    hints.ai_socktype = SocketType.datagram
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.text, "25", &hints, &list) == 0, let entry = list?.pointee else {
      return nil
    }
    defer { freeaddrinfo(list) }
    let descriptor = socket(
      entry.ai_family, entry.ai_socktype | SocketType.closedOnExec, entry.ai_protocol)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard connect(descriptor, entry.ai_addr, entry.ai_addrlen) == 0,
      let own = SocketAddress.local(of: descriptor)
    else { return nil }
    return address.isIPv6 ? "[IPv6:\(own)]" : "[\(own)]"
  }
}
