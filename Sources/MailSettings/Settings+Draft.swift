/// A problem together with the key that it stands at.
public struct SettingProblem: Error, Equatable, Sendable {
  /// The dotted key, such as `smtp.port`, or a password's, such as `smtp.password`.
  public let key: String
  /// What is wrong there.
  public let problem: Problem

  /// A problem at a key.
  public init(key: String, problem: Problem) {
    self.key = key
    self.problem = problem
  }
}

extension Settings {
  /// Checks a draft and keeps what counts; throws the first of ``Draft/problems``.
  public init(_ draft: Draft) throws(SettingProblem) {
    if let first = draft.problems.first { throw first }
    let reader = DraftReader(draft: draft)
    systemAddress = SystemAddress(
      name: draft.system.name.value, address: try reader.need(\.system.address, "system.address"))
    route =
      draft.chosenProtocol == .smtp ? .smtp(try reader.smtp()) : .exchange(try reader.exchange())
    encoding = (draft.message.encoding.value ?? .utf8).forMail
    senderMode = draft.message.sender.value ?? .system
    connectionLimit = draft.connections.maximum.value
  }
}

extension IncomingServer {
  /// The incoming mailbox server of a draft, for its own sign-in test.
  public init(_ draft: Draft) throws(SettingProblem) {
    if let first = draft.wrongTexts.first(where: { $0.key.hasPrefix("incoming.") }) { throw first }
    self = try DraftReader(draft: draft).incoming()
  }
}

extension Draft {
  /// Every wrong text, in the order of the keys, whether it counts now or not.
  public var wrongTexts: [SettingProblem] {
    Setting.all.compactMap { setting in
      setting.problem(self).map { SettingProblem(key: setting.key, problem: $0) }
    }
  }

  /// Everything that keeps this draft from being a valid set-up: wrong texts, then what is missing.
  public var problems: [SettingProblem] { wrongTexts + missing }

  private var missing: [SettingProblem] {
    let reader = DraftReader(draft: self)
    var found: [SettingProblem] = []
    for part in [reader.checkSystem, reader.checkRoute, reader.checkSignIn] {
      do throws(SettingProblem) { try part() } catch { found.append(error) }
    }
    return
      found
      .filter { problem in !wrongTexts.contains { $0.key == problem.key } }
      .reduce(into: []) { list, problem in if !list.contains(problem) { list.append(problem) } }
  }
}

/// Reads the parts that count out of a draft.
struct DraftReader {
  let draft: Draft

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

  /// The fields' names in the words of the screens.
  private static let fieldNames = [
    "system.address": "The system address", "smtp.server": "The server name",
    "authentication.user": "The user name", "incoming.server": "The incoming mailbox server",
    "incoming.user": "The incoming mailbox's user name", "exchange.tenant": "The tenant",
    "exchange.client-id": "The application (client) id",
    "exchange.app-url": "The application's URL",
  ]

  func checkSystem() throws(SettingProblem) { _ = try need(\.system.address, "system.address") }

  func checkRoute() throws(SettingProblem) {
    switch draft.chosenProtocol {
    case .smtp: _ = try need(\.smtp.server, "smtp.server")
    case .exchange: _ = try exchange()
    }
  }

  func checkSignIn() throws(SettingProblem) {
    if draft.chosenProtocol == .smtp { _ = try signIn() }
  }

  func smtp() throws(SettingProblem) -> SMTPServer {
    SMTPServer(
      host: try need(\.smtp.server, "smtp.server"), port: draft.smtp.chosenPort,
      encryption: draft.smtp.chosenEncryption,
      allowsClearTextPassword: draft.smtp.allowClearTextPassword.value ?? false,
      helloName: draft.smtp.helloName.value, signIn: try signIn())
  }

  func signIn() throws(SettingProblem) -> SignIn {
    switch draft.chosenMode {
    case .none: .none
    case .password:
      .credentials(
        try credentials(
          user: \.authentication.user, key: "authentication.user",
          command: draft.authentication.passwordCommand, password: .smtp))
    case .incoming: .credentials(try incoming().credentials)
    case .incomingFirst: .incomingFirst(try incoming())
    }
  }

  func incoming() throws(SettingProblem) -> IncomingServer {
    IncomingServer(
      protocol: draft.incoming.chosenProtocol, host: try need(\.incoming.server, "incoming.server"),
      port: draft.incoming.chosenPort, encryption: draft.incoming.chosenEncryption,
      allowsClearTextPassword: draft.incoming.allowClearTextPassword.value ?? false,
      credentials: try credentials(
        user: \.incoming.user, key: "incoming.user", command: draft.incoming.passwordCommand,
        password: .incoming))
  }

  func exchange() throws(SettingProblem) -> ExchangeAccount {
    let defaults = Draft.Exchange.microsoft365
    return ExchangeAccount(
      tenant: try need(\.exchange.tenant, "exchange.tenant"),
      clientID: try need(\.exchange.clientID, "exchange.client-id"),
      appURL: try need(\.exchange.appURL, "exchange.app-url"),
      mailbox: draft.exchange.mailbox.value,
      scopes: draft.exchange.scopes.value?.text ?? Scopes.documented,
      authority: draft.exchange.authority.value?.text ?? "https://login.microsoftonline.com",
      host: draft.exchange.server.value ?? defaults.host,
      port: draft.exchange.port.value ?? defaults.port,
      encryption: draft.exchange.encryption.value ?? .tls)
  }

  private func credentials(
    user: KeyPath<Draft, Entry<PlainText>>, key: String, command: Entry<PlainText>,
    password: PasswordSetting
  ) throws(SettingProblem) -> Credentials {
    let user = try need(user, key)
    let source: PasswordSource
    if let command = command.value {
      source = .command(command)
    } else {
      source = .secret(try secret(password, user: user.text))
    }
    return Credentials(
      user: user, password: source, mechanism: draft.authentication.mechanism.value ?? .auto)
  }

  private func secret(
    _ setting: PasswordSetting, user: String
  ) throws(SettingProblem) -> Secret {
    do throws(Problem) {
      let secret = try draft[keyPath: setting.path].secret(for: setting.host(in: draft))
      guard let secret, !secret.isEmpty else { throw .noPassword(user: user) }
      return secret
    } catch { throw SettingProblem(key: setting.key, problem: error) }
  }
}

extension Draft.Exchange {
  /// Where Microsoft 365 takes mails by SMTP.
  static let microsoft365: (host: HostName, port: Port) = (.microsoft365, .submission)
}
