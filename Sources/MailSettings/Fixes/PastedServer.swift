internal import SystemAccess

/// What people paste where a server's name belongs: a URL, a name with its port, what a provider's
/// page says.
struct PastedServer: Equatable {
  let host: HostName
  private(set) var port: Port?
  /// In lower case, without `://`.
  private(set) var scheme: String?
  private(set) var user: String?
  /// Whether the text has a password, which is not read.
  private(set) var hasPassword = false
  /// What is written after the port, such as `STARTTLS`.
  private(set) var encryption: Encryption?

  /// Takes a text apart; nil when not all of it is understood.
  init?(_ text: String) {
    guard text.utf8.count <= 500, !text.contains(where: \.steersTerminal) else { return nil }
    var rest = Substring(text).strippingQuotes
    if let mark = rest.firstRange(of: "://") {
      scheme = rest[..<mark.lowerBound].lowercased()
      rest = rest[mark.upperBound...]
    } else if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
    }
    rest = rest.prefix { !"/?#".contains($0) }
    if let at = rest.lastIndex(of: "@") {
      user = rest[..<at].prefix { $0 != ":" }.percentDecoded
      hasPassword = rest[..<at].contains(":")
      rest = rest[rest.index(after: at)...]
    }
    let words = rest.split { " ,;()\u{A0}\t".contains($0) }
    guard let first = words.first, let place = Self.split(first),
      let host = try? HostName(typed: String(place.host))
    else { return nil }
    self.host = host
    port = place.port
    guard take(words.dropFirst()), isUnderstood else { return nil }
  }

  /// `user@example.com` alone is a mail address, and says nothing about its server.
  private var isUnderstood: Bool {
    if user != nil, scheme == nil, port == nil { return false }
    return scheme.map { Self.schemes[$0] != nil } ?? true
  }

  /// Splits `host`, `host:port` or `[address]:port`; nil where the port is not valid.
  private static func split(_ text: Substring) -> (host: Substring, port: Port?)? {
    let end = text.hasPrefix("[") ? text.firstIndex(of: "]").map(text.index(after:)) : nil
    let isAddress = end == nil && text.count { $0 == ":" } > 1
    guard !isAddress, let colon = text[(end ?? text.startIndex)...].firstIndex(of: ":") else {
      return (text, nil)
    }
    let number = text[text.index(after: colon)...]
    guard let port = try? Port(typed: String(number)) else {
      return number.isEmpty ? (text[..<colon], nil) : nil
    }
    return (text[..<colon], port)
  }

  /// Reads the words after the host, such as `port 587 (STARTTLS)`; false where one is not
  /// understood.
  private mutating func take(_ words: ArraySlice<Substring>) -> Bool {
    var others: [Substring] = []
    for word in words where word.lowercased() != "port" {
      if port == nil, let number = try? Port(typed: String(word)) {
        port = number
      } else {
        others.append(word)
      }
    }
    guard !others.isEmpty else { return true }
    encryption = Encryption.meant(by: others.joined(separator: " "))
    return encryption != nil
  }
}

extension PastedServer {
  /// What a URL's scheme says: the service (nil for SMTP), its encryption where that is certain,
  /// and its port where it has one.
  struct Scheme {
    var service: IncomingProtocol?
    var encryption: Encryption?
    var port: Port?
    /// Whether the port is that of something else, as in `https://mail.example.com:8443/`.
    var isForeign = false
  }

  private static let schemes: [String: Scheme] = [
    "smtp": Scheme(), "esmtp": Scheme(), "smtps": Scheme(encryption: .ssl, port: .submissions),
    "ssmtp": Scheme(encryption: .ssl, port: .submissions),
    "submission": Scheme(port: .submission),
    "submissions": Scheme(encryption: .ssl, port: .submissions),
    "ssl": Scheme(encryption: .ssl), "smtp+ssl": Scheme(encryption: .ssl),
    "tls": Scheme(encryption: .tls), "starttls": Scheme(encryption: .tls),
    "smtp+tls": Scheme(encryption: .tls), "smtp+starttls": Scheme(encryption: .tls),
    "imap": Scheme(service: .imap), "imaps": Scheme(service: .imap, encryption: .ssl, port: .imaps),
    "pop": Scheme(service: .pop3), "pop3": Scheme(service: .pop3),
    "pop3s": Scheme(service: .pop3, encryption: .ssl, port: .pop3s),
    "pops": Scheme(service: .pop3, encryption: .ssl, port: .pop3s),
    "http": Scheme(isForeign: true), "https": Scheme(isForeign: true),
  ]

  /// What the scheme says; an empty value without one.
  var meaning: Scheme { scheme.flatMap { Self.schemes[$0] } ?? Scheme() }

  /// The port to set; nil where none was given.
  var chosenPort: Port? { meaning.isForeign ? nil : port ?? meaning.port }

  /// The encryption that the text asks for. `tls://` means STARTTLS to some and TLS from the first
  /// byte to others; the port tells them apart.
  var chosenEncryption: Encryption? {
    let isSSLPort = [Port.submissions, .imaps, .pop3s].contains(chosenPort)
    if let encryption { return encryption }
    if meaning.encryption == .tls, isSSLPort { return .ssl }
    return meaning.encryption
  }
}

extension Substring {
  /// Without the quotation marks or angle brackets around it.
  fileprivate var strippingQuotes: Substring {
    let pairs: [(Character, Character)] = [
      ("<", ">"), ("\"", "\""), ("'", "'"), ("“", "”"), ("`", "`"),
    ]
    let isQuoted = count > 2 && pairs.contains { first == $0.0 && last == $0.1 }
    return isQuoted ? dropFirst().dropLast() : self
  }
}
