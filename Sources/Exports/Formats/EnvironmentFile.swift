import MailSettings

/// Variables, one per line: for sh(1), for systemd's EnvironmentFile=, and for what reads `.env`.
enum EnvironmentFile: Interchange {
  static func shortfalls(_ account: MailAccount) -> [Shortfall] {
    account.trust.map { [.difference(.certificateFile($0.pem))] } ?? []
  }

  static func entries(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry] {
    var entries: [ExportEntry] = [
      .comment(.environmentFile), .text("SMTP_HOST", account.host),
      .number("SMTP_PORT", account.port), .comment(.encryptions),
      .text("SMTP_ENCRYPTION", account.endpoint.encryption.text),
    ]
    if let login = account.login {
      entries += [
        .text("SMTP_USERNAME", login.user),
        account.secret.map { .text("SMTP_PASSWORD", $0) }
          ?? .comment(.password("SMTP_PASSWORD='…'")),
      ]
    }
    let rest: [(String, String?)] = [
      ("SMTP_AUTH_MECHANISM", account.mechanism), ("SMTP_FROM", account.address),
      ("SMTP_FROM_NAME", account.system.name?.text), ("SMTP_HELO_NAME", account.hello),
      ("SMTP_SOURCE_ADDRESS", account.source?.text),
      ("SMTP_CHARSET", account.encoding == .utf8 ? nil : account.encoding.text),
      ("SMTP_MAX_CONNECTIONS", account.limit?.text),
    ]
    entries += rest.compactMap { key, value in value.map { .text(key, $0) } }
    guard let trust = account.trust else { return entries }
    if trust.kind != .root { entries.append(.comment(.trustAnchor)) }
    return entries + [.text("SMTP_CA_FILE", trust.pem)]
  }

  static func line(_ entry: ExportEntry) -> String {
    switch entry {
    case .comment(let comment): "# " + comment.text
    case .text(let key, let text): key + "=" + ShellValue.quoted(text)
    case .number(let key, let number): "\(key)='\(number)'"
    case .truth(let key, let truth): key + "='\(truth)'"
    }
  }
}

extension EnvironmentFile {
  static func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings {
    var found = FoundSettings()
    for (index, line) in file.lines.enumerated() {
      var text = String(line).trimmingBlanks
      if text.begins("export ") { text = String(text.dropFirst(7)).trimmingBlanks }
      guard !text.begins("#"), let parts = text.cut(at: "=") else { continue }
      guard let variable = MailVariable(parts.before) else { continue }
      guard let value = ShellValue.read(parts.behind) else {
        found.leave(parts.before, index + 1, .variable)
        continue
      }
      variable.take(value, index + 1, &found)
    }
    found.signsIn()
    found.takeUsualPort { $0 == .tls ? .submission : $0.portOfOthers }
    return found
  }
}

/// The usual variables of an application's mail, by any of their names.
private enum MailVariable {
  case setting(SettingKey)
  case sender
  case password
  case url
  /// An encryption by name, or `true` for STARTTLS; `exact` where the names are Postern's.
  case encryption(exact: Bool)
  /// `true` for TLS from the first byte.
  case ssl
  /// A mechanism, or whether to sign in.
  case mechanism
  case certificate
  case unknown(String)

  private static let prefixes = ["SMTP_", "MAIL_", "EMAIL_", "MAILER_"]

  init?(_ name: String) {
    guard let prefix = Self.prefixes.first(where: name.hasPrefix) else {
      guard name == "DEFAULT_FROM_EMAIL" else { return nil }
      self = .sender
      return
    }
    let own = Self.named(String(name.dropFirst(prefix.count))) ?? .unknown(name)
    self = name == "SMTP_ENCRYPTION" ? .encryption(exact: true) : own
  }

  private static func named(_ name: String) -> MailVariable? {
    switch name {
    case "HOST", "SERVER", "HOSTNAME", "ADDRESS": .setting(.smtpServer)
    case "PORT": .setting(.smtpPort)
    case "USERNAME", "USER", "LOGIN", "HOST_USER", "USER_NAME": .setting(.authenticationUser)
    case "PASSWORD", "PASS", "PASSWD", "HOST_PASSWORD": .password
    case "FROM", "FROM_ADDRESS", "FROM_EMAIL", "SENDER": .sender
    case "FROM_NAME", "SENDER_NAME": .setting(.systemName)
    case "ENCRYPTION", "SECURITY", "TLS", "USE_TLS", "STARTTLS": .encryption(exact: false)
    case "SSL", "USE_SSL", "SECURE": .ssl
    case "HELO_NAME", "HELO", "EHLO_DOMAIN", "DOMAIN", "LOCAL_DOMAIN": .setting(.smtpHelloName)
    case "AUTH", "AUTHENTICATION", "AUTH_MECHANISM", "AUTH_METHOD": .mechanism
    case "SOURCE_ADDRESS": .setting(.smtpSourceAddress)
    case "CHARSET": .setting(.messageEncoding)
    case "MAX_CONNECTIONS": .setting(.connectionsMaximum)
    case "URL", "DSN": .url
    case "CA_FILE": .certificate
    default: nil
    }
  }

  func take(_ text: String, _ line: Int, _ found: inout FoundSettings) {
    guard !text.isEmpty, text != "null" else { return }
    switch self {
    case .setting(let key): found.take(key, text, line)
    case .sender: found.take(sender: text, line)
    case .password: found.take(password: text, line)
    case .url: MailURL(text).map { $0.take(line, &found) } ?? found.leave("URL", line)
    case .encryption(let exact): takeEncryption(text, exact, line, &found)
    case .ssl:
      let isOn = ["true", "1", "yes", "on"].contains(text.lowercased())
      if isOn { found.take(.smtpEncryption, Encryption.ssl.text, line) }
    case .mechanism: takeMechanism(text, line, &found)
    case .certificate: found.leave("CA_FILE", line, .certificate(fingerprint: nil))
    case .unknown(let name): found.leave(name, line)
    }
  }

  /// `tls` at port 465 is what Postern calls `ssl`; what is off here, another variable may turn on.
  private func takeEncryption(
    _ text: String, _ isExact: Bool, _ line: Int, _ found: inout FoundSettings
  ) {
    let isAtSSL = !isExact && found.taken.contains { $0.key == .smtpPort && $0.text == "465" }
    let encryption: Encryption?
    switch text.lowercased() {
    case "true", "1", "yes", "on": encryption = .tls
    case "false", "0", "no": encryption = nil
    case "force_tls": encryption = .ssl
    case let word: encryption = try? Encryption(typed: word)
    }
    if let encryption {
      found.take(.smtpEncryption, (encryption == .tls && isAtSSL ? .ssl : encryption).text, line)
    } else if text.count > 5 {
      found.leave("ENCRYPTION", line, .unsupported(text))
    }
  }

  private func takeMechanism(_ text: String, _ line: Int, _ found: inout FoundSettings) {
    switch text.lowercased() {
    case "true", "1", "yes", "on": break
    case "false", "0", "no", "off", "none":
      found.take(.authenticationMode, AuthenticationMode.none.text, line)
    default: found.take(.authenticationMechanism, text.uppercased(), line)
    }
  }
}
