internal import FoundationEssentials
internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust
internal import SystemAccess

/// The JWT by which an application authenticates with its certificate (RFC 7523 section 2.2).
///
/// As Microsoft wants it: signed with PS256, and with the certificate's SHA-256 as `x5t#S256`.
struct ClientAssertion {
  /// Seconds that it is valid, and how many of them lie before now.
  private static let lifetime = 600
  private static let slack = 60

  /// The JWT.
  let text: String

  /// - Parameter audience: the URL of the token endpoint.
  init(
    _ certificate: SigningCertificate, clientID: String, audience: String, now: Int
  ) throws(TokenFailure) {
    let from = now - Self.slack
    let claims = Claims(
      aud: audience, exp: from + Self.lifetime, iss: clientID,
      jti: [UInt8].random(count: 16).base64URL, nbf: from, sub: clientID)
    let header = Header(alg: RSASignature.ps256.rawValue, typ: "JWT", x5t: certificate.sha256)
    let input = Self.part(header) + "." + Self.part(claims)
    guard let signature = certificate.signature(of: Array(input.utf8), .ps256) else {
      throw .unusableKey(path: "", .notRSA)
    }
    text = input + "." + signature.base64URL
  }

  private struct Header: Encodable {
    let alg, typ, x5t: String

    init(alg: String, typ: String, x5t: [UInt8]) {
      (self.alg, self.typ, self.x5t) = (alg, typ, x5t.base64URL)
    }

    enum CodingKeys: String, CodingKey {
      case alg, typ
      case x5t = "x5t#S256"
    }
  }

  private struct Claims: Encodable {
    let aud: String
    let exp: Int
    let iss, jti: String
    let nbf: Int
    let sub: String
  }

  private static func part(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array((try? encoder.encode(value)) ?? Data()).base64URL
  }
}
