import MailSettings

/// Lines of main.cf (postconf(5)) that make Postfix a null client: it takes mail only from this
/// machine, and forwards all of it.
enum Postfix: Interchange {
  static func shortfalls(_ account: MailAccount) -> [Shortfall] {
    var found: [Shortfall] = []
    let (endpoint, login) = (account.endpoint, account.login)
    if endpoint.encryption.requiresTLS { found += certificate(account) }
    if login?.user.unicodeScalars.contains(":") == true {
      found.append(.obstacle(.unwritable(.colonInUser)))
    }
    if account.secret?.unicodeScalars.last?.properties.isWhitespace == true {
      found.append(.obstacle(.unwritable(.finalBlank)))
    }
    if let mechanism = account.mechanism, !Msmtp.mechanisms.contains(mechanism) {
      found.append(.obstacle(.mechanism(mechanism)))
    }
    if endpoint.host.isLoopback, endpoint.port == .smtp { found.append(.obstacle(.ownPort)) }
    let addresses = [account.address] + account.aliases.values.map(\.text)
    if addresses.contains(where: { $0.cut(at: "{}") != nil }) {
      found.append(.obstacle(.unwritable(.braces)))
    }
    if endpoint.encryption == .tlsIfAvailable { found.append(.difference(.unverifiedCertificate)) }
    return found
  }

  private static func certificate(_ account: MailAccount) -> [Shortfall] {
    let isName = account.endpoint.host.kind == .name
    return switch account.trust?.kind {
    case .pinned: []
    case .authority: [.obstacle(.importedAuthority)]
    case .root, nil: isName ? [] : [.obstacle(.certificateOfAddress)]
    }
  }

  static func entries(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry] {
    var entries: [ExportEntry] = [
      .comment(.postfixFile), .text("relayhost", relayHost(account)),
      // As Postern resolves names: by /etc/hosts, too.
      .text("smtp_host_lookup", "dns, native"),
      .text("inet_interfaces", "loopback-only"), .text("mydestination", ""),
    ]
    entries += encryption(account) + login(account, place) + sender(account)
    if let hello = account.hello { entries.append(.text("smtp_helo_name", hello)) }
    if let source = account.source {
      entries.append(.text("smtp_bind_address" + (source.isIPv6 ? "6" : ""), source.text))
    }
    if let limit = account.limit {
      entries += [
        .number("smtp_destination_concurrency_limit", limit.number),
        .number("initial_destination_concurrency", min(5, limit.number)),
      ]
    }
    return entries + aliases(account)
  }

  /// In brackets: Postfix connects to the host itself, not to the MX hosts of a domain.
  private static func relayHost(_ account: MailAccount) -> String {
    "[\(account.host)]:\(account.port)"
  }

  private static func encryption(_ account: MailAccount) -> [ExportEntry] {
    let wrapped = ExportEntry.truth("smtp_tls_wrappermode", account.endpoint.encryption == .ssl)
    return switch account.endpoint.encryption {
    case .none: [.text("smtp_tls_security_level", "none"), wrapped]
    case .tlsIfAvailable: [.text("smtp_tls_security_level", "may"), wrapped]
    case .tls, .ssl: [wrapped] + verification(account.trust)
    }
  }

  /// A pinned certificate is matched by its fingerprint. smtp_tls_CAfile is read before Postfix
  /// drops its privileges, and has to hold a root.
  private static func verification(_ trust: ImportedTrust?) -> [ExportEntry] {
    switch trust?.kind {
    case nil:
      secure + [.text("smtp_tls_CAfile", "/etc/ssl/certs/ca-certificates.crt"), authorities]
    case .root: secure + [.text("smtp_tls_CAfile", escaped(trust?.pem ?? "")), authorities]
    case .authority: secure + [authorities]
    case .pinned(let fingerprints):
      [
        .text("smtp_tls_security_level", "fingerprint"),
        .text("smtp_tls_fingerprint_digest", "sha256"),
        .text("smtp_tls_fingerprint_cert_match", fingerprints.joined(separator: ", ")),
      ]
    }
  }

  private static let authorities = ExportEntry.text("smtp_tls_CApath", "/etc/ssl/certs")

  private static let secure: [ExportEntry] = [
    .text("smtp_tls_security_level", "secure"), .text("smtp_tls_secure_cert_match", "nexthop"),
  ]

  private static func login(_ account: MailAccount, _ place: ExportPlace) -> [ExportEntry] {
    guard let login = account.login else { return [.truth("smtp_sasl_auth_enable", false)] }
    let line = "\(relayHost(account)) \(login.user):…"
    let filter = account.mechanism?.lowercased() ?? "!gssapi, !gss-spnego, !ntlm, static:all"
    return [
      .truth("smtp_sasl_auth_enable", true),
      .comment(.passwordFile(place.passwordFile, line: line)),
      .text("smtp_sasl_password_maps", "texthash:" + escaped(place.passwordFile)),
      .text("smtp_sasl_mechanism_filter", filter),
      // Where the password must not go out in clear, PLAIN and LOGIN are used only within TLS.
      .text(
        "smtp_sasl_security_options",
        (account.mayLeakPassword ? "noplaintext, " : "") + "noanonymous"),
      .text("smtp_sasl_tls_security_options", "noanonymous"),
    ]
  }

  /// The line of the password file; nil where nobody signs in or the password is left out.
  static func passwordLine(_ account: MailAccount) -> String? {
    guard let login = account.login, let secret = account.secret else { return nil }
    return "\(relayHost(account)) \(login.user):\(secret)\n"
  }

  /// Rewrites the envelope sender to the system's address; From, too, unless programs keep their
  /// own, and with the display name that it has.
  private static func sender(_ account: MailAccount) -> [ExportEntry] {
    let address = account.address
    let envelope: [ExportEntry] = [
      .text("sender_canonical_maps", "regexp:{ {/./ \(escaped(replacement(address)))} }"),
      .text("sender_canonical_classes", "envelope_sender"),
    ]
    guard !account.keepsFrom else { return envelope }
    let from = escaped("<\(replacement(address))>")
    let mailbox = account.system.name.map { escaped(replacement(phrase($0.text))) + " " } ?? ""
    let rules =
      "{/^From:(.*)<[^<>]*>/ REPLACE From:$$1\(from)} {/^From:/ REPLACE From: \(mailbox)\(from)}"
    return envelope + [.text("smtp_header_checks", "regexp:{ \(rules) }")]
  }

  private static func aliases(_ account: MailAccount) -> [ExportEntry] {
    guard !account.aliases.isEmpty else { return [] }
    let rules = account.aliases.sorted { $0.key < $1.key }
      .map { "{ \($0.key) = \(escaped($0.value.text)) }" }
    return [.text("virtual_alias_maps", "inline:{ \(rules.joined(separator: " ")) }")]
  }

  /// A display name for a header; empty where it has braces, which a rule in braces cannot hold.
  private static func phrase(_ name: String) -> String {
    let encoded = HeaderName(name).text
    return encoded.cut(at: "{}") == nil ? encoded : ""
  }

  /// With `$` doubled, which begins a parameter's name in main.cf.
  private static func escaped(_ text: String) -> String { doubled(text) }

  /// With `$` doubled, which begins a group's number in a regular expression's replacement.
  private static func replacement(_ text: String) -> String { doubled(text) }

  private static func doubled(_ text: String) -> String {
    text.putting("$", before: "$")
  }

  static func line(_ entry: ExportEntry) -> String {
    switch entry {
    case .comment(let comment): "# " + comment.text
    case .text(let key, let text): "\(key) = \(text)"
    case .number(let key, let number): "\(key) = \(number)"
    case .truth(let key, let truth): key + (truth ? " = yes" : " = no")
    }
  }
}
