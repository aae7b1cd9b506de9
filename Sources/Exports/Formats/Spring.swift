import MailSettings

/// application.properties of Spring Boot.
enum Spring: Interchange {
  private static let own = "spring.mail."
  fileprivate static let session = "spring.mail.properties."

  static func shortfalls(_ account: MailAccount) -> [Shortfall] {
    var found = JakartaMail.common(account)
    let texts = [account.login?.user, account.secret, account.system.name?.text, account.address]
    if texts.contains(where: { $0?.holds("${") == true }) {
      found.append(.obstacle(.unwritable(.placeholder)))
    }
    if let trust = account.trust { found.append(.difference(.trustStoreOfSpring(trust.keystore))) }
    return found
  }

  static func entries(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry] {
    var entries: [ExportEntry] = [
      .comment(.springFile), .text(own + "protocol", "smtp"), .text(own + "host", account.host),
      .number(own + "port", account.port),
      .text(own + "default-encoding", account.encoding.text),
    ]
    if let login = account.login {
      entries += [
        .text(own + "username", login.user),
        account.secret.map { .text(own + "password", $0) }
          ?? .comment(.password(own + "password=…")),
      ]
    }
    return entries + JakartaMail.session(account).map(\.inSession) + trust(account)
  }

  /// `ssl.enabled` is always written: a bundle alone would turn on TLS from the first byte.
  private static func trust(_ account: MailAccount) -> [ExportEntry] {
    guard let trust = account.trust else { return [] }
    let store = "spring.ssl.bundle.jks.postern.truststore."
    return [
      .comment(.trustStore), .text(store + "location", "file:" + trust.keystore),
      .text(store + "type", "PKCS12"), .text(store + "password", "changeit"),
      .text(own + "ssl.bundle", "postern"),
      .truth(own + "ssl.enabled", account.endpoint.encryption == .ssl),
    ]
  }

  static func line(_ entry: ExportEntry) -> String { JakartaMail.line(entry) }

  static func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings {
    var found = FoundSettings()
    for property in JavaProperties.read(file) where property.key.hasPrefix(own) {
      if property.value.holds("${") {
        found.leave(property.key, property.line, .variable)
      } else {
        take(property, &found)
      }
    }
    // A user with a password signs in, unless the session's properties say something else.
    JakartaMail.finish(&found)
    return found
  }

  private static func take(_ property: JavaProperties.Property, _ found: inout FoundSettings) {
    let (value, line) = (property.value, property.line)
    if property.key.hasPrefix(session) {
      let key = String(property.key.dropFirst(session.count))
      return JakartaMail.take(JavaProperties.Property(key: key, value: value, line: line), &found)
    }
    switch property.key.dropFirst(own.count) {
    case "username": found.take(.authenticationUser, value, line)
    case "default-encoding", "defaultEncoding": found.take(.messageEncoding, value, line)
    case "protocol":
      if value == "smtps" { found.take(.smtpEncryption, Encryption.ssl.text, line) }
    case "ssl.enabled":
      if value == "true" { found.take(.smtpEncryption, Encryption.ssl.text, line) }
    case "ssl.bundle": found.leave(property.key, line, .certificate(fingerprint: nil))
    case let name where ["host", "port", "password"].contains(name):
      let key = "mail.smtp.\(name)"
      JakartaMail.take(JavaProperties.Property(key: key, value: value, line: line), &found)
    default: found.leave(property.key, line)
    }
  }
}

extension ExportEntry {
  /// The same entry under the name by which Spring passes it on to the Session.
  fileprivate var inSession: ExportEntry {
    switch self {
    case .comment: self
    case .text(let key, let text): .text(Spring.session + key, text)
    case .number(let key, let number): .number(Spring.session + key, number)
    case .truth(let key, let truth): .truth(Spring.session + key, truth)
    }
  }
}
