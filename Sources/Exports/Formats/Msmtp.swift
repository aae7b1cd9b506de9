import MailSettings

/// The configuration file of msmtp(1).
enum Msmtp: Interchange {
  /// The mechanisms that Debian's Cyrus SASL, which Postfix uses, knows too.
  static let mechanisms = [
    "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256", "NTLM",
  ]

  /// In bytes: msmtp reads a line into 501 bytes, its line break and the final zero included.
  private static let longestLine = 498

  static func shortfalls(_ account: MailAccount) -> [Shortfall] {
    var found: [Shortfall] = []
    if account.endpoint.encryption == .tlsIfAvailable { found.append(.obstacle(.opportunisticTLS)) }
    if let mechanism = account.mechanism, !mechanisms.contains(mechanism) {
      found.append(.obstacle(.mechanism(mechanism)))
    }
    if account.login != nil, account.mechanism == nil, account.endpoint.encryption == .none {
      found.append(.obstacle(.clearTextMechanism))
    }
    if entries(account, ExportPlace(passwordFile: "")).contains(where: isTooLong) {
      found.append(.obstacle(.unwritable(.longLine(longestLine))))
    }
    if hasPattern(account.address) { found.append(.obstacle(.unwritable(.pattern))) }
    if let trust = account.trust { found.append(.difference(.certificateFile(trust.pem))) }
    if account.system.name != nil, !account.keepsFrom { found.append(.difference(.displayName)) }
    if account.limit != nil { found.append(.difference(.connectionLimit)) }
    if !account.aliases.isEmpty { found.append(.difference(.aliases)) }
    return found
  }

  /// Whether msmtp would replace part of a text by the user's name, the host's or the like.
  static func hasPattern(_ text: String) -> Bool {
    ["%U", "%H", "%C", "%M"].contains(where: text.holds)
  }

  private static func isTooLong(_ entry: ExportEntry) -> Bool {
    guard case .text = entry else { return false }
    return line(entry).utf8.count > longestLine
  }

  static func entries(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry] {
    var entries: [ExportEntry] = [
      .comment(.msmtpFile), .text("account", "default"), .text("host", account.host),
      .number("port", account.port), .number("timeout", 60),
    ]
    entries += encryption(account) + login(account)
    entries += [
      .text("from", account.address), .truth("allow_from_override", false),
      .text("set_from_header", account.keepsFrom ? "auto" : "on"),
    ]
    if let hello = account.hello { entries.append(.text("domain", hello)) }
    if let source = account.source { entries.append(.text("source_ip", source.text)) }
    return entries
  }

  private static func encryption(_ account: MailAccount) -> [ExportEntry] {
    guard account.endpoint.encryption != .none else { return [.truth("tls", false)] }
    return [
      .truth("tls", true), .truth("tls_starttls", account.endpoint.encryption != .ssl),
      .text("tls_trust_file", account.trust?.pem ?? "system"),
    ]
  }

  private static func login(_ account: MailAccount) -> [ExportEntry] {
    guard let login = account.login else { return [.truth("auth", false)] }
    let method = account.mechanism.map { ExportEntry.text("auth", $0.lowercased()) }
    let password: ExportEntry =
      switch login.password {
      case .leftOut: .comment(.password("password \"…\""))
      case .secret(let secret): .text("password", secret.reveal())
      case .command(let command): .text("passwordeval", command.text)
      }
    return [method ?? .truth("auth", true), .text("user", login.user), password]
  }

  /// An argument may stand in quotation marks; those inside it need no escape.
  static func line(_ entry: ExportEntry) -> String {
    switch entry {
    case .comment(let comment): "# " + comment.text
    case .number(let key, let number): "\(key) \(number)"
    case .truth(let key, let truth): key + (truth ? " on" : " off")
    case .text(let key, let text): key + " " + (text.isPlainWord ? text : "\"\(text)\"")
    }
  }
}

extension String {
  /// Whether every program reads it literally, without quotes around it.
  var isPlainWord: Bool {
    !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        // - . / 0 to 9 : @ A to Z _ a to z
        case 0x2D...0x3A, 0x40...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
      }
  }
}
