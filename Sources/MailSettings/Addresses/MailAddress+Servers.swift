/// Which servers an address lets one guess: proposals, which a person takes or not.
extension MailAddress {
  /// The server that probably takes this address' outgoing mail: its provider's, else `mail.`
  /// before the domain. Nil where there is no telling, as with an address literal.
  public var likelyServer: String? { likely(\.smtp) }

  /// The server where this address' mailbox probably lies: its provider's, else `mail.` before the
  /// domain.
  public var likelyIncomingServer: String? { likely(\.imap) }

  private func likely(_ server: KeyPath<HostedMail, String>) -> String? {
    if let hosted = HostedMail(domain: asciiDomain) { return hosted[keyPath: server] }
    guard !asciiDomain.hasPrefix("["), let host = try? HostName(typed: domain) else { return nil }
    return host.isLoopback || !asciiDomain.contains(".") ? domain : "mail." + domain
  }
}

/// The servers of large providers, by the domains of their addresses.
private struct HostedMail {
  let smtp: String
  let imap: String

  init?(domain: String) {
    let found = Self.table.first { _, domains in
      domains.contains { $0.hasSuffix(".") ? domain.hasPrefix($0) : Self.isWithin($0, domain) }
    }
    guard let found else { return nil }
    (smtp, imap) = found.0
  }

  private static func isWithin(_ whole: String, _ domain: String) -> Bool {
    domain == whole || (whole == "onmicrosoft.com" && domain.hasSuffix("." + whole))
  }

  /// The servers as the providers' own help pages name them; `yahoo.` stands for all countries.
  private static let table: [((String, String), domains: [String])] = [
    (("smtp.gmail.com", "imap.gmail.com"), ["gmail.com", "googlemail.com"]),
    (
      ("smtp-mail.outlook.com", "outlook.office365.com"),
      ["outlook.", "hotmail.", "live.", "msn.com"]
    ),
    (("smtp.office365.com", "outlook.office365.com"), ["onmicrosoft.com"]),
    (("smtp.mail.yahoo.com", "imap.mail.yahoo.com"), ["yahoo.", "ymail.com", "rocketmail.com"]),
    (("smtp.aol.com", "imap.aol.com"), ["aol.com", "aim.com"]),
    (("smtp.mail.me.com", "imap.mail.me.com"), ["icloud.com", "me.com", "mac.com"]),
    (("mail.gmx.net", "imap.gmx.net"), ["gmx.net", "gmx.de", "gmx.at", "gmx.ch"]),
    (("mail.gmx.com", "imap.gmx.com"), ["gmx.com"]),
    (("smtp.web.de", "imap.web.de"), ["web.de"]),
    (("securesmtp.t-online.de", "secureimap.t-online.de"), ["t-online.de"]),
    (("smtp.zoho.com", "imap.zoho.com"), ["zoho.com", "zohomail.com"]),
    (("smtp.zoho.eu", "imap.zoho.eu"), ["zoho.eu", "zohomail.eu"]),
    (("smtp.fastmail.com", "imap.fastmail.com"), ["fastmail.com", "fastmail.fm"]),
    (("smtp.mailbox.org", "imap.mailbox.org"), ["mailbox.org"]),
    (("posteo.de", "posteo.de"), ["posteo.de", "posteo.net"]),
    (("smtp.yandex.com", "imap.yandex.com"), ["yandex.", "ya.ru"]),
    (("smtp.mail.ru", "imap.mail.ru"), ["mail.ru", "inbox.ru", "list.ru", "bk.ru"]),
    (("smtp.qq.com", "imap.qq.com"), ["qq.com", "foxmail.com"]),
    (("smtp.163.com", "imap.163.com"), ["163.com"]),
    (("smtp.126.com", "imap.126.com"), ["126.com"]),
    (("smtp.naver.com", "imap.naver.com"), ["naver.com"]),
  ]
}
