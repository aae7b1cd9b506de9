internal import HTTPSClient
internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// An access token as it came (RFC 6749 section 5.1).
struct TokenAnswer {
  let accessToken: Secret
  /// Seconds.
  let expiresIn: Int
  let refreshToken: Secret?
  /// Nil where the answer names none: then they are those that were asked for.
  let scopes: [String]?
  let idToken: String?

  /// Without `expires_in`: Microsoft's usual time, in seconds.
  private static let usualTime = 3_600
  /// No token counts longer, in seconds.
  private static let longestTime = 30 * 86_400
  /// Microsoft's have some 2 kB.
  private static let longestToken = 65_536

  init(_ members: LenientMembers) throws(TokenFailure) {
    let kind = members.text("token_type")?.lowercased() ?? "bearer"
    guard kind == "bearer", let token = Self.token(members.text("access_token")) else {
      throw .malformed(.noAccessToken)
    }
    accessToken = token
    let seconds = members.number("expires_in") ?? 0
    expiresIn = seconds > 0 ? min(seconds, Self.longestTime) : Self.usualTime
    refreshToken = Self.token(members.text("refresh_token"))
    idToken = members.text("id_token")
    scopes = Self.scopes(members.text("scope"))
  }

  /// Each scope, without what could not be one (RFC 6749 section 3.3).
  private static func scopes(_ text: String?) -> [String]? {
    let scopes = String(decoding: (text ?? "").utf8.prefix(4_096), as: UTF8.self)
      .split(separator: " ").map(String.init)
      .filter { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
    return scopes.isEmpty ? nil : scopes
  }

  /// A token that fits into a header field or an SMTP command: visible ASCII (RFC 6749 appendix A).
  private static func token(_ text: String?) -> Secret? {
    guard let text, !text.isEmpty, text.utf8.count <= longestToken,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return Secret(text)
  }
}
