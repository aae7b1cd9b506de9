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
