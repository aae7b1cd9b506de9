/// Reads the values in force from a draft.
struct DraftReader {
  let draft: Draft

  /// The value that counts at a key, typed or the default; throws what is wrong with it, or that it
  /// is missing.
  func need<Value: SettingValue>(_ key: SettingKey) throws(SettingProblem) -> Value {
    do throws(Problem) {
      let typed = draft[key].trimmingSpaces
      guard let text = typed.isEmpty ? key.setting.defaultText(draft) : typed else {
        throw .missing(.setting(key))
      }
      return try Value(typed: text)
    } catch { throw SettingProblem(key, error) }
  }

  /// Where the password comes from; throws that there is none, or that it belongs to another host.
  func password(_ setting: PasswordSetting) throws(SettingProblem) -> PasswordSource {
    let (user, command) =
      switch setting {
      case .smtp: (draft.authentication.user, draft.authentication.passwordCommand)
      case .incoming: (draft.incoming.user, draft.incoming.passwordCommand)
      case .exchange: (Entry<PlainText>(), Entry<PlainText>())
      }
    if let command = command.value { return .command(command) }
    do throws(Problem) {
      let secret = try draft[keyPath: setting.path].secret(
        for: setting.host(in: draft), andSMTP: setting.smtpHost(in: draft))
      guard let secret, !secret.isEmpty else { throw .noPassword(user: user.trimmed) }
      return .secret(secret)
    } catch { throw SettingProblem(key: .password(setting), problem: error) }
  }

  /// What ``password(_:)`` would throw.
  func problem(of setting: PasswordSetting) -> SettingProblem? {
    do throws(SettingProblem) {
      _ = try password(setting)
      return nil
    } catch { return error }
  }
}

extension DraftReader {
  func smtp() throws(SettingProblem) -> SMTPServer {
    SMTPServer(
      endpoint: try endpoint(.smtp),
      allowsClearTextPassword: try need(.smtpAllowClearTextPassword), signIn: try signIn())
  }

  private func signIn() throws(SettingProblem) -> SignIn {
    switch draft.chosenMode {
    case .none: .none
    case .password: .credentials(try credentials(.authenticationUser, .smtp))
    case .incoming: .credentials(try incoming().credentials)
    case .incomingFirst: .incomingFirst(try incoming())
    }
  }

  func incoming() throws(SettingProblem) -> IncomingServer {
    IncomingServer(
      protocol: draft.incoming.chosenProtocol, endpoint: try endpoint(.incoming),
      allowsClearTextPassword: try need(.incomingAllowClearTextPassword),
      credentials: try credentials(.incomingUser, .incoming))
  }

  private func credentials(
    _ user: SettingKey, _ password: PasswordSetting
  ) throws(SettingProblem) -> Credentials {
    Credentials(
      user: try need(user), password: try self.password(password),
      mechanism: draft.authentication.chosenMechanism)
  }

  func exchange() throws(SettingProblem) -> ExchangeAccount {
    ExchangeAccount(
      application: try application(), flow: try exchangeFlow(), user: draft.exchange.user.value,
      endpoint: try endpoint(.exchange))
  }

  private func application() throws(SettingProblem) -> ExchangeApplication {
    ExchangeApplication(
      tenant: try need(.exchangeTenant), clientID: try need(.exchangeClientID),
      authority: try need(.exchangeAuthority), cloud: draft.exchange.chosenCloud,
      credential: clientCredential)
  }

  /// A certificate takes precedence over a secret, which may be left from before.
  private var clientCredential: ClientCredential? {
    if let certificate = draft.exchange.clientCertificate.value,
      let key = draft.exchange.clientKey.value
    {
      return .certificate(certificate, key: key)
    }
    guard case .some(let secret?) = try? draft.exchange.clientSecret.secret(for: nil) else {
      return nil
    }
    return secret.isEmpty ? nil : .secret(secret)
  }

  private func exchangeFlow() throws(SettingProblem) -> ExchangeAccount.Flow {
    switch draft.exchange.chosenFlow {
    case .delegated:
      .delegated(
        DelegatedSignIn(
          appURL: try need(.exchangeAppURL), scopes: try need(.exchangeScopes),
          imap: Endpoint(
            .imap, host: try need(.exchangeIMAPServer), port: try need(.exchangeIMAPPort),
            encryption: .ssl)))
    case .appOnly: .appOnly(mailbox: try need(.exchangeMailbox))
    }
  }

  /// The server that a password is for.
  func endpoint(_ server: PasswordSetting) throws(SettingProblem) -> Endpoint {
    switch server {
    case .smtp:
      Endpoint(
        host: try need(.smtpServer), port: draft.smtp.chosenPort,
        encryption: draft.smtp.chosenEncryption, helloName: draft.smtp.helloName.value,
        sourceAddress: draft.smtp.sourceAddress.value)
    case .incoming:
      Endpoint(
        draft.incoming.chosenProtocol.service, host: try need(.incomingServer),
        port: draft.incoming.chosenPort, encryption: draft.incoming.chosenEncryption)
    case .exchange:
      Endpoint(
        host: try need(.exchangeServer), port: try need(.exchangePort),
        encryption: try need(.exchangeEncryption))
    }
  }
}

extension ExchangeAccount {
  /// The account of a draft, for its own sign-in, whatever else is missing.
  public init(_ draft: Draft) throws(SettingProblem) {
    var draft = draft
    draft.mailProtocol.text = MailProtocol.exchange.text
    let own = draft.problems.first { $0.key.isExchange }
    if let own { throw own }
    self = try DraftReader(draft: draft).exchange()
  }
}

extension FieldKey {
  /// Whether it belongs to Microsoft Exchange.
  fileprivate var isExchange: Bool {
    switch self {
    case .setting(let key): key.setting.isExchange
    case .password(let password): password == .exchange
    case .alias, .recipient: false
    }
  }
}

extension Draft {
  /// The SMTP server that mails are handed to; nil while its name is missing or wrong.
  public var outgoingEndpoint: Endpoint? {
    endpoint(of: chosenProtocol == .smtp ? .smtp : .exchange)
  }

  /// The server that a password is for; nil while its name is missing or wrong.
  public func endpoint(of server: PasswordSetting) -> Endpoint? {
    try? DraftReader(draft: self).endpoint(server)
  }
}

extension Settings {
  /// Checks a draft and keeps what counts; throws the first of ``Draft/problems``.
  public init(_ draft: Draft) throws(SettingProblem) {
    if let first = draft.problems.first { throw first }
    let reader = DraftReader(draft: draft)
    systemAddress = SystemAddress(
      name: draft.system.name.value, address: try reader.need(.systemAddress))
    route =
      draft.chosenProtocol == .smtp ? .smtp(try reader.smtp()) : .exchange(try reader.exchange())
    encoding = (try reader.need(.messageEncoding) as CharacterEncoding).forMail
    senderMode = try reader.need(.messageSender)
    connectionLimit = draft.connections.maximum.value
    aliases = Dictionary(
      uniqueKeysWithValues: draft.aliases.compactMap { name, entry in
        entry.value.map { (name.text, $0) }
      })
    queue = try QueueSettings(reader)
    relay = RelaySettings(draft)
  }
}

extension IncomingServer {
  /// The incoming mailbox server of a draft, for its own sign-in test.
  public init(_ draft: Draft) throws(SettingProblem) {
    if let first = draft.wrongTexts(where: { $0.scope == .incoming }).first { throw first }
    self = try DraftReader(draft: draft).incoming()
  }
}
