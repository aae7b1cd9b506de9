/// An address of this machine that no other one reaches, with a port to listen on: `127.0.0.1:2525`
/// or `[::1]:2525`.
public struct LoopbackAddress: SettingValue, Hashable {
  /// The address in its numeric form, without brackets.
  public let host: String
  /// The port.
  public let port: Port
  /// Whether it is an IPv6 address.
  public let isIPv6: Bool

  /// Reads an address and a port with a colon between; `localhost` is understood.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      !text[..<colon].contains(":") || text.hasPrefix("[") && text[..<colon].hasSuffix("]")
    else { throw .notAListeningAddress(text) }
    port = try Port(typed: String(text[text.index(after: colon)...]))
    guard let host = try? HostName(typed: String(text[..<colon])) else {
      throw .notAListeningAddress(text)
    }
    guard host.isLoopback else { throw .notLoopback(String(text[..<colon])) }
    self.host = host.kind == .name ? "127.0.0.1" : host.ascii
    isIPv6 = host.kind == .ipv6
  }

  /// The address and the port, IPv6 in brackets.
  public var text: String { "\(isIPv6 ? "[\(host)]" : host):\(port.text)" }

  /// Whether the address is said by a name, or the port by that of a service.
  public static func isAlias(_ text: String) -> Bool {
    text.contains { $0.isLetter } && !text.hasPrefix("[")
  }
}

/// The path of a socket of this machine (unix(7)).
public struct SocketPath: SettingValue, Hashable {
  /// The path, at most 107 bytes, as the system has room for.
  public let text: String

  /// Reads a path.
  public init(typed text: String) throws(Problem) {
    self.text = try AbsolutePath(typed: text).text
    guard text.utf8.count <= 107 else { throw .tooLong(107) }
  }
}
