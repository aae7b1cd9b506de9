internal import Foundation

/// A real OpenID provider at Microsoft's paths, on loopback behind TLS: `oidc-provider-mock` with
/// Authlib's further grants (`provider.py`), which `make deps` installs.
///
/// `exchange.authority` is its ``authority``. Refresh tokens are good once: one that is used again
/// revokes its whole family. Anybody may sign in, by any name.
public final class OpenIDProvider: ProcessServer {
  /// What is registered there.
  public struct Registration: Sendable {
    /// The directory's id.
    public var tenantID = "11111111-aaaa-4bbb-8ccc-222222222222"
    /// The directory's domain.
    public var tenant = "contoso.example"
    /// The application's id.
    public var clientID = "44444444-5555-4666-8777-888888888888"
    /// The application's secret; nil for a public client.
    public var clientSecret: String? = "Zaunk8~0enig.s3cret"
    /// A PEM certificate that the application signs its assertions by, instead of the secret.
    public var clientCertificate: String?
    /// Where browsers may be sent back to; any port of `http://localhost`.
    public var redirectURIs = [
      "https://app.example.org/msExchangeAuthCallback.action", "http://localhost",
    ]
    /// The permissions of the application alone.
    public var roles = ["SMTP.SendAsApp"]
    /// The object id of the Enterprise application.
    public var objectID = "99999999-0000-4111-8222-333333333333"
    /// The mailbox that the application alone may send from.
    public var mailbox = "app@contoso.example"
    /// Seconds between two questions about a device code.
    public var interval = 1
    /// Seconds that a device code lives.
    public var deviceLife = 900
    /// Whether a refresh token that is used again ends all that came of it.
    public var revokesOnReuse = true

    /// The usual registration.
    public init() {}
  }

  /// The application of somebody else, which is registered too.
  public static let otherClientID = "aaaaaaaa-5555-4666-8777-888888888888"

  /// What is registered.
  public let registration: Registration
  /// The port on 127.0.0.1.
  public let port: Int
  /// The process.
  public let server: ServerProcess
  /// Signed the provider's certificate.
  public let certificates: CertificateAuthority
  private let certificate: IssuedCertificate

  /// `https://localhost:PORT`
  public var authority: String { "https://localhost:\(port)" }

  /// Starts the provider, in about a second.
  public init(
    _ registration: Registration = .init(), certificates: CertificateAuthority,
    request: CertificateRequest = .init()
  ) throws {
    (self.registration, self.certificates) = (registration, certificates)
    certificate = try certificates.issue(request)
    port = try FreePort.next()
    let folder = try TemporaryFolder()
    let settings = try JSONSerialization.data(
      withJSONObject: Self.settings(registration, port, certificate))
    try folder.write("settings.json", String(decoding: settings, as: UTF8.self))
    server = try ServerProcess(
      Self.interpreter, ["-W", "ignore", Self.program, folder.file("settings.json")], in: folder)
    try server.awaitStart { folder.text("output").contains("ready") }
  }

  private static func settings(
    _ registration: Registration, _ port: Int, _ certificate: IssuedCertificate
  ) -> [String: Any] {
    let method =
      registration.clientCertificate != nil
      ? "private_key_jwt" : registration.clientSecret == nil ? "none" : "client_secret_post"
    let clients: [[String: Any]] = [
      [
        "id": registration.clientID, "secret": registration.clientSecret ?? "",
        "redirectURIs": registration.redirectURIs, "method": method,
      ],
      [
        "id": otherClientID, "secret": "other", "redirectURIs": registration.redirectURIs,
        "method": "client_secret_post",
      ],
    ]
    return [
      "host": "localhost", "address": "127.0.0.1", "port": port, "tid": registration.tenantID,
      "tenants": [registration.tenant], "clients": clients, "roles": registration.roles,
      "objectID": registration.objectID, "mailbox": registration.mailbox,
      "interval": registration.interval, "deviceLife": registration.deviceLife,
      "revokesOnReuse": registration.revokesOnReuse,
      "clientCertificate": registration.clientCertificate ?? "",
      "certificate": certificate.chain, "key": certificate.key,
    ]
  }

  private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static var program: String { here.appendingPathComponent("provider.py").path }

  /// The Python of the environment into which `make deps` puts the provider.
  private static var interpreter: String {
    let root = (0..<4).reduce(here) { folder, _ in folder.deletingLastPathComponent() }
    return root.appendingPathComponent(".build-oidc/bin/python3").path
  }
}

/// What a person with a browser does.
extension OpenIDProvider {
  /// Opens the URL to sign in, signs in and consents; the URL that the browser is sent back to.
  public func signIn(at url: String, as user: String = "alice@contoso.example") throws -> String {
    try browse(url, ["--data-urlencode", "sub=\(user)"])
  }

  /// The person refuses to consent; the URL that the browser is sent back to.
  public func refuse(at url: String) throws -> String { try browse(url, ["-d", "action=deny"]) }

  /// Follows a link, such as that of the admin consent; where the browser is sent on to.
  public func open(_ url: String) throws -> String { try browse(url, []) }

  private func browse(_ url: String, _ arguments: [String]) throws -> String {
    let result = try curl(
      ["-o", server.folder.file("page"), "-w", "%{redirect_url}"] + arguments + [url])
    guard !result.isEmpty else {
      throw TestFailure("no redirect: \(server.folder.text("page"))\n\(server.log())")
    }
    return result
  }

  private func curl(_ arguments: [String]) throws -> String {
    try Command.check(
      "curl", ["-sS", "--cacert", certificates.root.certificate, "--max-time", "20"] + arguments)
  }

  /// The person types a device code and signs in; an empty user refuses.
  public func approve(userCode: String, as user: String = "alice@contoso.example") throws {
    try control("approve", ["userCode": userCode, "user": user])
  }
}

/// What only tests can do.
extension OpenIDProvider {
  /// The next request at an endpoint meets a fault; several come in their order.
  public func next(_ endpoint: Endpoint = .token, _ fault: OpenIDFault) throws {
    try control("fault", fault.members.merging(["endpoint": endpoint.rawValue]) { $1 })
  }

  /// The endpoints that faults can be asked for.
  public enum Endpoint: String, Sendable {
    case authorize
    case token
    case devicecode
    case configuration
    case keys
  }

  /// No fault waits any more.
  public func clearFaults() throws { try control("clear", [:]) }

  /// Access tokens from now on last so many seconds.
  public func lifetime(seconds: Int) throws { try control("lifetime", ["seconds": seconds]) }

  /// Access tokens from now on have these claims besides; null takes one away.
  public func accessClaims(_ claims: [String: any Sendable]) throws {
    try control("access", claims.mapValues { $0 as Any })
  }

  /// A person with these claims in the id_token.
  public func setUser(_ user: String, claims: [String: any Sendable]) throws {
    try control("user", ["user": user, "claims": claims])
  }

  /// Every refresh and access token is revoked.
  public func revokeAll() throws { try control("revoke", [:]) }

  /// The token requests until now: the grant's type, or `reuse` where a refresh token was used
  /// twice, and the names of the fields that came.
  public func tokenRequests() throws -> [(grant: String, fields: [String])] {
    let text = try control("requests", [:])
    let found = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
    return found.map { ($0["grant"] as? String ?? "", $0["form"] as? [String] ?? []) }
  }

  @discardableResult
  private func control(_ what: String, _ body: [String: Any]) throws -> String {
    let json = try JSONSerialization.data(withJSONObject: body)
    return try curl([
      "-f", "-H", "Content-Type: application/json", "-d", String(decoding: json, as: UTF8.self),
      "\(authority)/control/\(what)",
    ])
  }
}
