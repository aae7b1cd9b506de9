/// An address between angle brackets (RFC 5321 section 4.1.2); empty for `<>`.
public struct MailPath: Equatable, Sendable {
  /// The address as the client wrote it, without brackets and route.
  public let address: String

  static let null = MailPath(address: "")

  /// Its approximate use of memory, in bytes.
  public var memory: Int { 64 + address.utf8.count }

  /// Whether it is `<>`, the sender of notifications.
  public var isNull: Bool { address.isEmpty }
  /// Whether it needs no SMTPUTF8.
  public var isASCII: Bool { address.utf8.allSatisfy { $0 < 0x80 } }
  /// `<postmaster>` is the one address that needs no domain (RFC 5321 section 4.1.1.3).
  var isPostmaster: Bool { address.lowercased() == "postmaster" }

  var hasDomain: Bool {
    guard let at = address.lastIndex(of: "@") else { return false }
    let domain = address[address.index(after: at)...]
    return at > address.startIndex && !domain.isEmpty
      && domain.allSatisfy { $0 != " " && $0 != "\"" }
  }

  /// Reads a path from the beginning of a text, and returns what follows it; nil where there is
  /// none.
  static func parse(_ text: Substring) -> (MailPath, after: Substring)? {
    guard text.first == "<" else { return nil }
    var isQuoted = false
    var isEscaped = false
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        if character == "\\" { isEscaped = true } else if character == "\"" { isQuoted = false }
      } else {
        switch character {
        case "\"": isQuoted = true
        case " ", "<": return nil
        case ">":
          let inner = text[text.index(after: text.startIndex)..<index]
          return (MailPath(address: withoutRoute(inner)), text[text.index(after: index)...])
        default: break
        }
      }
      index = text.index(after: index)
    }
    return nil
  }

  /// A source route (`@a,@b:user@c`) must be accepted and ignored (RFC 5321 appendix C).
  private static func withoutRoute(_ text: Substring) -> String {
    guard text.first == "@", let colon = text.firstIndex(of: ":") else { return String(text) }
    return String(text[text.index(after: colon)...])
  }
}
