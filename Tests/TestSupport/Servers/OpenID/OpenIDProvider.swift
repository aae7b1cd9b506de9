internal import Foundation

/// A real OpenID provider at Microsoft's paths, on loopback behind TLS: `oidc-provider-mock` with
/// Authlib's further grants (`provider.py`), which `make deps` installs.
///
/// `exchange.authority` is its ``authority``. Refresh tokens are good once: one that is used again
/// revokes its whole family. Anybody may sign in, by any name.
///
/// ```swift
/// let provider = try OpenIDProvider(certificates: CertificateAuthority(name: "Root"))
/// let back = try provider.signIn(at: url, as: "alice@contoso.example")  // …?code=…&state=…
/// let declined = try provider.refuse(at: url)                           // …?error=access_denied…
/// try provider.approve(userCode: "1A2B3C4D")                            // a device code
/// try provider.next(.error("invalid_grant", code: 70043))           // the token endpoint, once
/// try provider.next(.authorize, .callback(["error": "consent_required"]))
/// try provider.next(.token, .alter(claims: ["nonce": "another"], signer: .foreign))
/// #expect(try provider.tokenRequests().map(\.grant) == ["authorization_code"])
/// ```
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
    /// Whether the mail servers take the application's token without `roles`, as Exchange does
    /// where a management role was assigned instead of an Entra permission (App-RBAC).
    public var worksWithoutRoles = false

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

  /// Starts the provider, in about a second; `make deps` has to have installed it.
  public init(
    _ registration: Registration = .init(), certificates: CertificateAuthority,
    request: CertificateRequest = .init()
  ) throws {
    (self.registration, self.certificates) = (registration, certificates)
    guard FileManager.default.isExecutableFile(atPath: Self.interpreter) else {
      throw TestFailure("no \(Self.interpreter): run `make deps` first")
    }
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
      "worksWithoutRoles": registration.worksWithoutRoles,
      "clientCertificate": registration.clientCertificate ?? "",
      "certificate": certificate.chain, "key": certificate.key,
    ]
  }

  private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static var program: String { here.appendingPathComponent("provider.py").path }

  /// The Python of the environment into which `make deps` puts the provider.
  public static var interpreter: String {
    let root = (0..<4).reduce(here) { folder, _ in folder.deletingLastPathComponent() }
    return root.appendingPathComponent(".build-oidc/bin/python3").path
  }
}
