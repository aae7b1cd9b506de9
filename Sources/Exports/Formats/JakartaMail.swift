import MailSettings

/// The properties of a Session of Jakarta Mail (formerly JavaMail).
enum JakartaMail: Interchange {
  /// The mechanisms that it has itself, and those that it leaves to Java's SASL.
  private static let own = ["PLAIN", "LOGIN", "DIGEST-MD5", "NTLM"]
  private static let ofJava = ["CRAM-MD5"]

  static func shortfalls(_ account: MailAccount) -> [Shortfall] {
    var found = common(account)
    if let trust = account.trust { found.append(.difference(.trustStoreOfJava(trust.keystore))) }
    return found
  }

  /// What it cannot do, whether an application or Spring configures its Session.
  static func common(_ account: MailAccount) -> [Shortfall] {
    var found: [Shortfall] = []
    if let mechanism = account.mechanism, !(own + ofJava).contains(mechanism) {
      found.append(.obstacle(.mechanism(mechanism)))
    }
    if account.mayLeakPassword, account.endpoint.encryption == .tlsIfAvailable {
      found.append(.difference(.unguardedPassword))
    }
    if account.limit != nil { found.append(.difference(.connectionLimit)) }
    return found
  }

  static func entries(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry] {
    var entries: [ExportEntry] = [
      .comment(.javaSession), .text("mail.transport.protocol", "smtp"),
      .text("mail.smtp.host", account.host), .number("mail.smtp.port", account.port),
    ]
    if let login = account.login {
      entries += [
        .text("mail.smtp.user", login.user),
        account.secret.map { .text("mail.smtp.password", $0) }
          ?? .comment(.password("mail.smtp.password=…")),
      ]
    }
    entries += session(account)
    if account.encoding != .utf8 {
      entries.append(.text("mail.mime.charset", account.encoding.text))
    }
    return entries + trust(account)
  }

  /// Everything but server, user and password, which Spring has names of its own for.
  static func session(_ account: MailAccount) -> [ExportEntry] {
    let from = account.system.name.map { HeaderName($0.text).text + " <\(account.address)>" }
    var entries: [ExportEntry] = [
      .truth("mail.smtp.auth", account.login != nil), .text("mail.smtp.from", account.address),
      .text("mail.from", from ?? account.address),
    ]
    entries += encryption(account.endpoint.encryption) + mechanism(account)
    if let hello = account.hello { entries.append(.text("mail.smtp.localhost", hello)) }
    if let source = account.source { entries.append(.text("mail.smtp.localaddress", source.text)) }
    return entries
      + ["connectiontimeout", "timeout", "writetimeout"].map { .number("mail.smtp." + $0, 60_000) }
  }

  private static func encryption(_ encryption: Encryption) -> [ExportEntry] {
    let isStartTLS = encryption == .tls || encryption == .tlsIfAvailable
    return [
      .truth("mail.smtp.ssl.enable", encryption == .ssl),
      .truth("mail.smtp.starttls.enable", isStartTLS),
      .truth("mail.smtp.starttls.required", encryption == .tls),
      .truth("mail.smtp.ssl.checkserveridentity", true),
    ]
  }

  private static func mechanism(_ account: MailAccount) -> [ExportEntry] {
    guard let mechanism = account.mechanism else { return [] }
    guard ofJava.contains(mechanism) else {
      return [.text("mail.smtp.auth.mechanisms", mechanism)]
    }
    return [.truth("mail.smtp.sasl.enable", true), .text("mail.smtp.sasl.mechanisms", mechanism)]
  }

  private static func trust(_ account: MailAccount) -> [ExportEntry] {
    guard let trust = account.trust else { return [] }
    return [
      .comment(.trustStore), .text("javax.net.ssl.trustStore", trust.keystore),
      .text("javax.net.ssl.trustStoreType", "PKCS12"),
      .text("javax.net.ssl.trustStorePassword", "changeit"),
    ]
  }

  static func line(_ entry: ExportEntry) -> String {
    switch entry {
    case .comment(let comment): "# " + comment.text
    case .text(let key, let text): key + "=" + JavaProperties.value(text)
    case .number(let key, let number): "\(key)=\(number)"
    case .truth(let key, let truth): key + "=\(truth)"
    }
  }
}

extension JakartaMail {
  static func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings {
    var found = FoundSettings()
    for property in JavaProperties.read(file) where property.key.hasPrefix("mail.") {
      take(property, &found)
    }
    finish(&found)
    return found
  }

  static func finish(_ found: inout FoundSettings) {
    if found.password != nil { found.signsIn() }
    found.takeUsualPort(\.portOfOthers)
  }

  static func take(_ property: JavaProperties.Property, _ found: inout FoundSettings) {
    let (value, line) = (property.value, property.line)
    // The protocol `smtps` has properties of its own: mail.smtps.host and so on.
    let names = property.key.split(separator: ".").dropFirst()
    let isSSL = names.first == "smtps"
    let name = (isSSL || names.first == "smtp" ? names.dropFirst() : names).joined(separator: ".")
    if isSSL, name == "host" { found.take(.smtpEncryption, Encryption.ssl.text, line) }
    switch name {
    case "host": found.take(.smtpServer, value, line)
    case "port": found.take(.smtpPort, value, line)
    case "user": found.take(.authenticationUser, value, line)
    case "password": found.take(password: value, line)
    case "from":
      names.count > 1 ? found.take(.systemAddress, value, line) : takeFrom(property, &found)
    case "localhost": found.take(.smtpHelloName, value, line)
    case "localaddress": found.take(.smtpSourceAddress, value, line)
    case "mime.charset": found.take(.messageEncoding, value, line)
    case "auth.mechanisms", "sasl.mechanisms": takeMechanism(property, &found)
    case "auth":
      let mode: AuthenticationMode = value == "true" ? .password : .none
      found.take(.authenticationMode, mode.text, line)
    default: takeEncryption(name, property, &found)
    }
  }

  /// `mail.from` may have a name; its address gives way to the envelope sender's, `mail.smtp.from`.
  private static func takeFrom(
    _ property: JavaProperties.Property, _ found: inout FoundSettings
  ) {
    let envelope = found.taken.first { $0.key == .systemAddress }
    found.take(sender: property.value, property.line)
    if let envelope { found.take(.systemAddress, envelope.text, envelope.line) }
  }

  private static func takeMechanism(
    _ property: JavaProperties.Property, _ found: inout FoundSettings
  ) {
    let names = property.value.split { " ,".contains($0) }
    if names.count == 1 {
      found.take(.authenticationMechanism, names[0].uppercased(), property.line)
    } else {
      found.leave(property.key, property.line)
    }
  }

  private static func takeEncryption(
    _ name: String, _ property: JavaProperties.Property, _ found: inout FoundSettings
  ) {
    let (value, line) = (property.value, property.line)
    let now = found.taken.first { $0.key == .smtpEncryption }?.text
    let isOn = value == "true"
    switch name {
    case "ssl.enable": if isOn { found.take(.smtpEncryption, Encryption.ssl.text, line) }
    case "transport.protocol":
      if value == "smtps" { found.take(.smtpEncryption, Encryption.ssl.text, line) }
    case "starttls.enable":
      let encryption: Encryption = isOn ? .tlsIfAvailable : .none
      if now == nil { found.take(.smtpEncryption, encryption.text, line) }
    case "starttls.required":
      if isOn, now != Encryption.ssl.text {
        found.take(.smtpEncryption, Encryption.tls.text, line)
      }
    case "ssl.checkserveridentity": if !isOn { found.leave(property.key, line, .unverified) }
    case "ssl.trust": found.leave(property.key, line, .unverified)
    case "sasl.enable", "mime.allowutf8": break
    default: found.leave(property.key, line)
    }
  }
}
