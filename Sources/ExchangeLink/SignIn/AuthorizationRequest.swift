internal import FoundationEssentials
package import MailSettings
internal import ServerTrust
internal import SystemAccess

/// An authorization request (RFC 6749 section 4.1.1, OpenID Connect Core 1.0 section 3.1.2.1, with
/// PKCE of RFC 7636), and the values that its answer is checked against.
package struct AuthorizationRequest: Equatable, Sendable {
  /// The application that asks.
  package let application: ExchangeApplication
  /// The scopes for mail, without those that every sign-in needs.
  package let scopes: [String]
  /// Where the browser is sent back to.
  package let redirectURI: String
  /// Comes back with the answer: 256 random bits, valid once and for ten minutes.
  package let state: String
  /// Comes back in the id_token: 256 random bits.
  package let nonce: String
  /// `code_verifier` (RFC 7636 section 4.1); the URL has only its hash.
  package let verifier: Secret

  /// A request that was made before, with its own values.
  package init(
    _ application: ExchangeApplication, scopes: [String], redirectURI: String, state: String,
    nonce: String, verifier: Secret
  ) {
    (self.application, self.scopes, self.redirectURI) = (application, scopes, redirectURI)
    (self.state, self.nonce, self.verifier) = (state, nonce, verifier)
  }

  /// A request with random values from the system.
  package init(
    _ application: ExchangeApplication, scopes: [String], redirectURI: String,
    random: () -> [UInt8] = { .random(count: 32) }
  ) {
    self.init(
      application, scopes: scopes, redirectURI: redirectURI, state: random().base64URL,
      nonce: random().base64URL, verifier: Secret(random().base64URL))
  }

  /// The URL to open in a browser, its parameters in the order of Microsoft's documentation, and
  /// PKCE's after them.
  package var url: String {
    let challenge = Digest.sha256.hash(Array(verifier.reveal().utf8)).base64URL
    let fields = [
      ("response_type", "code"), ("redirect_uri", redirectURI), ("state", state), ("nonce", nonce),
      ("prompt", "select_account"), ("client_id", application.clientID.text),
      ("response_mode", "query"), ("code_challenge", challenge), ("code_challenge_method", "S256"),
    ]
    return application.endpoint("oauth2/v2.0/authorize") + "?scope=" + scope
      + fields.map { "&\($0)=\($1.percentEncoded)" }.joined()
  }

  /// The value of `scope`; its spaces are written as `+`, as in Microsoft's documentation.
  private var scope: String {
    (["openid", "profile", "offline_access"] + scopes).map(\.percentEncoded)
      .joined(separator: "+")
  }
}

extension ExchangeApplication {
  /// The URL of one of the directory's endpoints.
  package func endpoint(_ path: String) -> String {
    "\(authority.text)/\(tenant.text)/\(path)"
  }
}

extension [UInt8] {
  /// Base64 with the alphabet for URLs, without padding (RFC 4648 section 5).
  package var base64URL: String {
    Data(self).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  /// Bytes from the system's generator, getrandom(2).
  package static func random(count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
