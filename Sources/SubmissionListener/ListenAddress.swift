internal import NIOCore

/// A loopback address and port, which no other machine can reach.
public struct ListenAddress: Equatable, Sendable {
  /// The address as numbers, such as `127.0.0.1`.
  public let host: String
  /// The port; 0 lets the system choose a free one.
  public let port: Int

  /// Takes nothing but `localhost`, 127.0.0.0/8 and `::1`.
  public init(host: String, port: Int) throws(ListenError) {
    guard let address = Self.loopback(host) else { throw .hostNotLoopback(host) }
    guard (0...65_535).contains(port) else { throw .portOutOfRange(port) }
    self.host = address
    self.port = port
  }

  /// Takes an address as a person writes it: `127.0.0.1:2525`, `[::1]:2525`, `localhost:2525`.
  public init(text: String) throws(ListenError) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...])
    else { throw .hostNotLoopback(text) }
    let host = text[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    try self.init(
      host: String(isBracketed ? host.dropFirst().dropLast() : host), port: port)
  }

  /// The address with the port that was bound, as a person writes it.
  public func text(_ port: Int) -> String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  private static func loopback(_ host: String) -> String? {
    if host == "localhost" { return "127.0.0.1" }
    guard let literal = (try? SocketAddress(ipAddress: host, port: 0))?.ipAddress,
      literal == "::1" || literal.hasPrefix("127.")
    else { return nil }
    return literal
  }
}

/// Why a listener cannot listen.
public enum ListenError: Error, Equatable, Sendable {
  /// The host is not on loopback.
  case hostNotLoopback(String)
  /// The port is not in 0 to 65535.
  case portOutOfRange(Int)
  /// Another program already listens on this port.
  case portInUse(Int)
  /// Only the administrator may open this port (below 1024).
  case portNotPermitted(Int)
  /// The system refused to listen, for another reason.
  case refused(host: String, port: Int, errno: Int32)
  /// No Unix socket can be made at this path: EADDRINUSE where a server still listens there, EEXIST
  /// where something else stands there.
  case socket(path: String, errno: Int32)
  /// The descriptor that another program has handed over is no listening socket.
  case inherited(descriptor: Int32, errno: Int32)
}
