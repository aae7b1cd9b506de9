/// A set-up as typed, possibly incomplete or wrong: what the forms edit and `postern.toml` holds.
///
/// Every setting is an ``Entry``; an empty one means its default. Only ``Settings/init(_:)`` makes
/// something of a draft that mail can be sent with.
public struct Draft: Equatable, Sendable {
  /// `[system]`: the application's own name and address.
  public struct System: Equatable, Sendable {
    /// `system.name`
    public var name = Entry<DisplayName>()
    /// `system.address`
    public var address = Entry<MailAddress>()
  }

  /// `[smtp]`: the server that takes the mails.
  public struct SMTP: Equatable, Sendable {
    /// `smtp.server`
    public var server = Entry<HostName>()
    /// `smtp.port`
    public var port = Entry<Port>()
    /// `smtp.encryption`
    public var encryption = Entry<Encryption>()
    /// `smtp.allow-clear-text-password`
    public var allowClearTextPassword = Entry<Bool>()
    /// `smtp.hello-name`
    public var helloName = Entry<HelloName>()
    /// `smtp.source-address`
    public var sourceAddress = Entry<SourceAddress>()
    /// The password of `[smtp]` in `secrets.toml`.
    public var password = PasswordDraft()
  }

  /// `[authentication]`: how to sign in at the server.
  public struct Authentication: Equatable, Sendable {
    /// `authentication.mode`
    public var mode = Entry<AuthenticationMode>()
    /// `authentication.user`
    public var user = Entry<PlainText>()
    /// `authentication.password-command`
    public var passwordCommand = Entry<PlainText>()
    /// `authentication.mechanism`
    public var mechanism = Entry<Mechanism>()
  }

  /// `[incoming]`: the incoming mailbox server.
  public struct Incoming: Equatable, Sendable {
    /// `incoming.protocol`
    public var `protocol` = Entry<IncomingProtocol>()
    /// `incoming.server`
    public var server = Entry<HostName>()
    /// `incoming.port`
    public var port = Entry<Port>()
    /// `incoming.encryption`
    public var encryption = Entry<Encryption>()
    /// `incoming.allow-clear-text-password`
    public var allowClearTextPassword = Entry<Bool>()
    /// `incoming.user`
    public var user = Entry<PlainText>()
    /// `incoming.password-command`
    public var passwordCommand = Entry<PlainText>()
    /// The password of `[incoming]` in `secrets.toml`.
    public var password = PasswordDraft()
  }

  /// `[message]`: what the mails look like.
  public struct Message: Equatable, Sendable {
    /// `message.encoding`
    public var encoding = Entry<CharacterEncoding>()
    /// `message.sender`
    public var sender = Entry<SenderMode>()
  }

  /// `[connections]`
  public struct Connections: Equatable, Sendable {
    /// `connections.maximum`
    public var maximum = Entry<ConnectionLimit>()
  }

  /// `[exchange]`: Microsoft 365 and its sign-in.
  public struct Exchange: Equatable, Sendable {
    /// `exchange.flow`
    public var flow = Entry<ExchangeFlow>()
    /// `exchange.cloud`
    public var cloud = Entry<ExchangeCloud>()
    /// `exchange.tenant`
    public var tenant = Entry<Tenant>()
    /// `exchange.client-id`
    public var clientID = Entry<ClientID>()
    /// `exchange.app-url`
    public var appURL = Entry<WebAddress>()
    /// `exchange.mailbox`
    public var mailbox = Entry<MailAddress>()
    /// `exchange.scopes`
    public var scopes = Entry<Scopes>()
    /// `exchange.user`
    public var user = Entry<PlainText>()
    /// `exchange.client-secret-expires`
    public var clientSecretExpires = Entry<ExpiryDate>()
    /// `exchange.client-certificate`
    public var clientCertificate = Entry<AbsolutePath>()
    /// `exchange.client-key`
    public var clientKey = Entry<AbsolutePath>()
    /// `exchange.authority`
    public var authority = Entry<Authority>()
    /// `exchange.server`
    public var server = Entry<HostName>()
    /// `exchange.port`
    public var port = Entry<Port>()
    /// `exchange.encryption`
    public var encryption = Entry<Encryption>()
    /// `exchange.imap-server`
    public var imapServer = Entry<HostName>()
    /// `exchange.imap-port`
    public var imapPort = Entry<Port>()
    /// `client-secret` of `[exchange]` in `secrets.toml`.
    public var clientSecret = PasswordDraft()
  }

  /// `[queue]`: whether, and how long, mails wait that cannot be sent yet.
  public struct Queue: Equatable, Sendable {
    /// `queue.enabled`
    public var enabled = Entry<Bool>()
    /// `queue.give-up-after`
    public var giveUpAfter = Entry<WaitingTime>()
  }

  /// `[relay]`: where programs on this machine hand in mail, and who may.
  public struct Relay: Equatable, Sendable {
    /// `relay.listen`
    public var listen = Entry<LoopbackAddress>()
    /// `relay.socket`
    public var socket = Entry<SocketPath>()
    /// `relay.allow`
    public var allow = Entry<LocalUsers>()
    /// `relay.refuse`
    public var refuse = Entry<LocalUsers>()
  }

  /// `protocol`
  public var mailProtocol = Entry<MailProtocol>()
  /// `[system]`
  public var system = System()
  /// `[smtp]`
  public var smtp = SMTP()
  /// `[authentication]`
  public var authentication = Authentication()
  /// `[incoming]`
  public var incoming = Incoming()
  /// `[message]`
  public var message = Message()
  /// `[connections]`
  public var connections = Connections()
  /// `[exchange]`
  public var exchange = Exchange()
  /// `[queue]`
  public var queue = Queue()
  /// `[relay]`
  public var relay = Relay()
  /// `[aliases]`: where the mail for names on this machine goes.
  public var aliases: [LocalName: Entry<AliasTargets>] = [:]

  /// A draft in which everything has its default.
  public init() {}
}
