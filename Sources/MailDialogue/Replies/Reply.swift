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
    let text = text.drop { $0 == " " }
    let digits = text.hasPrefix("#") ? text.dropFirst() : text
    guard let code = EnhancedStatusCode(prefix: digits) else { return nil }
    let rest = digits.dropFirst(code.description.count)
    guard let next = rest.first else { return (code, rest) }
    guard " \t:;,".contains(next) else { return nil }
    return (code, rest.drop { " \t:;,".contains($0) })
  }

  /// The code that qmail and others put somewhere in the text, such as `(#5.1.1)`.
  static func hashed(_ text: String) -> EnhancedStatusCode? {
    guard let hash = text.firstIndex(of: "#") else { return nil }
    let code = EnhancedStatusCode(prefix: text[hash...].dropFirst())
    return code ?? hashed(String(text[hash...].dropFirst()))
  }

  /// `class "." subject "." detail`, with one digit and twice one to three (RFC 3463 section 2).
  private init?(prefix text: Substring) {
    let parts = text.prefix { $0 == "." || ("0"..."9").contains($0) }
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, ["2", "4", "5"].contains(parts[0]),
      parts[1...].allSatisfy({ (1...3).contains($0.utf8.count) }),
      let status = Int(parts[0]), let subject = Int(parts[1]), let detail = Int(parts[2])
    else { return nil }
    self.init(status, subject, detail)
    guard description.utf8.count == parts.joined(separator: ".").utf8.count else { return nil }
  }
}
