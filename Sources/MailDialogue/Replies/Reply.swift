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

/// An enhanced status code such as 5.7.8 (RFC 3463).
public struct EnhancedStatusCode: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// 2 success, 4 temporary, 5 permanent.
  public let status: Int
  /// What it is about: 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7
  /// security.
  public let subject: Int
  /// The detail, 0 to 999.
  public let detail: Int

  /// A code from its three numbers.
  public init(_ status: Int, _ subject: Int, _ detail: Int) {
    self.status = status
    self.subject = subject
    self.detail = detail
  }

  /// With dots, such as `5.7.8`.
  public var description: String { "\(status).\(subject).\(detail)" }
}
