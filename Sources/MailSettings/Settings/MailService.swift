/// A mail service, spoken as a client speaks it.
public enum MailService: String, CaseIterable, Sendable {
  /// RFC 5321 and RFC 6409.
  case smtp
  /// RFC 9051.
  case imap
  /// RFC 1939.
  case pop3
}
