internal import SystemAccess

/// A mail address as mail programs copy it: `Your Server <app@example.com>`, `<app@example.com>`,
/// `mailto:app@example.com`.
public struct PastedAddress: Equatable, Sendable {
  /// The address.
  public let address: MailAddress
  /// The display name before it; nil where there is none, or one that is not valid.
  public let name: DisplayName?
  /// The words before it, without their quotation marks; empty where there are none.
  public let words: String

  /// Takes a text apart; nil when it is none of these, or longer than this many bytes.
  public init?(_ text: String, limit: Int = 600) {
    guard text.utf8.count <= limit, !text.contains(where: \.steersTerminal) else { return nil }
    if text.lowercased().hasPrefix("mailto:") {
      let bare = text.dropFirst("mailto:".count).prefix { $0 != "?" }
      guard let address = try? MailAddress(typed: String(bare)) else { return nil }
      (self.address, name, words) = (address, nil, "")
      return
    }
    guard let (phrase, inner) = Self.parts(text), let address = try? MailAddress(typed: inner)
    else { return nil }
    self.address = address
    let words = Self.unquoted(phrase)
    self.words = words == inner ? "" : words
    name = self.words.isEmpty ? nil : try? DisplayName(typed: self.words)
  }

  /// What stands in the angle brackets at a text's end; nil where there are none.
  public static func bracketed(_ text: String) -> String? {
    parts(text.trimmingSpaces)?.inner
  }

  private static func parts(_ text: String) -> (phrase: String, inner: String)? {
    guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else { return nil }
    return (
      String(text[..<open]).trimmingSpaces,
      String(text[text.index(after: open)...].dropLast()).trimmingSpaces
    )
  }

  /// A phrase without its quotation marks and backslashes (RFC 5322 section 3.2.4), read by
  /// scalars, since a combining mark may follow one.
  private static func unquoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else { return text }
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in scalars.dropFirst().dropLast() {
      isEscaped = scalar == "\\" && !isEscaped
      if !isEscaped { result.append(scalar) }
    }
    return String(result)
  }
}
