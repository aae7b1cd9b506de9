import MailSettings
import SystemAccess

/// `smtps://user:password@mail.example.com:465`, user and password percent-encoded (RFC 3986).
struct MailURL {
  private let scheme: String
  private let host: Substring
  private let port: Substring
  private let user: String
  private let password: String

  /// Nil for what is no such URL.
  init?(_ text: String) {
    let parts = text.split(separator: "://", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    scheme = parts[0].lowercased()
    let authority = parts[1].prefix { !"/?#".contains($0) }
    let at = authority.lastIndex(of: "@")
    let login = at.map { authority[..<$0] } ?? ""
    let names = login.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    user = names.first?.percentDecoded ?? ""
    password = names.count > 1 ? names[1].percentDecoded : ""
    let place = at.map { authority[$0...].dropFirst() } ?? authority
    let end = place.lastIndex(of: "]") ?? place.startIndex
    let colon = place[end...].firstIndex(of: ":")
    host = colon.map { place[..<$0] } ?? place
    port = colon.map { place[$0...].dropFirst() } ?? ""
  }

  func take(_ line: Int, _ found: inout FoundSettings) {
    switch scheme {
    case "smtp": break
    case "smtps", "submissions", "smtp+ssl":
      found.take(.smtpEncryption, Encryption.ssl.text, line)
    case "smtp+tls", "smtp+starttls": found.take(.smtpEncryption, Encryption.tls.text, line)
    default: return found.leave(scheme + "://", line, .unsupported(scheme))
    }
    found.take(.smtpServer, String(host), line)
    found.take(.smtpPort, String(port), line)
    found.take(.authenticationUser, user, line)
    found.take(password: password, line)
  }
}
