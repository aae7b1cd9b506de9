/// A server's reply to an SMTP command (RFC 5321 section 4.2), free of control characters.
public struct Reply: Equatable, Sendable {
  /// Three digits, 200 to 599.
  public let code: Int
  /// The enhanced status code of the last line that has one (RFC 3463).
  public let enhanced: EnhancedStatusCode?
  /// The text of each line, without the codes and without control characters.
  public let lines: [String]

  /// Makes a reply; its lines hold no codes.
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
  /// The class: 2 success, 4 temporary failure, 5 permanent failure.
  public let status: Int
  /// The subject: 0 other, 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7
  /// security.
  public let subject: Int
  /// The detail, 0 to 999.
  public let detail: Int

  /// Makes a code from its three numbers.
  public init(_ status: Int, _ subject: Int, _ detail: Int) {
    self.status = status
    self.subject = subject
    self.detail = detail
  }

  /// With dots, such as `5.7.8`.
  public var description: String { "\(status).\(subject).\(detail)" }
}

extension EnhancedStatusCode {
  /// The code that begins a reply's text (RFC 2034 section 4), and the text behind it.
  static func leading(_ text: String) -> (code: EnhancedStatusCode, rest: Substring)? {
    let text = text.utf8.drop { $0 == 0x20 }
    guard let (code, rest) = prefix(of: text.first == 0x23 ? text.dropFirst() : text) else {
      return nil
    }
    let words = rest.drop(while: \.endsEnhancedStatusCode)
    guard rest.isEmpty || words.startIndex > rest.startIndex else { return nil }
    return (code, Substring(words))
  }

  /// The code that qmail and others put somewhere in the text, such as `(#5.1.1)`.
  static func hashed(_ text: String) -> EnhancedStatusCode? {
    var rest = text.utf8[...]
    while let hash = rest.firstIndex(of: 0x23) {
      rest = rest[hash...].dropFirst()
      if let code = prefix(of: rest)?.code { return code }
    }
    return nil
  }

  /// `class "." subject "." detail`, with one digit and twice one to three (RFC 3463 section 2).
  private static func prefix(
    of text: Substring.UTF8View
  ) -> (code: EnhancedStatusCode, rest: Substring.UTF8View)? {
    var rest = text
    guard let status = number(&rest), status == 2 || status == 4 || status == 5,
      rest.popFirst() == 0x2E, let subject = number(&rest),
      rest.popFirst() == 0x2E, let detail = number(&rest), rest.first != 0x2E
    else { return nil }
    return (EnhancedStatusCode(status, subject, detail), rest)
  }

  /// Up to three digits without a leading zero.
  private static func number(_ rest: inout Substring.UTF8View) -> Int? {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...3).contains(digits.count), digits.count == 1 || digits.first != 0x30 else {
      return nil
    }
    rest = rest[digits.endIndex...]
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}

extension UInt8 {
  /// Whether it may stand behind an enhanced status code: space, tab, colon, semicolon, comma.
  fileprivate var endsEnhancedStatusCode: Bool { [0x20, 0x09, 0x3A, 0x3B, 0x2C].contains(self) }
}
