public import MailSettings

extension Cause {
  /// The sender, by its address: `sender.*`.
  public enum Sender: Equatable, Sendable {
    /// Another address than the user's; nil where nobody has signed in. Whether it is Exchange that
    /// says so.
    case notOwner(String, user: String?, isExchange: Bool)
    case unverified(String)
    /// The server takes nothing from this sender; whether its domain is on a public list.
    case blocked(String, said: String, isListed: Bool)
    /// The domain's SPF or DMARC record leaves this server out.
    case notAllowedByDomain(String)
    /// No full address.
    case incomplete(String)
    case domainNotFound(String)
    /// The DNS gave no answer for the domain just now.
    case domainNotLookedUp(String)
    case mailboxUnknown(String)
    /// An address that needs SMTPUTF8, the sender's or the recipient's, and the server cannot.
    case international(String, Endpoint)
  }

  /// The recipient, by its address: `recipient.*`.
  public enum Recipient: Equatable, Sendable {
    case mailboxFull(String)
    case unknown(String)
    /// The server does not take the form of the address.
    case malformed(String)
    case greylisted(String)
    case refused(String, said: String)
    /// The server does not pass this sender's mails on.
    case notRelayed(String, Endpoint, sender: String, user: String?)
  }
}
