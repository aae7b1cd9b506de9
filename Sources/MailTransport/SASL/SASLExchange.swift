internal import FoundationEssentials
internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// One mechanism's side of a sign-in (RFC 4422): bytes in, bytes out, none of them encoded yet.
protocol SASLExchange {
  /// What is sent with the mechanism's name; nil where the server speaks first.
  func initialResponse() -> [UInt8]?
  /// The answer to a challenge.
  mutating func respond(to challenge: [UInt8]) throws(SASLFailure) -> [UInt8]
  /// Whether the server has proved that it knows the password too, where the mechanism has that.
  var isServerProven: Bool { get }
}

extension SASLExchange {
  var isServerProven: Bool { true }
}

/// The server's side of a mechanism was not as its standard says.
enum SASLFailure: Error {
  case wrongChallenge(mechanism: String, standard: String)
  case wrongProof
  case noProof
}

/// Who signs in, with what.
struct Login {
  enum Key {
    case password(Secret)
    /// An OAuth 2.0 access token.
    case token(Secret)
  }

  let user: String
  let key: Key
  /// `auto`, or the mechanism to force.
  let mechanism: Mechanism
  /// Where: SCRAM does not need it, DIGEST-MD5 and OAUTHBEARER do.
  let endpoint: Endpoint

  /// The password, or the token.
  var secret: Secret {
    switch key {
    case .password(let secret), .token(let secret): secret
    }
  }
}

/// The mechanisms that Postern speaks.
///
/// Not GSSAPI and NTLM: the one fails where there is no ticket, the other is broken.
enum SASLMechanism: String, CaseIterable {
  case plain = "PLAIN"
  case login = "LOGIN"
  case scramSHA256 = "SCRAM-SHA-256"
  case scramSHA1 = "SCRAM-SHA-1"
  case cramMD5 = "CRAM-MD5"
  case digestMD5 = "DIGEST-MD5"
  case xoauth2 = "XOAUTH2"
  case oauthBearer = "OAUTHBEARER"

  /// Best first. Inside TLS the plain ones, which work with every way to store passwords on the
  /// server; in clear those that do not show the password.
  private static func preference(isEncrypted: Bool) -> [SASLMechanism] {
    let hashed: [SASLMechanism] = [.scramSHA256, .scramSHA1, .cramMD5, .digestMD5]
    return isEncrypted ? [.plain, .login] + hashed : hashed + [.plain, .login]
  }

  /// The mechanism to use; nil when there is none that both sides can.
  static func chosen(
    for login: Login, offered: [String], isEncrypted: Bool
  ) -> SASLMechanism? {
    let candidates: [SASLMechanism] =
      if login.mechanism != .auto {
        [SASLMechanism(rawValue: login.mechanism.text)].compactMap(\.self)
      } else {
        switch login.key {
        case .password: preference(isEncrypted: isEncrypted)
        case .token: [.xoauth2, .oauthBearer]
        }
      }
    return candidates.first { offered.contains($0.rawValue) }
  }

  /// A fresh exchange for one attempt.
  func exchange(_ login: Login) -> any SASLExchange {
    let secret = login.secret
    return switch self {
    case .plain: PlainExchange(user: login.user, password: secret)
    case .login: LoginExchange(user: login.user, password: secret)
    case .scramSHA256: SCRAMExchange(.sha256, user: login.user, password: secret)
    case .scramSHA1: SCRAMExchange(.sha1, user: login.user, password: secret)
    case .cramMD5: CRAMExchange(user: login.user, password: secret)
    case .digestMD5: DigestExchange(login, password: secret)
    case .xoauth2: BearerExchange(.xoauth2, login, token: secret)
    case .oauthBearer: BearerExchange(.oauthBearer, login, token: secret)
    }
  }
}

extension [UInt8] {
  /// In base64 (RFC 4648 section 4).
  var base64: String { Data(self).base64EncodedString() }

  /// The bytes of a base64 text; nil for what is none.
  init?(base64 text: String) {
    guard let data = Data(base64Encoded: text) else { return nil }
    self.init(data)
  }
}
