internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// Who has signed in, by a verified id_token.
struct SignedInAccount: Equatable {
  let account: String
  let tenant: String?
}

/// Holds an id_token against what was asked for (OpenID Connect Core 1.0 section 3.1.3.7).
struct IDTokenCheck {
  let application: ExchangeApplication
  /// What was sent; nil for a sign-in by device code, which has none.
  let nonce: String?
  /// What the server said the time was, by HTTP's `Date`.
  let serverTime: Int?
  var now = Moment.now().seconds

  /// Seconds by which clocks may differ.
  static let skew = 300
  /// RFC 5321's longest path.
  private static let longestAccount = 254

  /// The account; throws what is wrong with the token, or with this machine's clock.
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
    // A provider that names no directory has to be that of this one.
    let isWanted = tenant.map { $0.lowercased() == wanted } ?? said.lowercased().contains(wanted)
    if !isWanted { throw .malformed(.tenant(tenant ?? "")) }
  }

  /// The issuer with the token's directory in the place of `{tenantid}`, which has to be a GUID.
  private static func filled(_ issuer: String, _ tenant: String?) -> String? {
    guard issuer.contains("{tenantid}") else { return issuer }
    guard let tenant, tenant.isGUID else { return nil }
    return issuer.replacing("{tenantid}", with: tenant)
  }

  private func checkTime(_ claims: LenientMembers) throws(TokenFailure) {
    guard let fault = Self.fault(claims, at: now) else { return }
    // By the server's own clock the token is good: then this machine's is wrong.
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

  /// The name that the account signs in with.
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
