internal import NIOCore

/// An address of this machine that no other machine can reach.
struct LoopbackAddress: Equatable {
  static let v6 = "::1"

  let text: String

  /// Nil for anything but `localhost`, 127.0.0.0/8 and `::1`.
  init?(_ host: String) {
    if host == "localhost" {
      text = "127.0.0.1"
      return
    }
    guard let address = try? SocketAddress(ipAddress: host, port: 0),
      let literal = address.ipAddress, literal == Self.v6 || literal.hasPrefix("127.")
    else { return nil }
    text = literal
  }
}
