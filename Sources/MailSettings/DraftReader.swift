/// Reads the parts that count out of a draft.
struct DraftReader {
  let draft: Draft

  /// The value at a path; throws what is wrong with it, or that it is missing.
  func need<Value: SettingValue>(
    _ path: KeyPath<Draft, Entry<Value>>, _ key: String
  ) throws(SettingProblem) -> Value {
    do throws(Problem) {
      guard let value = try draft[keyPath: path].parsed() else {
        throw .missing(Self.fieldNames[key] ?? key)
      }
      return value
    } catch { throw SettingProblem(key: key, problem: error) }
  }

  /// What ``need(_:_:)`` would throw.
  func lack<Value: SettingValue>(
    _ path: KeyPath<Draft, Entry<Value>>, _ key: String
  ) -> SettingProblem? {
    do throws(SettingProblem) {
      _ = try need(path, key)
      return nil
    } catch { return error }
  }

  /// The fields' names in the words of the screens.
  private static let fieldNames = [
    "system.address": "The system address", "smtp.server": "The server name",
    "authentication.user": "The user name", "incoming.server": "The incoming mailbox server",
    "incoming.user": "The incoming mailbox's user name", "exchange.tenant": "The tenant",
    "exchange.client-id": "The application (client) id",
    "exchange.app-url": "The application's URL",
  ]

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
    } catch { throw SettingProblem(key: setting.key, problem: error) }
  }

  /// What ``password(_:)`` would throw.
  func lack(_ setting: PasswordSetting) -> SettingProblem? {
    do throws(SettingProblem) {
      _ = try password(setting)
      return nil
    } catch { return error }
  }
}

extension DraftReader {
  func smtp() throws(SettingProblem) -> SMTPServer {
    SMTPServer(
      endpoint: Endpoint(
        host: try need(\.smtp.server, "smtp.server"), port: draft.smtp.chosenPort,
        encryption: draft.smtp.chosenEncryption, helloName: draft.smtp.helloName.value),
      allowsClearTextPassword: draft.smtp.allowClearTextPassword.value ?? false,
      signIn: try signIn())
  }

  func signIn() throws(SettingProblem) -> SignIn {
    switch draft.chosenMode {
    case .none: .none
    case .password:
      .credentials(try credentials(\.authentication.user, "authentication.user", .smtp))
    case .incoming: .credentials(try incoming().credentials)
    case .incomingFirst: .incomingFirst(try incoming())
    }
  }

  func incoming() throws(SettingProblem) -> IncomingServer {
    IncomingServer(
      protocol: draft.incoming.chosenProtocol,
      endpoint: Endpoint(
        draft.incoming.chosenProtocol.service,
        host: try need(\.incoming.server, "incoming.server"), port: draft.incoming.chosenPort,
        encryption: draft.incoming.chosenEncryption),
      allowsClearTextPassword: draft.incoming.allowClearTextPassword.value ?? false,
      credentials: try credentials(\.incoming.user, "incoming.user", .incoming))
  }

  private func credentials(
    _ user: KeyPath<Draft, Entry<PlainText>>, _ key: String, _ password: PasswordSetting
  ) throws(SettingProblem) -> Credentials {
    Credentials(
      user: try need(user, key), password: try self.password(password),
      mechanism: draft.authentication.mechanism.value ?? .auto)
  }

  func exchange() throws(SettingProblem) -> ExchangeAccount {
    ExchangeAccount(
      tenant: try need(\.exchange.tenant, "exchange.tenant"),
      clientID: try need(\.exchange.clientID, "exchange.client-id"),
      appURL: try need(\.exchange.appURL, "exchange.app-url"),
      mailbox: draft.exchange.mailbox.value,
      scopes: draft.exchange.scopes.value?.text ?? Scopes.documented,
      authority: draft.exchange.authority.value?.text ?? "https://login.microsoftonline.com",
      endpoint: Endpoint(
        host: draft.exchange.server.value ?? .microsoft365,
        port: draft.exchange.port.value ?? .submission,
        encryption: draft.exchange.encryption.value ?? .tls))
  }
}
