/// A service that answers in place of the expected one, recognized by its first line.
public enum ForeignService: String, CaseIterable, Sendable {
  case smtp
  case imap
  case pop3
  case http
  case ssh
  case ftp
  /// TLS from the first byte, whose record header was read as text.
  case tls
  case manageSieve = "managesieve"

  /// Recognizes a service by its first line; nil for one that is not known.
  ///
  /// FTP greets with `220` as SMTP does, so it is recognized by the words behind, where none is
  /// SMTP's.
  public init?(firstLine line: some Collection<UInt8>) {
    guard let first = line.first else { return nil }
    if Self.isTLS(first) {
      self = .tls
      return
    }
    let text = String(decoding: line.prefix(200), as: UTF8.self)
    self.init(text: text)
  }

  /// Recognizes a service by the text of its first line; nil for one that is not known.
  package init?(text: String) {
    let upper = text.uppercased()
    let prefixes: [(String, ForeignService)] = [
      ("+OK", .pop3), ("-ERR", .pop3), ("* OK", .imap), ("* PREAUTH", .imap), ("* BYE", .imap),
      ("HTTP/", .http), ("<!DOCTYPE", .http), ("<HTML", .http), ("SSH-", .ssh),
      ("\"IMPLEMENTATION\"", .manageSieve),
    ]
    if let known = prefixes.first(where: { upper.hasPrefix($0.0) }) {
      self = known.1
    } else if upper.hasPrefix("220") {
      self = Self.isFTP(SearchText(text)) ? .ftp : .smtp
    } else {
      return nil
    }
  }

  /// Whether a first byte is that of a TLS record: an alert or a handshake (RFC 8446 section 5.1).
  public static func isTLS(_ first: UInt8) -> Bool { first == 0x15 || first == 0x16 }

  /// Whether a banner with `220` is an FTP server's.
  package static func isFTP(_ greeting: SearchText) -> Bool {
    greeting.has(["ftpd", " ftp ", "ftp server", "ftp service", "filezilla", "pure-ftp"])
      && !greeting.has(["smtp", "mail"])
  }

  /// The service's name.
  public var name: String {
    switch self {
    case .smtp: "SMTP"
    case .imap: "IMAP"
    case .pop3: "POP3"
    case .http: "a web server (HTTP)"
    case .ssh: "SSH"
    case .ftp: "FTP"
    case .tls: "TLS from the first byte"
    case .manageSieve: "ManageSieve"
    }
  }
}
