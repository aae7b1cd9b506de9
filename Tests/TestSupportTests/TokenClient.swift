import Foundation
import TestSupport
import Testing

/// Asks a provider for tokens by curl, as an application does that is not ours.
struct TokenClient {
  static let scope =
    "openid profile offline_access https://outlook.office.com/IMAP.AccessAsUser.All"
    + " https://outlook.office.com/SMTP.Send"
  static let applicationScope = "https://outlook.office365.com/.default"
  /// The verifier of RFC 7636 whose challenge is asked with.
  static let verifier = String(repeating: "v", count: 43)

  let provider: OpenIDProvider

  private var registration: OpenIDProvider.Registration { provider.registration }

  /// An URL of the tenant.
  func url(_ path: String) -> String {
    "\(provider.authority)/\(registration.tenant)/\(path)"
  }

  /// The fields by which the application shows who it is.
  var application: [String: String] {
    let identity = ["client_id": registration.clientID]
    return registration.clientSecret.map {
      identity.merging(["client_secret": $0]) { $1 }
    } ?? identity
  }

  /// What curl writes: the answer alone, unless more is asked for.
  func curl(_ arguments: [String]) throws -> CommandResult {
    try Command.run(
      "curl", ["-sS", "--cacert", provider.certificates.root.certificate] + arguments)
  }

  /// Posts a form; the answer's members.
  func ask(
    _ form: [String: String], endpoint: String = "oauth2/v2.0/token"
  ) throws -> [String: Any] {
    let fields = form.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] }
    let result = try curl(fields + [url(endpoint)])
    let answer = try JSONSerialization.jsonObject(with: result.outputData) as? [String: Any]
    return try #require(answer, "\(result.output)\(result.errors)")
  }

  /// A token for the application alone.
  func askAlone(_ credential: [String: String]? = nil) throws -> [String: Any] {
    try ask(
      (credential ?? application).merging([
        "grant_type": "client_credentials", "scope": Self.applicationScope,
      ]) { $1 })
  }

  /// The URL to sign in.
  func authorizeURL(
    scope: String = scope, redirectURI: String? = nil, nonce: String = UUID().uuidString
  ) throws -> String {
    var url = try #require(URLComponents(string: url("oauth2/v2.0/authorize")))
    url.queryItems = [
      "client_id": registration.clientID, "response_type": "code", "state": "st", "scope": scope,
      "redirect_uri": redirectURI ?? registration.redirectURIs[0], "nonce": nonce,
      "code_challenge": "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM",
      "code_challenge_method": "S256",
    ].map { URLQueryItem(name: $0.key, value: $0.value) }
    return try #require(url.string)
  }

  /// The form that redeems the code of the URL that a browser was sent back to.
  func redemption(of back: String) throws -> [String: String] {
    let code = try #require(Self.query(back)["code"])
    return application.merging([
      "grant_type": "authorization_code", "code": code, "code_verifier": Self.verifier,
      "redirect_uri": registration.redirectURIs[0],
    ]) { $1 }
  }

  /// Signs a person in, by a code.
  func signIn(as user: String, scope: String = scope) throws -> [String: Any] {
    let back = try provider.signIn(at: try authorizeURL(scope: scope), as: user)
    return try ask(try redemption(of: back))
  }

  /// Renews tokens.
  func refresh(_ token: Any?) throws -> [String: Any] {
    try ask(
      application.merging([
        "grant_type": "refresh_token", "refresh_token": try #require(token as? String),
      ]) { $1 })
  }

  /// The fields of an URL's query.
  static func query(_ url: String) -> [String: String] {
    let items = URLComponents(string: url.replacing("+", with: "%20"))?.queryItems ?? []
    return Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
  }

  /// What stands in a JWT, unverified.
  static func claims(_ token: Any?) throws -> [String: Any] {
    let parts = try #require(token as? String).split(separator: ".")
    let text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
    let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    let data = try #require(Data(base64Encoded: padded))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
