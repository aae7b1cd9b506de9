/// A server's reply to an SMTP command (RFC 5321 section 4.2), free of control characters.
public struct Reply: Equatable, Sendable {
  /// Three digits, 200 to 599.
  public let code: Int
  /// The enhanced status code of the last line that has one (RFC 3463).
  public let enhanced: EnhancedStatusCode?
  /// The text of each line, without control characters, the code and that enhanced status code.
  public let lines: [String]

  /// A reply with its parts.
  public init(code: Int, enhanced: EnhancedStatusCode? = nil, lines: [String]) {
    self.code = code
    self.enhanced = enhanced
    self.lines = lines
  }

  /// The lines joined with spaces.
  public var text: String { lines.joined(separator: " ") }

  /// The reply in one line as the server said it, such as `535 5.7.8 Authentication failed`.
  public var raw: String {
    ([String(code), enhanced?.description].compactMap(\.self) + lines).filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
