/// The keys of `postern.toml`, in its order; the raw value is the dotted name.
///
/// ``setting`` is the table that says everything else about each.
public enum SettingKey: String, CaseIterable, Sendable {
  case mailProtocol = "protocol"
  case systemName = "system.name"
  case systemAddress = "system.address"
  case smtpServer = "smtp.server"
  case smtpPort = "smtp.port"
  case smtpEncryption = "smtp.encryption"
  case smtpAllowClearTextPassword = "smtp.allow-clear-text-password"
  case smtpHelloName = "smtp.hello-name"
  case smtpSourceAddress = "smtp.source-address"
  case authenticationMode = "authentication.mode"
  case authenticationUser = "authentication.user"
  case authenticationPasswordCommand = "authentication.password-command"
  case authenticationMechanism = "authentication.mechanism"
  case incomingProtocol = "incoming.protocol"
  case incomingServer = "incoming.server"
  case incomingPort = "incoming.port"
  case incomingEncryption = "incoming.encryption"
  case incomingAllowClearTextPassword = "incoming.allow-clear-text-password"
  case incomingUser = "incoming.user"
  case incomingPasswordCommand = "incoming.password-command"
  case messageEncoding = "message.encoding"
  case messageSender = "message.sender"
  case connectionsMaximum = "connections.maximum"
  case exchangeFlow = "exchange.flow"
  case exchangeCloud = "exchange.cloud"
  case exchangeTenant = "exchange.tenant"
  case exchangeClientID = "exchange.client-id"
  case exchangeAppURL = "exchange.app-url"
  case exchangeMailbox = "exchange.mailbox"
  case exchangeScopes = "exchange.scopes"
  case exchangeUser = "exchange.user"
  case exchangeClientSecretExpires = "exchange.client-secret-expires"
  case exchangeClientCertificate = "exchange.client-certificate"
  case exchangeClientKey = "exchange.client-key"
  case exchangeAuthority = "exchange.authority"
  case exchangeServer = "exchange.server"
  case exchangePort = "exchange.port"
  case exchangeEncryption = "exchange.encryption"
  case exchangeIMAPServer = "exchange.imap-server"
  case exchangeIMAPPort = "exchange.imap-port"
  case queueEnabled = "queue.enabled"
  case queueGiveUpAfter = "queue.give-up-after"
  case relayListen = "relay.listen"
  case relaySocket = "relay.socket"
  case relayAllow = "relay.allow"
  case relayRefuse = "relay.refuse"

  /// The dotted name, such as `smtp.port`.
  public var name: String { rawValue }
}

extension SettingKey {
  /// The table: where the value is in a draft, when it counts, how TOML writes it when not as a
  /// string, and its default.
  public var setting: Setting {
    switch self {
    case .mailProtocol: row(\.mailProtocol) { $0.chosenProtocol }
    case .systemName: row(\.system.name)
    case .systemAddress: row(\.system.address, isNeeded: true)
    case .smtpServer: row(\.smtp.server, .smtp, isNeeded: true)
    case .smtpPort: row(\.smtp.port, .smtp, as: .integer) { $0.smtp.chosenPort }
    case .smtpEncryption: row(\.smtp.encryption, .smtp) { $0.smtp.chosenEncryption }
    case .smtpAllowClearTextPassword:
      row(\.smtp.allowClearTextPassword, .smtp, as: .boolean) { _ in false }
    case .smtpHelloName: row(\.smtp.helloName, .smtp)
    case .smtpSourceAddress: row(\.smtp.sourceAddress, .smtp)
    case .authenticationMode: row(\.authentication.mode, .smtp) { $0.chosenMode }
    case .authenticationUser: row(\.authentication.user, .password, isNeeded: true)
    case .authenticationPasswordCommand: row(\.authentication.passwordCommand, .password)
    case .authenticationMechanism:
      row(\.authentication.mechanism, .signIn) { $0.authentication.chosenMechanism }
    case .incomingProtocol: row(\.incoming.protocol, .incoming) { $0.incoming.chosenProtocol }
    case .incomingServer: row(\.incoming.server, .incoming, isNeeded: true)
    case .incomingPort: row(\.incoming.port, .incoming, as: .integer) { $0.incoming.chosenPort }
    case .incomingEncryption: row(\.incoming.encryption, .incoming) { $0.incoming.chosenEncryption }
    case .incomingAllowClearTextPassword:
      row(\.incoming.allowClearTextPassword, .incoming, as: .boolean) { _ in false }
    case .incomingUser: row(\.incoming.user, .incoming, isNeeded: true)
    case .incomingPasswordCommand: row(\.incoming.passwordCommand, .incoming)
    case .messageEncoding: row(\.message.encoding) { _ in .utf8 }
    case .messageSender: row(\.message.sender) { _ in .system }
    case .connectionsMaximum: row(\.connections.maximum, as: .integer)
    case .exchangeFlow: row(\.exchange.flow, .exchange) { $0.exchange.chosenFlow }
    case .exchangeCloud: row(\.exchange.cloud, .exchange) { $0.exchange.chosenCloud }
    case .exchangeTenant: row(\.exchange.tenant, .exchange, isNeeded: true)
    case .exchangeClientID: row(\.exchange.clientID, .exchange, isNeeded: true)
    case .exchangeAppURL: row(\.exchange.appURL, .delegated, isNeeded: true)
    case .exchangeMailbox:
      row(\.exchange.mailbox, .appOnly, isNeeded: true) { $0.system.address.value }
    case .exchangeScopes: row(\.exchange.scopes, .delegated) { $0.exchange.chosenCloud.scopes }
    case .exchangeUser: row(\.exchange.user, .exchange)
    case .exchangeClientSecretExpires: row(\.exchange.clientSecretExpires, .exchange)
    case .exchangeClientCertificate: row(\.exchange.clientCertificate, .exchange)
    case .exchangeClientKey: row(\.exchange.clientKey, .exchange)
    case .exchangeAuthority:
      row(\.exchange.authority, .exchange) { $0.exchange.chosenCloud.authority }
    case .exchangeServer: row(\.exchange.server, .exchange) { $0.exchange.chosenCloud.server }
    case .exchangePort: row(\.exchange.port, .exchange, as: .integer) { _ in .submission }
    case .exchangeEncryption: row(\.exchange.encryption, .exchange) { _ in .tls }
    case .exchangeIMAPServer: row(\.exchange.imapServer, .delegated) { $0.exchange.likelyIMAP }
    case .exchangeIMAPPort: row(\.exchange.imapPort, .delegated, as: .integer) { _ in .imaps }
    case .queueEnabled: row(\.queue.enabled, as: .boolean) { _ in false }
    case .queueGiveUpAfter: row(\.queue.giveUpAfter) { _ in .usual }
    case .relayListen: row(\.relay.listen)
    case .relaySocket: row(\.relay.socket)
    case .relayAllow: row(\.relay.allow)
    case .relayRefuse: row(\.relay.refuse)
    }
  }

  /// - Parameter chosen: the default, given a draft in which nothing is typed here.
  private func row<Value: SettingValue>(
    _ path: any WritableKeyPath<Draft, Entry<Value>> & Sendable, _ scope: Setting.Scope = .always,
    as kind: Setting.Kind = .string, isNeeded: Bool = false,
    default chosen: @escaping @Sendable (Draft) -> Value? = { _ in nil }
  ) -> Setting {
    Setting(
      key: self, kind: kind, scope: scope, isNeeded: isNeeded, choices: Value.choices, entry: path,
      read: { $0[keyPath: path].text }, write: { $0[keyPath: path].text = $1 },
      problem: { $0[keyPath: path].problem }, canonical: { $0[keyPath: path].value?.text },
      isAlias: { Value.isAlias($0[keyPath: path].trimmed) },
      defaultText: { draft in
        var empty = draft
        empty[keyPath: path].text = ""
        return chosen(empty)?.text
      })
  }
}
