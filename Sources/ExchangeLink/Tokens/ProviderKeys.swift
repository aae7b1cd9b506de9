internal import HTTPSClient
internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// What a provider says of itself (OpenID Connect Discovery 1.0): who its tokens are from, and the
/// keys that they are signed with.
///
/// It is asked by verified TLS at the authority that the settings name, so it may have its keys at
/// another host; that one is asked by verified TLS as well.
struct ProviderKeys {
  /// `iss` of its tokens, perhaps with `{tenantid}` for their directory.
  let issuer: String
  private let keys: [LenientMembers]

  /// Keys that are tried for a token that names none.
  private static let most = 20

  init(
    of application: ExchangeApplication, _ host: SignInHost, _ wait: TokenWait
  ) throws(TokenFailure) {
    let about = try Self.document(
      application.endpoint("v2.0/.well-known/openid-configuration"), host, wait)
    guard let issuer = about.text("issuer"), !issuer.isEmpty, let place = about.text("jwks_uri"),
      place.lowercased().hasPrefix("https://")
    else { throw .malformed(.noKeys) }
    self.issuer = issuer
    keys = try Self.document(place, host, wait).objects("keys")
  }

  private static func document(
    _ url: String, _ host: SignInHost, _ wait: TokenWait
  ) throws(TokenFailure) -> LenientMembers {
    let answer = try host.answer(to: HTTPSRequest(url), wait)
    guard answer.status == 200, let members = LenientMembers(answer.body) else {
      throw answer.status == 429 || answer.status >= 500
        ? TokenRefusal.failure(answer, nil) : .malformed(.noKeys)
    }
    return members
  }

  /// Whether one of the keys has signed the token.
  func haveSigned(_ token: IDToken) -> Bool {
    keys.lazy.filter { Self.isFor(token, $0) }.prefix(Self.most).contains { members in
      guard let modulus = members.text("n")?[...].base64URLBytes,
        let exponent = members.text("e")?[...].base64URLBytes,
        let key = RSAKey(modulus: modulus, exponent: exponent)
      else { return false }
      return key.verifies(token.signature, of: token.signed, token.algorithm)
    }
  }

  private static func isFor(_ token: IDToken, _ key: LenientMembers) -> Bool {
    guard key.text("kty") == "RSA", key.text("use") ?? "sig" == "sig",
      key.text("alg") ?? token.algorithm.rawValue == token.algorithm.rawValue
    else { return false }
    return token.keyID == nil || key.text("kid") == token.keyID
  }
}
