internal import SystemAccess

/// A mail address as mail programs copy it: `Your Server <app@example.com>`, `<app@example.com>`,
/// `mailto:app@example.com`.
public struct PastedAddress: Equatable, Sendable {
  /// The address.
  public let address: MailAddress
  /// The display name before it; nil where there is none, or one that is not valid.
  public let name: DisplayName?

  /// Takes a text apart; nil when it is none of these.
  public init?(_ text: String) {
    guard text.utf8.count <= 600, !text.contains(where: \.steersTerminal) else { return nil }
    if text.lowercased().hasPrefix("mailto:") {
      let bare = text.dropFirst("mailto:".count).prefix { $0 != "?" }
      guard let address = try? MailAddress(typed: String(bare)) else { return nil }
      (self.address, name) = (address, nil)
      return
    }
    guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else { return nil }
    let inner = String(text[text.index(after: open)...].dropLast()).trimmingSpaces
    guard let address = try? MailAddress(typed: inner) else { return nil }
    self.address = address
    let name = Self.unquoted(String(text[..<open]).trimmingSpaces)
    self.name = name.isEmpty || name == inner ? nil : try? DisplayName(typed: name)
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
