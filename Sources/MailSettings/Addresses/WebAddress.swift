/// An `https` URL without user, query and fragment.
public struct WebAddress: SettingValue, Hashable {
  /// The URL as typed; `http` only for a loopback host.
  public let text: String

  /// Reads a URL; what needs percent-encoding has to be encoded already (RFC 3986).
  public init(typed text: String) throws(Problem) {
    guard text.utf8.count <= 2048 else { throw .tooLong(2048) }
    try text.rejectControls()
    let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    let isPlain = text.unicodeScalars.allSatisfy {
      (0x21...0x7E).contains($0.value) && !"?#\"<>\\^`{|}".unicodeScalars.contains($0)
    }
    guard let scheme, isPlain,
      let host = Self.host(of: text.dropFirst(scheme.count).prefix { $0 != "/" }),
      !host.ascii.contains("_"), scheme == "https://" || host.isLoopback
    else { throw .notAURL(text) }
    self.text = text
  }

  /// The host of `host[:port]`, nil when either is wrong.
  private static func host(of authority: Substring) -> HostName? {
    let isBracketed = authority.hasPrefix("[")
    let hostEnd =
      isBracketed
      ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":")
    let host = authority[..<(hostEnd ?? authority.endIndex)]
    let port = authority[host.endIndex...]
    guard port.isEmpty || (port.hasPrefix(":") && (try? Port(typed: port.dropFirst().text)) != nil)
    else { return nil }
    return try? HostName(typed: host.text)
  }
}

/// The base URL of a sign-in service (OAuth's authority): `https`, on loopback too, without user,
/// query and fragment.
public struct Authority: SettingValue, Hashable {
  /// The URL, without a slash at its end.
  public let text: String

  /// Reads a URL.
  public init(typed text: String) throws(Problem) {
    let address = try WebAddress(typed: text).text
    guard address.lowercased().hasPrefix("https://") else { throw .notHTTPS(text) }
    self.text = address.withoutFinalSlashes
  }

  init(known text: String) { self.text = text }
}

extension String {
  /// This URL with no slash at its end.
  var withoutFinalSlashes: String {
    var text = self
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }
}

extension Substring {
  fileprivate var text: String { String(self) }
}
