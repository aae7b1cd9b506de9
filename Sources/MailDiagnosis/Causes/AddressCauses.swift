public import MailSettings

/// Why the sender is refused, by its address: `sender.*`.
public enum SenderCause: Equatable, Sendable {
  /// The user may not send with this address. `user` is nil where nobody has signed in;
  /// `isExchange` where Microsoft Exchange says so.
  case notOwner(String, user: String?, isExchange: Bool)
  case unverified(String)
  /// The server takes no mail from this sender. `isListed` where its domain is on a public
  /// blocklist.
  case blocked(String, said: String, isListed: Bool)
  /// The domain's SPF or DMARC record leaves this server out.
  case notAllowedByDomain(String)
  /// Not a full address, such as `app@localhost`.
  case incomplete(String)
  case domainNotFound(String)
  /// The DNS gave no answer for the domain just now.
  case domainNotLookedUp(String)
  case mailboxUnknown(String)
  /// The address, the sender's or the recipient's, needs SMTPUTF8 (RFC 6531), which the server
  /// does not offer.
  case international(String, Endpoint)
}

/// Why the recipient is refused, by its address: `recipient.*`.
public enum RecipientCause: Equatable, Sendable {
  case mailboxFull(String)
  case unknown(String)
  /// The server calls the address malformed.
  case malformed(String)
  case greylisted(String)
  case refused(String, said: String)
  /// The server does not relay this sender's mail to other servers.
  case notRelayed(String, Endpoint, sender: String, user: String?)
}
