internal import Glibc

/// What this machine calls itself in EHLO: a host name, or an address literal (RFC 5321 section
/// 4.1.3).
public struct HelloName: SettingValue, Hashable {
  /// As typed.
  public let text: String
  /// As sent in EHLO: a name in ASCII, or an address as a literal in brackets.
  public let wire: String

  /// Reads a name, an address such as `192.0.2.7`, or a literal such as `[192.0.2.7]` or
  /// `[IPv6:2001:db8::25]`.
  public init(typed text: String) throws(Problem) {
    let host = try HostName(typed: Self.unwrapped(text))
    self.text = text
    wire =
      switch host.kind {
      case .name: host.ascii
      case .ipv4: "[\(host.ascii)]"
      case .ipv6: "[IPv6:\(host.ascii)]"
      }
  }

  /// The address of a literal; any other text as it is.
  private static func unwrapped(_ text: String) -> String {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return text }
    let inner = String(text.dropFirst().dropLast())
    var four = in_addr()
    if inet_pton(AF_INET, inner, &four) == 1 { return inner }
    return inner.lowercased().hasPrefix("ipv6:") ? "[\(inner.dropFirst(5))]" : text
  }
}
