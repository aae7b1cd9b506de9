/// Which servers an address lets one guess: proposals, which a person takes or not.
extension MailAddress {
  /// The server that probably takes this address' outgoing mail: its provider's, else `mail.`
  /// before the domain. Nil where there is no telling, as with an address literal.
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
