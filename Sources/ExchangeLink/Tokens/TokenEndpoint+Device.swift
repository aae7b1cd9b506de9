package import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// Signing in on another device (RFC 8628).
extension TokenEndpoint {
  /// Asks for a code for these scopes and those that every sign-in needs.
  package func deviceCode(
    scopes: [String], _ wait: TokenWait
  ) throws(TokenFailure) -> DeviceCode {
    let form = [
      ("client_id", application.clientID.text),
      ("scope", (Self.usualScopes + scopes).joined(separator: " ")),
    ]
    let answer = try post(form, to: application.endpoint("oauth2/v2.0/devicecode"), wait)
    guard let members = answer.members, let code = members.text("device_code"), !code.isEmpty,
      code.utf8.count <= 65_536, let userCode = members.text("user_code"),
      Self.isShort(userCode, atMost: 64),
      let place = members.text("verification_uri") ?? members.text("verification_url"),
      place.lowercased().hasPrefix("https://"), Self.isShort(place, atMost: 512)
    else { throw .malformed(.noDeviceCode) }
    let lifetime = min(max(members.number("expires_in") ?? 900, 1), 3_600)
    return DeviceCode(
      userCode: userCode, verificationURI: place, deviceCode: Secret(code),
      expires: .now + .seconds(lifetime),
      interval: .seconds(min(max(members.number("interval") ?? 5, 1), 60)), scopes: scopes)
  }

  /// Whether a text is short visible ASCII, which can be shown and typed.
  private static func isShort(_ text: String, atMost limit: Int) -> Bool {
    !text.isEmpty && text.utf8.count <= limit
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// Asks whether somebody has signed in with the code, and checks who.
  package func redeem(_ code: DeviceCode, _ wait: TokenWait) throws(TokenFailure) -> DeviceAnswer {
    do throws(TokenFailure) {
      let answer = try ask(
        [
          ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
          ("device_code", code.deviceCode.reveal()),
        ], wait)
      return .granted(try signedIn(answer, asked: code.scopes, nonce: nil, wait))
    } catch .refused(let error) {
      switch error.error {
      case "authorization_pending": return .pending
      case "slow_down": return .slowDown
      case "authorization_declined", "access_denied": return .declined(error)
      case "expired_token", "bad_verification_code", "code_expired": return .expired(error)
      default: throw .refused(error)
      }
    }
  }
}
