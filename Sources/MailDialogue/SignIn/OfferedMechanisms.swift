public import MailSettings
internal import SystemAccess

/// The ways to sign in that a server names, before TLS and in it.
public struct OfferedMechanisms: Equatable, Sendable {
  /// What it offers on the open connection; nil when it was not asked there.
  public var beforeTLS: [String]?
  /// What it offers inside TLS; nil when it was not asked there.
  public var inTLS: [String]?

  /// Offers with their parts.
  public init(beforeTLS: [String]? = nil, inTLS: [String]? = nil) {
    (self.beforeTLS, self.inTLS) = (beforeTLS, inTLS)
  }

  /// Reads the offers of a service out of what it can do; nil where it was not asked.
  public init(of service: MailService, beforeTLS: [String]?, inTLS: [String]?) {
    self.init(
      beforeTLS: beforeTLS.map(service.waysToSignIn), inTLS: inTLS.map(service.waysToSignIn))
  }

  /// The offers in `Sign-in offered: none before TLS; PLAIN, LOGIN in TLS`; nil when nothing was
  /// seen.
  public var sentence: String? {
    let before = beforeTLS.map { "\(Self.list($0)) \(inTLS == nil ? "without" : "before") TLS" }
    let parts = [before, inTLS.map { "\(Self.list($0)) in TLS" }].compactMap(\.self)
    return parts.isEmpty ? nil : "Sign-in offered: " + parts.joined(separator: "; ")
  }

  /// More than any server offers; a hostile one shall not fill the screen.
  private static let most = 20

  private static func list(_ names: [String]) -> String {
    let shown =
      names.prefix(most).map { $0.printable(limit: 30) } + (names.count > most ? ["…"] : [])
    return shown.isEmpty ? "none" : shown.joined(separator: ", ")
  }
}

extension MailService {
  /// The SASL mechanisms in an answer to EHLO, CAPABILITY or CAPA: in upper case, each once, in the
  /// server's order.
  ///
  /// `AUTH PLAIN LOGIN` (RFC 4954) and `AUTH=PLAIN LOGIN` of servers older than it; `AUTH=PLAIN` as
  /// one word of IMAP (RFC 9051 section 7.2.2); `SASL PLAIN LOGIN` of POP3 (RFC 5034 section 3).
  public func mechanisms(in capabilities: [String]) -> [String] {
    var names: [String] = []
    for line in capabilities {
      let words = line.uppercased().split { $0 == " " || $0 == "=" || $0 == "\t" }
      guard words.first.map(String.init) == keyword else { continue }
      for name in words.dropFirst().map(String.init) where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  private var keyword: String {
    switch self {
    case .smtp, .imap: "AUTH"
    case .pop3: "SASL"
    }
  }

  /// The mechanisms, and the commands of IMAP and POP3 that carry a password without one.
  fileprivate func waysToSignIn(_ capabilities: [String]) -> [String] {
    let names = mechanisms(in: capabilities)
    let words = capabilities.map { $0.uppercased() }
    switch self {
    case .smtp: return names
    case .imap:
      return words.contains("LOGINDISABLED") || names.contains("LOGIN") ? names : names + ["LOGIN"]
    case .pop3: return names + (words.contains("USER") ? ["USER"] : [])
    }
  }
}
