internal import FoundationEssentials

/// The claims of an access token (RFC 9068 and Microsoft's access-token claims).
///
/// They are not verified: they are read to find out why a server refuses the token, and never shown
/// whole.
public struct TokenClaims: Equatable, Sendable {
  /// `aud`: the resource that the token is for.
  public var audience: String?
  /// `tid`: the directory that issued it.
  public var tenant: String?
  /// `appid` or `azp`: the application that asked for it.
  public var application: String?
  /// `scp`: the permissions that a person has given.
  public var scopes: [String]
  /// `roles`: the permissions that an administrator has given the application.
  public var roles: [String]
  /// `exp`: when it expires, in seconds since 1970.
  public var expires: Int?
  /// `upn`, `preferred_username` or `unique_name`: the person who has signed in.
  public var user: String?
  /// `oid`: the object id of the person, or of the Enterprise application.
  public var objectID: String?
}

extension TokenClaims {
  /// Reads a token; nil for one that is not a JWT, such as those of personal accounts.
  public init?(token: String) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, token.utf8.count < 65_536, let payload = Data(base64URL: parts[1]),
      let claims = try? JSONDecoder().decode(Members.self, from: payload)
    else { return nil }
    self.init(claims)
  }

  private init(_ claims: Members) {
    (audience, tenant, application) = (claims["aud"], claims["tid"], claims["appid", "azp"])
    scopes = claims.list("scp")
    (roles, expires, objectID) = (claims.list("roles"), claims.number("exp"), claims["oid"])
    user = claims["upn", "preferred_username", "unique_name"]
  }

  /// The members of one JSON object. A member of another type than expected counts as missing.
  private struct Members: Decodable {
    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    private let container: KeyedDecodingContainer<Name>

    init(from decoder: any Decoder) throws {
      container = try decoder.container(keyedBy: Name.self)
    }

    /// The first of these members that is a text.
    subscript(names: String...) -> String? {
      names.lazy.compactMap { list($0, isWhole: true).first }.first
    }

    /// The texts of a list, or the words of one text; with `isWhole` that text as it is.
    func list(_ name: String, isWhole: Bool = false) -> [String] {
      let key = Name(stringValue: name)
      if let texts = try? container.decode([String].self, forKey: key) { return texts }
      guard let text = try? container.decode(String.self, forKey: key) else { return [] }
      return isWhole ? [text] : text.split(separator: " ").map(String.init)
    }

    func number(_ name: String) -> Int? {
      (try? container.decode(Double.self, forKey: Name(stringValue: name))).flatMap {
        Int(exactly: $0.rounded(.down))
      }
    }
  }
}

extension Data {
  /// Reads base64 with the alphabet for URLs, without padding (RFC 4648 section 5).
  fileprivate init?(base64URL text: Substring) {
    var plain = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    plain += String(repeating: "=", count: (4 - plain.count % 4) % 4)
    self.init(base64Encoded: plain)
  }
}
