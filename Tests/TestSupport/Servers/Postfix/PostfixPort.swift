/// How one port of a test Postfix behaves.
public struct PostfixPort: Sendable {
  /// What the port does about TLS.
  public typealias Security = PortSecurity

  /// What the port does about AUTH.
  public enum Login: Sendable {
    /// It does not offer AUTH.
    case off
    /// It offers AUTH; without it, mail for the server's own domains is taken all the same.
    case offered
    /// It refuses every recipient before AUTH.
    case required
  }

  /// What the port does about TLS.
  public var security: Security
  /// What the port does about AUTH.
  public var login: Login
  /// Whether AUTH is only offered inside TLS.
  public var loginOnlyInTLS = false
  /// Whether the envelope sender has to belong to the login (`PostfixServer`'s `senderLogins`).
  public var rejectsSenderLoginMismatch = false
  /// The largest message in bytes; nil for Postfix's default.
  public var messageSizeLimit: Int?
  /// EHLO keywords that the port hides, such as `8bitmime` or `chunking`.
  public var discardedKeywords: [String] = []
  /// Another certificate than the server's.
  public var certificate: IssuedCertificate?
  /// Whether a client has to have logged in to a mailbox of `PostfixServer`'s `logins` before, from
  /// the same address (POP-before-SMTP); that login server needs `recordsMailboxLogins`.
  public var requiresMailboxLogin = false
  /// Whether every command is logged, for `PostfixServer.commands(on:)`.
  public var recordsCommands = false
  /// More settings of main.cf for this port alone; they win over the ones above.
  public var options: [String: String] = [:]

  /// A port with TLS and AUTH as told.
  public init(
    _ security: Security = .none, login: Login = .off, options: [String: String] = [:]
  ) {
    self.security = security
    self.login = login
    self.options = options
  }

  /// No TLS, no AUTH.
  public static let plain = PostfixPort(.none)
  /// STARTTLS offered, no AUTH.
  public static let startTLS = PostfixPort(.startTLS)
  /// STARTTLS required, no AUTH.
  public static let startTLSRequired = PostfixPort(.startTLSRequired)
  /// TLS from the first byte, no AUTH.
  public static let ssl = PostfixPort(.ssl)

  /// The same port with changes made to it.
  public func with(_ change: (inout PostfixPort) -> Void) -> PostfixPort {
    var copy = self
    change(&copy)
    return copy
  }

  /// The settings of main.cf that the port overrides.
  func settings(
    certificate: IssuedCertificate?, mailboxLogins: MailboxLogins?
  ) -> [String: String] {
    var settings = ["smtpd_sasl_auth_enable": login == .off ? "no" : "yes"]
    if security != .none, let certificate = self.certificate ?? certificate {
      settings["smtpd_tls_chain_files"] = "\(certificate.key), \(certificate.chain)"
    }
    switch security {
    case .none: settings["smtpd_tls_security_level"] = "none"
    case .startTLS: settings["smtpd_tls_security_level"] = "may"
    case .startTLSRequired: settings["smtpd_tls_security_level"] = "encrypt"
    case .ssl:
      settings["smtpd_tls_security_level"] = "encrypt"
      settings["smtpd_tls_wrappermode"] = "yes"
    }
    if login == .required {
      settings["smtpd_recipient_restrictions"] = "permit_sasl_authenticated, reject"
    }
    if requiresMailboxLogin, let mailboxLogins {
      let known = "check_client_access sqlite:\(mailboxLogins.table)"
      settings["smtpd_relay_restrictions"] = "\(known), reject_unauth_destination"
      settings["smtpd_recipient_restrictions"] = "\(known), reject"
    }
    if loginOnlyInTLS { settings["smtpd_tls_auth_only"] = "yes" }
    if rejectsSenderLoginMismatch {
      settings["smtpd_sender_restrictions"] = "reject_sender_login_mismatch"
    }
    if let messageSizeLimit { settings["message_size_limit"] = "\(messageSizeLimit)" }
    if !discardedKeywords.isEmpty {
      settings["smtpd_discard_ehlo_keywords"] = discardedKeywords.joined(separator: ", ")
    }
    if recordsCommands { settings["debug_peer_list"] = "127.0.0.0/8, [::1]" }
    return settings.merging(options) { $1 }
  }
}
