import MailSettings

/// settings.py of Django.
enum Django: Interchange {
  private static let backend = "django.core.mail.backends.smtp.EmailBackend"
  /// Python's smtplib knows these, and tries them in this order.
  private static let mechanisms = ["CRAM-MD5", "PLAIN", "LOGIN"]

  static func shortfalls(_ account: MailAccount) -> [Shortfall] {
    var found: [Shortfall] = []
    if account.endpoint.encryption == .tlsIfAvailable { found.append(.obstacle(.opportunisticTLS)) }
    if account.trust != nil { found.append(.obstacle(.importedCertificate)) }
    if let mechanism = account.mechanism {
      found.append(
        mechanisms.contains(mechanism)
          ? .difference(.mechanismOrder) : .obstacle(.mechanism(mechanism)))
    }
    if !((account.login?.user ?? "") + (account.secret ?? "") + account.address).isASCII {
      found.append(.obstacle(.nonASCIISignIn))
    }
    if account.source != nil { found.append(.obstacle(.sourceAddress)) }
    if account.hello != nil { found.append(.difference(.helloName)) }
    if account.encoding != .utf8 { found.append(.difference(.encoding)) }
    if account.limit != nil { found.append(.difference(.connectionLimit)) }
    return found
  }

  static func entries(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry] {
    let encryption = account.endpoint.encryption
    var entries: [ExportEntry] = [
      .comment(.djangoFile), .text("EMAIL_BACKEND", backend), .text("EMAIL_HOST", account.host),
      .number("EMAIL_PORT", account.port),
      .truth("EMAIL_USE_TLS", encryption == .tls || encryption == .tlsIfAvailable),
      .truth("EMAIL_USE_SSL", encryption == .ssl), .number("EMAIL_TIMEOUT", 60),
    ]
    if let login = account.login {
      entries += [
        .text("EMAIL_HOST_USER", login.user),
        account.secret.map { .text("EMAIL_HOST_PASSWORD", $0) }
          ?? .comment(.password("EMAIL_HOST_PASSWORD = \"…\"")),
      ]
    }
    let name = account.system.name.map { HeaderName.quoted($0.text) + " " }
    let from = name.map { "\($0)<\(account.address)>" } ?? account.address
    return entries + [.text("DEFAULT_FROM_EMAIL", from), .text("SERVER_EMAIL", from)]
  }

  static func line(_ entry: ExportEntry) -> String {
    switch entry {
    case .comment(let comment): "# " + comment.text
    case .text(let key, let text): "\(key) = \(PythonSource.literal(text))"
    case .number(let key, let number): "\(key) = \(number)"
    case .truth(let key, let truth): key + (truth ? " = True" : " = False")
    }
  }
}

extension Django {
  static func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings {
    var found = FoundSettings()
    for assignment in try PythonSource(file.text).assignments {
      take(assignment, &found)
    }
    found.signsIn()
    found.takeUsualPort { _ in .smtp }
    return found
  }

  private static func take(
    _ assignment: PythonSource.Assignment, _ found: inout FoundSettings
  ) {
    let (name, line) = (assignment.name, assignment.line)
    guard name.hasPrefix("EMAIL_") || ["DEFAULT_FROM_EMAIL", "SERVER_EMAIL"].contains(name) else {
      return
    }
    switch assignment.value {
    case .unknown: found.leave(name, line, .notALiteral)
    case .none: break
    case .truth(let truth): takeEncryption(name, truth, line, &found)
    case .text(let text), .number(let text): take(name, text, line, &found)
    }
  }

  private static func take(
    _ name: String, _ text: String, _ line: Int, _ found: inout FoundSettings
  ) {
    switch name {
    case "EMAIL_HOST": found.take(.smtpServer, text, line)
    case "EMAIL_PORT": found.take(.smtpPort, text, line)
    case "EMAIL_HOST_USER": found.take(.authenticationUser, text, line)
    case "EMAIL_HOST_PASSWORD": found.take(password: text, line)
    case "DEFAULT_FROM_EMAIL": found.take(sender: text, line)
    case "SERVER_EMAIL":
      if !found.has(.systemAddress) { found.take(sender: text, line) }
    case "EMAIL_BACKEND" where text == backend: break
    case "EMAIL_BACKEND": found.leave(name, line, .unsupported(text))
    default: found.leave(name, line)
    }
  }

  /// Where both are off, nothing is encrypted.
  private static func takeEncryption(
    _ name: String, _ isOn: Bool, _ line: Int, _ found: inout FoundSettings
  ) {
    switch name {
    case "EMAIL_USE_TLS", "EMAIL_USE_SSL":
      let encryption: Encryption = !isOn ? .none : name == "EMAIL_USE_TLS" ? .tls : .ssl
      if isOn || !found.has(.smtpEncryption) { found.take(.smtpEncryption, encryption.text, line) }
    default: found.leave(name, line)
    }
  }
}
