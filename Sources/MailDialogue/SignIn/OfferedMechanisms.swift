public import MailSettings
internal import SystemAccess

/// The ways to sign in that a server offers, before TLS and inside it.
public struct OfferedMechanisms: Equatable, Sendable {
  /// The offers before TLS; nil when it was not asked then.
  public var beforeTLS: [String]?
  /// The offers inside TLS; nil when it was not asked there.
  public var inTLS: [String]?

  /// By default nothing was asked.
  public init(beforeTLS: [String]? = nil, inTLS: [String]? = nil) {
    (self.beforeTLS, self.inTLS) = (beforeTLS, inTLS)
  }

  /// Reads the offers of a service from its capabilities; nil where it was not asked.
  public init(of service: MailService, beforeTLS: [String]?, inTLS: [String]?) {
    self.init(
      beforeTLS: beforeTLS.map(service.waysToSignIn), inTLS: inTLS.map(service.waysToSignIn))
  }

  /// Such as `Sign-in offered: none before TLS; PLAIN, LOGIN in TLS`; nil when nothing was asked.
  public var sentence: String? {
    let before = beforeTLS.map { "\(Self.list($0)) \(inTLS == nil ? "without" : "before") TLS" }
    let parts = [before, inTLS.map { "\(Self.list($0)) in TLS" }].compactMap(\.self)
    return parts.isEmpty ? nil : "Sign-in offered: " + parts.joined(separator: "; ")
  }

  /// More than any server offers, so that a hostile one cannot fill the screen.
  private static let most = 20

  private static func list(_ names: [String]) -> String {
    let shown =
      names.prefix(most).map { $0.printable(limit: 30) } + (names.count > most ? ["…"] : [])
    return shown.isEmpty ? "none" : shown.joined(separator: ", ")
  }
}

extension MailService {
  /// The SASL mechanisms in a reply to EHLO, CAPABILITY or CAPA: in upper case, each once, in the
  /// server's order.
  ///
  /// Read are `AUTH PLAIN LOGIN` (RFC 4954) and the older `AUTH=PLAIN LOGIN` of SMTP, `AUTH=PLAIN`
  /// of IMAP (RFC 9051 section 7.2.2), and `SASL PLAIN LOGIN` of POP3 (RFC 5034 section 3).
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

  /// The mechanisms, and the commands of IMAP and POP3 that sign in by a password without one.
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
