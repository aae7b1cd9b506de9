/// An `https` URL without query and fragment, ending in one slash.
public struct WebAddress: SettingValue, Hashable {
  /// The URL; `http` only for a loopback host.
  public let text: String

  /// Reads a URL; what needs percent-encoding has to be encoded already (RFC 3986).
  public init(typed text: String) throws(Problem) {
    try text.rejectControls()
    let wanted = "https://app.example.com/"
    let isPlain = text.lowercased().hasPrefix("http://")
    guard isPlain || text.lowercased().hasPrefix("https://"),
      !text.contains(where: { $0.isWhitespace || "?#\"<>\\^`{|}".contains($0) || !$0.isASCII }),
      let start = text.range(ofScheme: "://")
    else { throw .notAURL(text, wanted: wanted) }
    let authority = text[start...].prefix { $0 != "/" }
    let host = Self.host(of: authority)
    let isLoopback = ["localhost", "127.0.0.1", "[::1]"].contains(host.lowercased())
    guard (try? HostName(typed: String(host))) != nil, !isPlain || isLoopback else {
      throw .notAURL(text, wanted: wanted)
    }
    self.text = text
  }

  private static func host(of authority: Substring) -> Substring {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      return authority[...end]
    }
    return authority.prefix { $0 != ":" }
  }
}

extension String {
  /// The index behind the first occurrence of a scheme's separator.
  fileprivate func range(ofScheme separator: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(separator) { return self.index(index, offsetBy: separator.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
