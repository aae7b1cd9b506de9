public import MailSettings

/// What another program has to be told so that its mails go out as Postern's do.
///
/// A class, since it is large and is passed to many places that only read it.
final class MailAccount: Sendable {
  /// Who signs in.
  struct Login {
    let user: String
    let password: ExportedPassword
    let mechanism: Mechanism
  }

  let settings: Settings
  let endpoint: Endpoint
  let login: Login?
  /// Nil where only this machine's own roots are trusted, and without TLS.
  let trust: ImportedTrust?
  /// Whether the password must not be sent without TLS.
  let guardsPassword: Bool

  init(
    _ settings: Settings, _ endpoint: Endpoint, _ login: Login? = nil,
    trust: ImportedTrust? = nil, guardsPassword: Bool = false
  ) {
    (self.settings, self.endpoint, self.login) = (settings, endpoint, login)
    (self.trust, self.guardsPassword) = (trust, guardsPassword)
  }
}

/// What an export writes for the password.
public enum ExportedPassword: Equatable, Sendable {
  /// A comment in its place, which says where it belongs.
  case leftOut
  case secret(Secret)
  /// The first line that a command prints.
  case command(PlainText)
}

/// The files of the certificates that were imported for the server.
public struct ImportedTrust: Equatable, Sendable {
  /// The PEM file of this server.
  public let pem: String
  /// The PKCS#12 trust store of the set-up, with the password that Java expects.
  public let keystore: String
  /// What kind of certificates they are.
  public let kind: Kind

  /// What is imported for a server.
  public enum Kind: Equatable, Sendable {
    case root
    /// An intermediate authority, whose certificate another one has signed.
    case authority
    /// The server has to present one of these certificates, by SHA-256 fingerprint.
    case pinned([String])
  }

  /// The paths of both files, and what is in them.
  public init(pem: String, keystore: String, kind: Kind) {
    (self.pem, self.keystore, self.kind) = (pem, keystore, kind)
  }
}

extension MailAccount {
  /// The SMTP server itself; nil with Exchange, whose tokens no other program renews.
  convenience init?(
    _ settings: Settings, _ password: ExportedPassword, _ trust: ImportedTrust?
  ) {
    guard case .smtp(let server) = settings.route else { return nil }
    self.init(
      settings, server.endpoint, Self.login(server.signIn, password),
      trust: server.endpoint.encryption == .none ? nil : trust,
      guardsPassword: !server.allowsClearTextPassword && !server.endpoint.host.isLoopback)
  }

  /// The relay on this machine, which needs no sign-in and no encryption.
  convenience init?(relayOf settings: Settings) {
    guard let listen = settings.relay.listen, let host = try? HostName(typed: listen.host) else {
      return nil
    }
    self.init(settings, Endpoint(host: host, port: listen.port, encryption: .none))
  }

  private static func login(_ signIn: SignIn, _ password: ExportedPassword) -> Login? {
    guard case .credentials(let credentials) = signIn else { return nil }
    return Login(
      user: credentials.user.text, password: password, mechanism: credentials.mechanism)
  }

  /// The same with the password left out; a command that prints it stays.
  var withoutSecret: MailAccount {
    guard let login, case .secret = login.password else { return self }
    let hidden = Login(user: login.user, password: .leftOut, mechanism: login.mechanism)
    return MailAccount(settings, endpoint, hidden, trust: trust, guardsPassword: guardsPassword)
  }
}

extension MailAccount {
  var host: String { endpoint.host.ascii }
  var port: Int { Int(endpoint.port.number) }
  var system: SystemAddress { settings.systemAddress }
  var address: String { system.address.wire }
  var hello: String? { endpoint.helloName?.wire }
  var source: SourceAddress? { endpoint.sourceAddress }
  var encoding: CharacterEncoding { settings.encoding }
  var limit: ConnectionLimit? { settings.connectionLimit }
  var aliases: [String: AliasTargets] { settings.aliases }
  /// Whether mails keep the From that a program has written.
  var keepsFrom: Bool { settings.senderMode == .user }

  /// The mechanism that was chosen; nil for the best that the server offers.
  var mechanism: String? {
    login.flatMap { $0.mechanism == .auto ? nil : $0.mechanism.text }
  }

  /// The password, where the export writes it.
  var secret: String? {
    guard case .secret(let secret) = login?.password else { return nil }
    return secret.reveal()
  }

  /// Whether the password could go out without TLS, and is to be held back then.
  var mayLeakPassword: Bool {
    login != nil && guardsPassword && !endpoint.encryption.requiresTLS
  }
}
