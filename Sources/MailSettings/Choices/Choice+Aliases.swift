/// Other words for the values of settings than their names in `postern.toml`.
extension Choice {
  /// The value with this name, documented title or other word; case and punctuation do not matter.
  static func meant(by text: String) -> Self? {
    let folded = fold(text)
    guard !folded.isEmpty else { return nil }
    return allCases.first { value in
      ([value.rawValue, value.title] + value.otherWords).contains { fold($0) == folded }
    }
  }

  /// The letters and digits alone, in lower case, so that one entry covers `SSL/TLS` and `ssl-tls`.
  private static func fold(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Whether a text is one of the other ways to write a value.
  public static func isAlias(_ text: String) -> Bool {
    Self(rawValue: text.lowercased()) == nil && meant(by: text) != nil
  }
}

extension Encryption {
  /// What mail programs and other servers' settings call it; not `auto` or `yes`, which leave open
  /// what is meant.
  public var otherWords: [String] {
    switch self {
    case .none:
      [
        "off", "no", "plain", "plaintext", "clear", "cleartext", "unencrypted", "no encryption",
        "disabled",
      ]
    case .tlsIfAvailable:
      [
        "TLS if available", "opportunistic", "opportunistic TLS", "may", "STARTTLS if available",
        "STARTTLS optional", "STARTTLS (if offered)", "TLS optional", "TLS (optional)",
      ]
    case .tls:
      [
        "STARTTLS", "start TLS", "STARTTLS required", "TLS required", "TLS (STARTTLS)",
        "STARTTLS/TLS",
        "TLS/STARTTLS", "explicit", "explicit TLS", "explicit TLS/SSL", "smtp+starttls",
      ]
    case .ssl:
      [
        "SSL/TLS", "TLS/SSL", "SMTPS", "submissions", "IMAPS", "POP3S", "implicit", "implicit TLS",
        "implicit SSL", "implicit TLS/SSL", "direct TLS", "TLS on connect", "wrapper mode",
        "wrapped",
        "forced SSL",
      ]
    }
  }
}

extension AuthenticationMode {
  /// Other words for the four ways.
  public var otherWords: [String] {
    switch self {
    case .none: ["no", "off", "anonymous"]
    case .password: ["user name and password", "username and password", "user/password"]
    case .incoming: ["same as incoming", "same as incoming mailbox", "like incoming"]
    case .incomingFirst:
      [
        "POP before SMTP", "POP3 before SMTP", "IMAP before SMTP", "POP/IMAP before SMTP",
        "SMTP after POP",
      ]
    }
  }
}

extension IncomingProtocol {
  /// The protocols' versions; not words that also ask for TLS, such as `imaps`: the TLS would be
  /// lost.
  public var otherWords: [String] {
    switch self {
    case .imap: ["IMAP4", "IMAP4rev1", "IMAP4rev2", "IMAP2"]
    case .pop3: ["POP", "POP-3"]
    }
  }
}

extension MailProtocol {
  /// What people call the two.
  public var otherWords: [String] {
    switch self {
    case .smtp: ["ESMTP", "mail server"]
    case .exchange:
      ["Exchange Online", "Microsoft 365", "Office 365", "M365", "O365", "Microsoft", "Exchange"]
    }
  }
}

extension SenderMode {
  /// Other words for the two.
  public var otherWords: [String] {
    switch self {
    case .system: ["system address", "application"]
    case .user: ["user address", "user's address", "own address"]
    }
  }
}
