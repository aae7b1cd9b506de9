public import MailSettings

/// What was tried, as far as a diagnosis needs it.
public struct Attempt: Equatable, Sendable {
  /// The server and how it was connected to.
  public var endpoint: Endpoint
  /// The way to sign in.
  public var mode: AuthenticationMode
  /// The user name, nil when nobody signs in.
  public var user: String?
  /// The forced mechanism, or `auto`.
  public var mechanism: String
  /// Whether it was an OAuth sign-in (Microsoft Exchange).
  public var isOAuth: Bool
  /// The application and mailbox of that sign-in; nil with any other.
  public var exchange: ExchangeFacts?
  /// The address that MAIL FROM names; empty where there is none.
  public var sender: String
  /// The address that RCPT TO names; empty where there is none.
  public var recipient: String
  /// The client's name in EHLO.
  public var helloName: String
  /// From which address user-triggered mails are sent.
  public var senderMode: SenderMode
  /// The set-up's connection limit; nil for none.
  public var connectionLimit: Int?

  /// Describes an attempt; what is left out counts as not set.
  public init(
    _ endpoint: Endpoint, mode: AuthenticationMode = .none, user: String? = nil,
    mechanism: String = "auto", isOAuth: Bool = false, sender: String = "", recipient: String = "",
    helloName: String = "", senderMode: SenderMode = .system, connectionLimit: Int? = nil
  ) {
    self.endpoint = endpoint
    self.mode = mode
    self.user = user
    self.mechanism = mechanism
    self.isOAuth = isOAuth
    self.sender = sender
    self.recipient = recipient
    self.helloName = helloName
    self.senderMode = senderMode
    self.connectionLimit = connectionLimit
  }
}

extension Attempt {
  /// The server of the settings that was tried, named by its password.
  var server: PasswordSetting { service != .smtp ? .incoming : isOAuth ? .exchange : .smtp }

  /// The setting keys of that server, which a fix changes.
  var keys: ServerKeys { server.serverKeys }

  /// The password that this sign-in uses, which may be the incoming mailbox's; nil where it uses
  /// none.
  var password: PasswordSetting? {
    guard service == .smtp else { return .incoming }
    switch mode {
    case .password: return isOAuth ? nil : .smtp
    case .incoming: return .incoming
    case .none, .incomingFirst: return nil
    }
  }

  /// The key of the user name; nil with OAuth, where the sign-in gives it.
  var userKey: SettingKey? { password?.serverKeys.user }

  /// The section of the wizard in which the user name stands.
  var signInSection: Section {
    if isOAuth { return .exchange }
    return password == .incoming ? .incomingMailbox : .authentication
  }

  /// Fixes that open the form where a refused password is typed again.
  var typePassword: [Fix] { password.map { [.typePassword($0)] } ?? [] }

  /// A fix that opens the form where the password of this sign-in is typed.
  var typeNewPassword: Fix { .typeNewPassword(password ?? .smtp) }

  /// A fix that opens the form where the password command of this sign-in is typed.
  func goToCommand(_ label: FixLabel) -> Fix {
    .open(
      label,
      FormPlace(
        signInSection,
        password == .incoming ? .incomingPasswordCommand : .authenticationPasswordCommand))
  }

  /// The service that was spoken to.
  public var service: MailService { endpoint.service }
  /// The server's name or address.
  var host: HostName { endpoint.host }
  /// The port that was connected to.
  var port: Port { endpoint.port }
  /// The encryption that was asked for.
  public var encryption: Encryption { endpoint.encryption }

  /// Whether somebody signs in at this server.
  var signsIn: Bool { isOAuth || mode == .password || mode == .incoming || service != .smtp }

  /// The sender's domain in ASCII; nil without a sender or with an address literal such as
  /// `[192.0.2.1]`.
  var senderDomain: String? {
    guard let address = try? MailAddress(typed: sender), !address.asciiDomain.hasPrefix("[")
    else { return nil }
    return address.asciiDomain
  }
}

extension MailService {
  /// The port for TLS from the first byte (RFC 8314 section 3).
  var sslPort: Port {
    switch self {
    case .smtp: .submissions
    case .imap: .imaps
    case .pop3: .pop3s
    }
  }

  /// The usual port for STARTTLS.
  var startTLSPort: Port {
    switch self {
    case .smtp: .submission
    case .imap: .imap
    case .pop3: .pop3
    }
  }
}
