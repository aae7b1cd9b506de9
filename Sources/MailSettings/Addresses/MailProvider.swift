/// The public mail providers about which Postern knows something in particular.
public enum MailProvider: CaseIterable, Sendable {
  case google
  case yahoo
  case apple
  case zoho
  case sendGrid
  case amazon
  case mailgun
  case fastmail
  case tencent
  case netEase
  case naver
  case gmx
  case sina
  case yandex
  case mailRu
  case daum
  case microsoft
  case tOnline
  case mailboxOrg
  case posteo

  /// A provider's servers for the addresses of some of its domains.
  struct Mailboxes {
    let smtp: String
    let imap: String
    /// The domains of the addresses; one that ends in a dot, such as `yahoo.`, stands for all
    /// countries.
    let domains: [String]
  }

  /// What is known of a provider.
  struct Record {
    /// Servers as the provider's own help pages name them.
    var mailboxes: [Mailboxes] = []
    /// The provider's own machines: these, and everything below them.
    var hosts: [String]
    /// Further domains by which it is recognized; customers may run machines of their own there.
    var names: [String] = []
  }

  /// The domains by which the provider is recognized, in a server's name or in a reply.
  public var domains: [String] { record.hosts + record.names }

  /// Whether a server's name, in lower case, belongs to the provider or to one of its customers.
  public func covers(_ host: String) -> Bool { domains.contains { host.isWithin($0) } }
}

extension MailProvider {
  /// Whether a provider itself runs the server, and not one of its customers, so that its
  /// certificate is from a publicly trusted authority.
  public static func runs(_ host: String) -> Bool {
    let host = host.lowercased()
    if isAmazons(host) || ownHosts.contains(host) { return true }
    return host.indices.contains { index in
      host[index] == "." && ownHosts.contains(String(host[host.index(after: index)...]))
    }
  }

  private static let ownHosts = Set(allCases.flatMap(\.record.hosts) + furtherHosts)

  /// Whether it is one of Amazon's regional mail servers; customers run machines in the same
  /// domain.
  private static func isAmazons(_ host: String) -> Bool {
    ["email-smtp.", "email-smtp-fips.", "inbound-smtp."].contains(where: host.hasPrefix)
      && (host.hasSuffix(".amazonaws.com") || host.hasSuffix(".amazonaws.com.cn"))
  }

  /// The servers for addresses of a domain; nil for a domain of no provider.
  static func mailboxes(of domain: String) -> Mailboxes? {
    allCases.lazy.flatMap(\.record.mailboxes).first { mailboxes in
      mailboxes.domains.contains { known in
        known.hasSuffix(".") ? domain.hasPrefix(known) : isAddressDomain(domain, known)
      }
    }
  }

  /// Whether addresses of a domain belong to a known one. Each tenant of Microsoft 365 has a domain
  /// below `onmicrosoft.com`.
  private static func isAddressDomain(_ domain: String, _ known: String) -> Bool {
    known == "onmicrosoft.com" ? domain.isWithin(known) : domain == known
  }
}

extension String {
  /// Whether it is a domain, or lies below it.
  fileprivate func isWithin(_ domain: String) -> Bool {
    self == domain || hasSuffix("." + domain)
  }
}

/// The servers to propose for an address.
extension MailAddress {
  /// The server that probably takes this address' outgoing mail: its provider's, else `mail.`
  /// before the domain.
  ///
  /// Nil where nothing can be guessed, as with an address literal.
  public var likelyServer: String? { likely(\.smtp) }

  /// The server where this address' mailbox probably lies: its provider's, else `mail.` before the
  /// domain.
  public var likelyIncomingServer: String? { likely(\.imap) }

  private func likely(_ server: KeyPath<MailProvider.Mailboxes, String>) -> String? {
    if let known = MailProvider.mailboxes(of: asciiDomain) { return known[keyPath: server] }
    guard !asciiDomain.hasPrefix("["), let host = try? HostName(typed: domain) else { return nil }
    return host.isLoopback || !asciiDomain.contains(".") ? domain : "mail." + domain
  }
}
