/// A valid set-up: what the transport accepts. Only ``init(_:)`` makes one.
public struct Settings: Equatable, Sendable {
  /// The system's name and address: the From and the envelope sender of system mails.
  public let systemAddress: SystemAddress
  /// Where mails go out.
  public let route: Route
  /// The character set of subject, body and display names, one that is legal in mails.
  public let encoding: CharacterEncoding
  /// From which address user-triggered mails are sent.
  public let senderMode: SenderMode
  /// The most simultaneous connections; nil for no limit.
  public let connectionLimit: ConnectionLimit?
  /// `[aliases]`, by the name in lower case.
  public let aliases: [String: AliasTargets]
  /// How long mails wait that cannot be sent yet; nil where the queue is off.
  public let queue: QueueSettings?
  /// Where programs on this machine hand in mail.
  public let relay: RelaySettings
}

extension Settings {
  /// The SMTP server that mails are handed to.
  public var endpoint: Endpoint { route.endpoint }

  /// The command that gives the password; nil where none is run.
  public var passwordCommand: PlainText? {
    guard case .smtp(let server) = route else { return nil }
    let credentials: Credentials
    switch server.signIn {
    case .none: return nil
    case .credentials(let own): credentials = own
    case .incomingFirst(let incoming): credentials = incoming.credentials
    }
    guard case .command(let command) = credentials.password else { return nil }
    return command
  }
}

/// The application's own name and address, `"Your Server" <yourserver@yourdomain.com>`.
public struct SystemAddress: Equatable, Sendable {
  /// The display name, if one is set.
  public let name: DisplayName?
  /// The address.
  public let address: MailAddress

  /// A name with an address.
  public init(name: DisplayName?, address: MailAddress) {
    self.name = name
    self.address = address
  }
}

/// Where mails go out.
public enum Route: Equatable, Sendable {
  case smtp(SMTPServer)
  case exchange(ExchangeAccount)
}

extension Route {
  /// The SMTP server that mails are handed to.
  public var endpoint: Endpoint {
    switch self {
    case .smtp(let server): server.endpoint
    case .exchange(let account): account.endpoint
    }
  }
}

/// An SMTP server and how to reach it and sign in.
public struct SMTPServer: Equatable, Sendable {
  /// The server and how it is connected to.
  public let endpoint: Endpoint
  /// Whether a password may go out without TLS; a server on this machine needs no permission.
  public let allowsClearTextPassword: Bool
  /// How to sign in.
  public let signIn: SignIn
}

/// How to sign in at the SMTP server.
public enum SignIn: Equatable, Sendable {
  case none
  /// With these credentials, whether they are the server's own or the incoming mailbox's.
  case credentials(Credentials)
  /// By logging in at the incoming mailbox server first, then without SMTP AUTH.
  case incomingFirst(IncomingServer)
}

/// A user name, the source of its password, and a mechanism.
public struct Credentials: Equatable, Sendable {
  /// The user name.
  public let user: PlainText
  /// Where the password comes from.
  public let password: PasswordSource
  /// The SASL mechanism to use.
  public let mechanism: Mechanism
}

/// Where a password comes from.
public enum PasswordSource: Equatable, Sendable {
  case secret(Secret)
  /// The first line of this command's output.
  case command(PlainText)
}

/// The incoming mailbox server and how to log in there.
public struct IncomingServer: Equatable, Sendable {
  /// IMAP or POP3.
  public let `protocol`: IncomingProtocol
  /// The server and how it is connected to.
  public let endpoint: Endpoint
  /// Whether the password may go out without TLS; a server on this machine needs no permission.
  public let allowsClearTextPassword: Bool
  /// The mailbox's credentials.
  public let credentials: Credentials
}
