internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// Who has signed in, by a verified id_token.
struct SignedInAccount: Equatable {
  let account: String
  let tenant: String?
}

/// Verifies an id_token against the request (OpenID Connect Core 1.0 section 3.1.3.7).
struct IDTokenCheck {
  let application: ExchangeApplication
  /// The request's nonce; nil for a sign-in by device code, which has none.
  let nonce: String?
  /// The server's time in seconds since 1970, by HTTP's `Date`.
  let serverTime: Int?
  var now = Moment.now().seconds

  /// Seconds by which clocks may differ.
  static let skew = 300
  /// The longest address that fits into a path (RFC 5321 section 4.5.3.1.3), in bytes.
  private static let longestAccount = 254

  /// Who has signed in; throws what is wrong with the token, or with this machine's clock.
  func account(_ token: IDToken, _ keys: ProviderKeys) throws(TokenFailure) -> SignedInAccount {
    guard keys.haveSigned(token) else { throw .malformed(.notSigned) }
    let claims = token.claims
    if let nonce, claims.text("nonce") != nonce { throw .malformed(.nonce) }
    try checkAudience(claims)
    let tenant = claims.text("tid").map { $0.printable(limit: 64) }
    try checkIssuer(claims, keys.issuer, tenant)
    try checkTime(claims)
    guard let account = Self.account(claims) else { throw .malformed(.noAccount) }
    return SignedInAccount(account: account, tenant: tenant)
  }

  private func checkAudience(_ claims: LenientMembers) throws(TokenFailure) {
    let audience = claims.texts("aud") ?? []
    let isOurs = { (text: String?) in text?.lowercased() == application.clientID.text.lowercased() }
    guard audience.contains(where: isOurs), audience.count == 1 || isOurs(claims.text("azp")) else {
      throw .malformed(.audience(Self.shown(audience.joined(separator: " "))))
    }
  }

  private func checkIssuer(
    _ claims: LenientMembers, _ issuer: String, _ tenant: String?
  ) throws(TokenFailure) {
    let said = claims.text("iss") ?? ""
    guard let expected = Self.filled(issuer, tenant), said == expected else {
      throw .malformed(.issuer(Self.shown(said)))
    }
    let wanted = application.tenant.text.lowercased()
    guard wanted.isGUID else { return }
    // A token without `tid` has to have the directory in its issuer.
    let isWanted = tenant.map { $0.lowercased() == wanted } ?? said.lowercased().contains(wanted)
    if !isWanted { throw .malformed(.tenant(tenant ?? "")) }
  }

  /// The issuer with the token's directory, which has to be a GUID, for `{tenantid}`.
  private static func filled(_ issuer: String, _ tenant: String?) -> String? {
    guard issuer.contains("{tenantid}") else { return issuer }
    guard let tenant, tenant.isGUID else { return nil }
    return issuer.replacing("{tenantid}", with: tenant)
  }

  private func checkTime(_ claims: LenientMembers) throws(TokenFailure) {
    guard let fault = Self.fault(claims, at: now) else { return }
    // By the server's clock the token is valid, so this machine's clock is wrong.
    if let serverTime, abs(now - serverTime) > Self.skew,
      Self.fault(claims, at: serverTime) == nil
    {
      throw .clock(seconds: now - serverTime)
    }
    throw .malformed(fault)
  }

  private static func fault(_ claims: LenientMembers, at time: Int) -> TokenFault? {
    let range = -0x7FFF_FFFF_FFFF...0x7FFF_FFFF_FFFF
    guard let end = claims.number("exp"), range.contains(end) else { return .expired(seconds: 0) }
    if time - end >= skew { return .expired(seconds: time - end) }
    let begins = ["nbf", "iat"].compactMap(claims.number).filter(range.contains)
    return begins.map { $0 - time }.first { $0 > skew }.map { .notYetValid(seconds: $0) }
  }

  /// The account's sign-in name.
  private static func account(_ claims: LenientMembers) -> String? {
    ["preferred_username", "email", "upn"].lazy.compactMap(claims.text).first { text in
      !text.isEmpty && text.utf8.count <= longestAccount
        && !text.unicodeScalars.contains { $0.steersTerminal || $0 == " " }
    }
  }

  private static func shown(_ text: String) -> String {
    String(decoding: text.utf8.prefix(800), as: UTF8.self).printable(limit: 200)
  }
}
