public import MailSettings

/// Why TLS was not started: `tls.*`, `auth.encryption-required`.
public enum EncryptionCause: Equatable, Sendable {
  /// The server answered in plain text where TLS was expected from the first byte.
  case notSSLPort(Endpoint, OtherWays)
  /// The server answered STARTTLS with 220, then spoke plain text.
  case garbled(Endpoint, OtherWays)
  /// STARTTLS is not offered.
  case notOffered(Endpoint, OtherWays)
  /// STARTTLS is offered, and refused when it is used.
  case refused(Endpoint, OtherWays)
  case closed(Endpoint, OtherWays)
  case silent(Endpoint, OtherWays)
  /// The server ended the handshake with an alert; OpenSSL's words.
  case serverError(Endpoint, said: String, OtherWays)
  /// More plain text came behind the reply to STARTTLS, as if somebody had put it there.
  case injection(Endpoint)
  case tooOld(Endpoint)
  /// The server's reply says that it wants another version of TLS.
  case otherVersion(Endpoint, said: String)
  case noCommonCipher(Endpoint)
  case clientCertificate(Endpoint, OtherWays)
  /// The server has no certificate for this name; `names` are others that may lead to it.
  case unknownName(Endpoint, names: [String])
  case weakKey(Endpoint)
  /// A failure that has no case of its own, in OpenSSL's words.
  case unknown(Endpoint, said: String)
  /// Without TLS the password would have been sent in clear; `allowedBy` is the setting that
  /// permits it.
  case clearText(Endpoint, OtherWays, allowedBy: SettingKey?)
  /// The server accepts neither a sign-in nor a mail without TLS.
  case required(Endpoint)
}
