public import MailSettings

extension Cause {
  /// Beginning TLS: `tls.*`, `auth.encryption-required`.
  public enum Encryption: Equatable, Sendable {
    /// Plain text came where SSL was to begin.
    case notSSLPort(Endpoint, OtherWays)
    /// Plain text came after STARTTLS.
    case garbled(Endpoint, OtherWays)
    /// STARTTLS is not offered.
    case notOffered(Endpoint, OtherWays)
    /// STARTTLS is offered and then refused.
    case refused(Endpoint, OtherWays)
    case closed(Endpoint, OtherWays)
    case silent(Endpoint, OtherWays)
    /// The server ended the handshake with an alert; OpenSSL's words.
    case serverError(Endpoint, said: String, OtherWays)
    /// Bytes came after the reply to STARTTLS.
    case injection(Endpoint)
    case tooOld(Endpoint)
    /// The server says that it wants another version.
    case otherVersion(Endpoint, said: String)
    case noCommonCipher(Endpoint)
    case clientCertificate(Endpoint, OtherWays)
    /// The server has no certificate for this name; names that it may have.
    case unknownName(Endpoint, names: [String])
    case weakKey(Endpoint)
    /// OpenSSL's words for a failure that is not known.
    case unknown(Endpoint, said: String)
    /// A password would have gone out readable; the setting that would allow it.
    case clearText(Endpoint, OtherWays, allowedBy: SettingKey?)
    /// The server takes neither sign-in nor mail without encryption.
    case required(Endpoint)
  }
}
