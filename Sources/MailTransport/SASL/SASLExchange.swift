internal import FoundationEssentials
internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// The client's side of one SASL mechanism (RFC 4422), with bytes that are not yet encoded.
protocol SASLExchange {
  /// What is sent with the mechanism's name; nil where the server begins.
  func initialResponse() -> [UInt8]?
  mutating func respond(to challenge: [UInt8]) throws(SASLFailure) -> [UInt8]
  /// Whether the server has proved that it knows the password; true for mechanisms without such a
  /// proof.
  var isServerProven: Bool { get }
}

extension SASLExchange {
  var isServerProven: Bool { true }
}

/// The user with the password or token to sign in with.
struct Login {
  enum Credential {
    case password(Secret)
    /// An OAuth 2.0 access token.
    case token(Secret)
  }

  let user: String
  let credential: Credential
  /// The mechanism that the settings demand, or `auto`.
  let mechanism: Mechanism
  /// The server, which DIGEST-MD5 and OAUTHBEARER need.
  let endpoint: Endpoint

  /// The password, or the token.
  var secret: Secret {
    switch credential {
    case .password(let secret), .token(let secret): secret
    }
  }
}

/// The mechanisms that Postern supports.
///
/// GSSAPI and NTLM are left out: the one needs a ticket, the other is broken.
enum SASLMechanism: String, CaseIterable {
  case plain = "PLAIN"
  case login = "LOGIN"
  case scramSHA256 = "SCRAM-SHA-256"
  case scramSHA1 = "SCRAM-SHA-1"
  case cramMD5 = "CRAM-MD5"
  case digestMD5 = "DIGEST-MD5"
  case xoauth2 = "XOAUTH2"
  case oauthBearer = "OAUTHBEARER"

  /// The mechanisms for a password, best first: inside TLS those that work with any password
  /// storage of the server, without TLS those that do not send the password.
  private static func preference(isEncrypted: Bool) -> [SASLMechanism] {
    let hashed: [SASLMechanism] = [.scramSHA256, .scramSHA1, .cramMD5, .digestMD5]
    return isEncrypted ? [.plain, .login] + hashed : hashed + [.plain, .login]
  }

  /// The mechanism to use; nil when server and Postern have none in common.
  static func chosen(
    for login: Login, offered: [String], isEncrypted: Bool
  ) -> SASLMechanism? {
    let candidates: [SASLMechanism] =
      if login.mechanism != .auto {
        [SASLMechanism(rawValue: login.mechanism.text)].compactMap(\.self)
      } else {
        switch login.credential {
        case .password: preference(isEncrypted: isEncrypted)
        case .token: [.xoauth2, .oauthBearer]
        }
      }
    return candidates.first { offered.contains($0.rawValue) }
  }

  /// Begins an exchange for one attempt.
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
  /// These bytes in base64 (RFC 4648 section 4).
  var base64: String { Data(self).base64EncodedString() }

  /// Decodes base64; nil for other text.
  init?(base64 text: String) {
    guard let data = Data(base64Encoded: text) else { return nil }
    self.init(data)
  }
}
