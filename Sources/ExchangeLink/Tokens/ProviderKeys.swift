internal import HTTPSClient
internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// A provider's metadata (OpenID Connect Discovery 1.0): the issuer of its tokens, and the keys
/// that they are signed with.
///
/// It comes by verified TLS from the authority in the settings, so it may name another host for
/// the keys, which is asked by verified TLS as well.
struct ProviderKeys {
  /// The `iss` of its tokens, perhaps with `{tenantid}` in place of their directory.
  let issuer: String
  private let keys: [LenientMembers]

  /// How many keys are tried at most; a token that names no key may fit several.
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
