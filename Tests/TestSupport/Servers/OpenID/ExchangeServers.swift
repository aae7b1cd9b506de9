/// What stands for Microsoft 365 in the tests: the provider, and a real Postfix and Dovecot that
/// take
/// its tokens. Dovecot asks the provider whose a token is (RFC 7662), for each login.
///
/// As with Exchange a token has to be for Outlook (`aud`), with the permission for the service in
/// `scp` or `roles`, and in the name of its `upn`; an application's is good for `mailbox` alone.
/// Otherwise the challenge is base64 of `{"status":"401","schemes":"bearer","scope":"mail"}`, then
/// comes 535.
public final class ExchangeServers: Sendable {
  /// Signs people and applications in.
  public let provider: OpenIDProvider
  /// Takes mails on its port `submission`, over STARTTLS and with a token.
  public let postfix: PostfixServer
  /// Has the mailboxes: IMAP over TLS at its port `imap`.
  public let dovecot: DovecotServer
  /// Answers Postfix, by permissions for SMTP. It is a Dovecot of its own, as none tells the
  /// provider for which of its services it asks.
  public let logins: DovecotServer
  /// Signed the certificates of all three.
  public let certificates: CertificateAuthority

  /// Starts all three.
  public init(_ registration: OpenIDProvider.Registration = .init()) throws {
    certificates = try CertificateAuthority(name: "Exchange Test Root")
    provider = try OpenIDProvider(registration, certificates: certificates)
    let certificate = try certificates.issue()
    dovecot = try Self.dovecot(
      .imap, provider, certificate, ports: ["imap": DovecotPort(.imap, .ssl)])
    logins = try Self.dovecot(.smtp, provider, certificate)
    let port = PostfixPort(.startTLSRequired, login: .required).with { $0.loginOnlyInTLS = true }
    postfix = try PostfixServer(
      ports: ["submission": port], certificate: certificate, logins: logins,
      domains: ["contoso.example", "example.org"])
  }

  private static func dovecot(
    _ service: OpenIDProvider.MailService, _ provider: OpenIDProvider,
    _ certificate: IssuedCertificate, ports: [String: DovecotPort] = [:]
  ) throws -> DovecotServer {
    let file = try provider.server.folder.write(
      "dovecot-\(service.rawValue).conf", introspection(service, provider))
    return try DovecotServer(
      users: [:], ports: ports, certificate: certificate,
      mechanisms: ["xoauth2", "oauthbearer"], configuration: passwords(file))
  }

  /// The token goes in a form, so that no log of the provider has it.
  private static func introspection(
    _ service: OpenIDProvider.MailService, _ provider: OpenIDProvider
  ) -> String {
    """
    introspection_mode = post
    introspection_url = \(provider.authority)/introspect/\(service.rawValue)
    username_attribute = username
    active_attribute = active
    active_value = true
    tls_ca_cert_file = \(provider.certificates.root.certificate)

    """
  }

  private static func passwords(_ file: String) -> String {
    """
    passdb {
      driver = oauth2
      mechanisms = xoauth2 oauthbearer
      args = \(file)
    }
    """
  }

  /// The settings of a set-up that sends here by a person's sign-in, `KEY=VALUE`.
  public func settings(flow: String = "delegated") -> [String] {
    let registration = provider.registration
    let common = [
      "protocol=exchange", "system.address=\(registration.mailbox)", "exchange.flow=\(flow)",
      "exchange.tenant=\(registration.tenant)", "exchange.client-id=\(registration.clientID)",
      "exchange.authority=\(provider.authority)", "exchange.server=localhost",
      "exchange.port=\(postfix.port("submission"))",
    ]
    let imap = dovecot.endpoint("imap").port
    return common
      + (flow == "delegated"
        ? ["exchange.app-url=https://app.example.org/", "exchange.imap-port=\(imap)"]
        : ["exchange.mailbox=\(registration.mailbox)"])
  }

  /// What lets a program trust the three servers.
  public var environment: [String: String] { ["SSL_CERT_FILE": certificates.certificate] }
}
