/// The keys that say where a server is, how it is connected to, and who signs in there.
public struct ServerKeys: Sendable {
  /// The server's name or address.
  public let server: SettingKey
  /// Its port.
  public let port: SettingKey
  /// How the connection is encrypted.
  public let encryption: SettingKey
  /// What lets a password go out without TLS; nil where nothing does.
  public let allowClearText: SettingKey?
  /// The user name; nil where the sign-in itself determines it.
  public let user: SettingKey?
  /// The command that prints the password; nil where there is no such setting.
  public let passwordCommand: SettingKey?
}

extension PasswordSetting {
  /// The keys of the server that the password is for.
  public var serverKeys: ServerKeys {
    switch self {
    case .smtp:
      ServerKeys(
        server: .smtpServer, port: .smtpPort, encryption: .smtpEncryption,
        allowClearText: .smtpAllowClearTextPassword, user: .authenticationUser,
        passwordCommand: .authenticationPasswordCommand)
    case .incoming:
      ServerKeys(
        server: .incomingServer, port: .incomingPort, encryption: .incomingEncryption,
        allowClearText: .incomingAllowClearTextPassword, user: .incomingUser,
        passwordCommand: .incomingPasswordCommand)
    case .exchange:
      ServerKeys(
        server: .exchangeServer, port: .exchangePort, encryption: .exchangeEncryption,
        allowClearText: nil, user: nil, passwordCommand: nil)
    }
  }
}
