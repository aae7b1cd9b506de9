internal import FoundationEssentials

/// What an access token says of itself (RFC 9068 and Microsoft's access-token claims), unverified:
/// read on this machine alone, to find out why a server refuses the token. Never shown whole.
public struct TokenClaims: Equatable, Sendable {
  /// `aud`: the resource that it is for.
  public var audience: String?
  /// `tid`: the directory that it is from.
  public var tenant: String?
  /// `appid` or `azp`: the application that asked for it.
  public var application: String?
  /// `scp`: what a person has allowed it to do.
  public var scopes: [String]
  /// `roles`: what an administrator has allowed the application to do.
  public var roles: [String]
  /// `exp`: when it ends, in seconds since 1970.
  public var expires: Int?
  /// `upn`, `preferred_username` or `unique_name`: the person who has signed in.
  public var user: String?
  /// `oid`: the object id of the person, or of the Enterprise application.
  public var objectID: String?
}

extension TokenClaims {
  /// The claims of a token; nil for one that is no JWT, as personal accounts have them.
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

  /// The members of one object. One of another type than usual counts as missing, and spoils none
  /// of the others.
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

    /// The first of some texts.
    subscript(names: String...) -> String? {
      names.lazy.compactMap { list($0, isWhole: true).first }.first
    }

    /// Some texts, or the words of one.
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
  /// Base64 with the alphabet for URLs, without padding (RFC 4648 section 5).
  fileprivate init?(base64URL text: Substring) {
    var plain = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    plain += String(repeating: "=", count: (4 - plain.count % 4) % 4)
    self.init(base64Encoded: plain)
  }
}
