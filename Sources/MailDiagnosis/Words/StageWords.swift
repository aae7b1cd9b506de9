internal import MailSettings

extension TLSFailure {
  /// A few plain words, to stand beside a stage.
  var words: String {
    switch self {
    case .notTLS: "what came was not TLS"
    case .tooOld: "only TLS 1.1 or older"
    case .noCommonCipher: "no cipher in common"
    case .clientCertificate: "a client certificate is wanted"
    case .unknownName: "the server does not know this name"
    case .weak: "a key too small to be safe"
    case .certificate: "the certificate is not trusted"
    case .unreadableCertificate: "the certificate cannot be read"
    case .cut: "the connection was closed"
    case .serverError: "the server broke TLS off"
    case .unknown: "TLS failed"
    }
  }
}

extension Ending {
  /// A failed handshake in plain words; nil for any other ending.
  public var tlsWords: String? {
    guard case .tls(let code, let text) = self else { return nil }
    return TLSFailure(code: code, text: text).words
  }
}

extension PortAnswer {
  /// What was found, in words.
  public var words: String {
    switch finding {
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
