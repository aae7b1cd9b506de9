/// A loopback address, which no other machine can reach, with a port to listen on: `127.0.0.1:2525`
/// or `[::1]:2525`.
public struct LoopbackAddress: SettingValue, Hashable {
  /// The address in its numeric form, without brackets.
  public let host: String
  /// The port.
  public let port: Port
  /// Whether it is an IPv6 address.
  public let isIPv6: Bool

  /// Reads an address and a port with a colon between; `localhost` stands for 127.0.0.1.
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

  /// Whether the address or the port is written as a name, such as `localhost` or `submission`.
  public static func isAlias(_ text: String) -> Bool {
    text.contains { $0.isLetter } && !text.hasPrefix("[")
  }
}

/// The path of a Unix domain socket (unix(7)).
public struct SocketPath: SettingValue, Hashable {
  /// The path, at most 107 bytes: `sun_path` has room for 108 with the final NUL.
  public let text: String

  /// Reads a path.
  public init(typed text: String) throws(Problem) {
    self.text = try AbsolutePath(typed: text).text
    guard text.utf8.count <= 107 else { throw .tooLong(107) }
  }
}
