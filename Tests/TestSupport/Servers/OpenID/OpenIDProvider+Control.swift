internal import Foundation

/// What only tests can do.
extension OpenIDProvider {
  /// The next request at an endpoint meets a fault; several come in their order.
  ///
  /// `.callback` is for `authorize` and `adminconsent`, `.alter` for `token`, `devicecode` and
  /// `configuration`; the others are for all.
  public func next(_ endpoint: Endpoint = .token, _ fault: OpenIDFault) throws {
    try control("fault", fault.members.merging(["endpoint": endpoint.rawValue]) { $1 })
  }

  /// The endpoints that faults can be asked for.
  public enum Endpoint: String, Sendable {
    case authorize
    case adminconsent
    case token
    case devicecode
    case configuration
    case keys
  }

  /// No fault waits any more.
  public func clearFaults() throws { try control("clear", [:]) }

  /// Access tokens from now on last so many seconds.
  public func lifetime(seconds: Int) throws { try control("lifetime", ["seconds": seconds]) }

  /// Access tokens from now on have these claims besides; null takes one away.
  public func accessClaims(_ claims: [String: any Sendable]) throws {
    try control("access", claims.mapValues { $0 as Any })
  }

  /// A person with these claims in the id_token.
  public func setUser(_ user: String, claims: [String: any Sendable]) throws {
    try control("user", ["user": user, "claims": claims])
  }

  /// Every refresh and access token is revoked.
  public func revokeAll() throws { try control("revoke", [:]) }

  /// All tokens of one person are revoked, as after a password reset.
  public func revoke(_ user: String) throws { try control("revoke", ["user": user]) }

  /// The provider's clock goes wrong by so many seconds: `Date`, all tokens and time stamps.
  public func clock(offset seconds: Int) throws { try control("clock", ["seconds": seconds]) }

  /// A mail server refuses every token from now on, or takes them again: no permission on the
  /// mailbox, or SMTP AUTH off for it.
  public func set(_ service: MailService, isOpen: Bool) throws {
    try control("service", ["service": service.rawValue, "open": isOpen])
  }

  /// The mail servers that ask whose a token is.
  public enum MailService: String, Sendable {
    case smtp
    case imap
  }

  /// Every code, device code and token that was given out, to look for in what must not show them.
  public func issuedSecrets() throws -> [String] {
    let text = try control("issued", [:])
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String] ?? []
  }

  /// A request at the token endpoint.
  public struct TokenRequest: Sendable {
    /// `grant_type`; or `reuse`, which is noted after a request that brought a used refresh token.
    public let grant: String
    /// The tenant in the path.
    public let tenant: String
    /// The names of the fields that came, sorted.
    public let fields: [String]
    /// What the fields held that are no secrets: `client_id`, `scope`, `redirect_uri`.
    public let values: [String: String]
  }

  /// The token requests until now, those that met a fault too.
  public func tokenRequests() throws -> [TokenRequest] {
    let text = try control("requests", [:])
    let found = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
    return found.map {
      TokenRequest(
        grant: $0["grant"] as? String ?? "", tenant: $0["tenant"] as? String ?? "",
        fields: $0["form"] as? [String] ?? [], values: $0["values"] as? [String: String] ?? [:])
    }
  }

  @discardableResult
  func control(_ what: String, _ body: [String: Any]) throws -> String {
    let json = try JSONSerialization.data(withJSONObject: body)
    return try curl([
      "-f", "-H", "Content-Type: application/json", "-d", String(decoding: json, as: UTF8.self),
      "\(authority)/control/\(what)",
    ])
  }
}
