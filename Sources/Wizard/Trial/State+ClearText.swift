import Forms
import MailDiagnosis
import MailSettings

/// The question whether a password may be sent in clear, asked before anything is sent.
public struct ClearTextQuestion: Equatable, Sendable {
  /// What is done after a yes: the test e-mail, or the sign-in at the incoming mailbox.
  let panel: Field.Panel
  /// The server that gets the password: the SMTP server or the incoming mailbox server.
  let server: PasswordSetting
  /// Whether the test e-mail is one in a user's name.
  var isAsUser = false
}

extension State {
  /// The question to ask before a password is sent in clear; nil where none would be.
  func askAboutClearText(_ panel: Field.Panel, asUser isAsUser: Bool = false) -> Dialog? {
    let servers: [PasswordSetting] = panel == .incoming ? [.incoming] : draft.serversOfATest
    let open = servers.first { draft.encryption(of: $0) == Encryption.none && draft.isOpen($0) }
    return open.map {
      .clearText(ClearTextQuestion(panel: panel, server: $0, isAsUser: isAsUser), 0)
    }
  }

  /// Sets that the password may be sent in clear, as a fix that can be undone, and goes on.
  mutating func allowClearText(_ question: ClearTextQuestion) -> [Effect] {
    guard let key = question.server.serverKeys.allowClearText else { return [] }
    return change([key: "true"], after: question)
  }

  /// Encrypts instead, and goes on.
  mutating func encryptInstead(_ question: ClearTextQuestion) -> [Effect] {
    change(draft.encrypted(question.server), after: question)
  }

  private mutating func change(
    _ changes: [SettingKey: String], after question: ClearTextQuestion
  ) -> [Effect] {
    guard mayEdit() else { return [] }
    let remedy = Remedy(changes, of: draft)
    draft.apply(changes)
    if question.panel == .incoming {
      signIn.remedy = remedy
      return testSignIn()
    }
    test.remedy = remedy
    return sendTest(asUser: question.isAsUser)
  }
}

extension Draft {
  /// The servers to which a test e-mail sends a password.
  fileprivate var serversOfATest: [PasswordSetting] {
    guard chosenProtocol == .smtp else { return [] }
    switch chosenMode {
    case .none: return []
    case .password, .incoming: return [.smtp]
    case .incomingFirst: return [.incoming]
    }
  }

  /// The servers to which a password may be sent in clear without having been allowed.
  var openServers: [PasswordSetting] { serversOfATest.filter(isOpen) }

  /// Whether a password to this server may be sent in clear without leave: TLS is not required,
  /// clear text is not allowed, and the server is not on this machine.
  fileprivate func isOpen(_ server: PasswordSetting) -> Bool {
    let isAllowed =
      server == .incoming
      ? incoming.allowClearTextPassword.value : smtp.allowClearTextPassword.value
    return encryption(of: server)?.requiresTLS == false && isAllowed != true
      && host(of: server)?.isLoopback != true
  }

  /// How the connection to a server is encrypted.
  func encryption(of server: PasswordSetting) -> Encryption? {
    switch server {
    case .smtp: smtp.chosenEncryption
    case .incoming: incoming.chosenEncryption
    case .exchange: nil
    }
  }

  func host(of server: PasswordSetting) -> HostName? {
    switch server {
    case .smtp: smtp.server.value
    case .incoming: incoming.server.value
    case .exchange: nil
    }
  }

  /// The changes that encrypt the connection to a server: the secure choice on its usual port.
  fileprivate func encrypted(_ server: PasswordSetting) -> [SettingKey: String] {
    switch server {
    case .smtp: [.smtpEncryption: "tls", .smtpPort: "587"]
    case .incoming: [.incomingEncryption: "ssl", .incomingPort: ""]
    case .exchange: [:]
    }
  }
}
