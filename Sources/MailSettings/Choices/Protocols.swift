/// How mails leave: over SMTP, or through Microsoft Exchange.
public enum MailProtocol: String, Choice {
  case smtp
  /// SMTP with OAuth at Microsoft 365.
  case exchange

  /// The documented name.
  public var title: String {
    switch self {
    case .smtp: "SMTP"
    case .exchange: "Microsoft Exchange"
    }
  }

  /// What it does for the person.
  public var explanation: String {
    switch self {
    case .smtp: "Any mail server: name, port, and a user name and password if it wants one."
    case .exchange: "Microsoft 365, signed in through an Azure account instead of a password."
    }
  }
}

/// The protocol of the incoming mailbox server.
public enum IncomingProtocol: String, Choice {
  case imap
  case pop3

  /// The protocol's name.
  public var title: String {
    switch self {
    case .imap: "IMAP"
    case .pop3: "POP3"
    }
  }

  /// What it is.
  public var explanation: String {
    switch self {
    case .imap: "Mails stay on the server (RFC 9051)."
    case .pop3: "Mails are fetched from the server (RFC 1939)."
    }
  }

  /// The service that is spoken.
  public var service: MailService {
    switch self {
    case .imap: .imap
    case .pop3: .pop3
    }
  }

  /// 143 or 110, and 993 or 995 with SSL.
  public func proposedPort(_ encryption: Encryption) -> Port {
    switch self {
    case .imap: encryption == .ssl ? .imaps : .imap
    case .pop3: encryption == .ssl ? .pop3s : .pop3
    }
  }
}
