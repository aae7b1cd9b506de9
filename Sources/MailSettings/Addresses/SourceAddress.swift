/// An address of this machine to connect from: IPv4 or IPv6.
public struct SourceAddress: SettingValue, Hashable {
  /// The address in its numeric form, IPv6 without brackets and in lower case (RFC 5952).
  public let text: String
  /// Whether it is an IPv6 address, so that only IPv6 addresses can be reached from it.
  public let isIPv6: Bool

  /// Reads an IPv4 or IPv6 address; IPv6 with or without brackets.
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    guard let host = try? HostName(typed: text), host.kind != .name else {
      throw .notAnIPAddress(text)
    }
    // An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) is taken as the IPv4 address.
    let mapped = host.ascii.hasPrefix("::ffff:") && host.ascii.contains(".")
    self.text = mapped ? String(host.ascii.dropFirst(7)) : host.ascii
    isIPv6 = host.kind == .ipv6 && !mapped
  }
}
