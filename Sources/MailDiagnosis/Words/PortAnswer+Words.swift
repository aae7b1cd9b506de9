internal import MailSettings

extension PortAnswer {
  /// What was found, in words.
  public var words: String {
    switch kind {
    case .looking: "looking"
    case .trusted: "\(encryption.shortTitle), trusted certificate"
    case .untrusted: "\(encryption.shortTitle), certificate not trusted yet"
    case .clear: "a mail server without encryption"
    case .closed: "nobody listens there"
    case .silent: "no answer"
    case .other: encryption == .ssl ? "no TLS from the first byte" : "no mail server with STARTTLS"
    }
  }
}
