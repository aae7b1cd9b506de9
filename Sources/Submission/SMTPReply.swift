/// A reply that a server gives: code, enhanced status code (RFC 2034, RFC 3463) and lines of text.
///
/// It is also the error that a refused command throws.
public struct SMTPReply: Error, Equatable, Sendable {
  /// The reply code, three digits (RFC 5321 section 4.2.1).
  public let code: Int
  /// The enhanced status code, such as `5.7.8`; nil without one.
  public let enhanced: String?
  /// The lines of the text, at least one.
  public let lines: [String]

  /// A reply of these lines.
  public init(_ code: Int, _ enhanced: String? = nil, lines: [String]) {
    self.code = code
    self.enhanced = enhanced
    self.lines = lines
  }

  init(_ code: Int, _ enhanced: String? = nil, _ lines: String...) {
    self.init(code, enhanced, lines: lines)
  }

  /// Whether the command did, or will do, what the client wanted.
  public var isPositive: Bool { code < 400 }

  /// Whether the client's command was refused for good.
  public var isRefusal: Bool { code >= 500 }

  /// The reply as it goes out; every line but the last has a hyphen after the code.
  ///
  /// A line break or control character in a line goes out as `?`, so that a text from another
  /// server cannot begin a reply of its own.
  public var wire: String {
    let status = enhanced.map { "\($0) " } ?? ""
    let lines = lines.isEmpty ? [""] : lines
    return lines.enumerated().map { index, line in
      "\(code)\(index == lines.count - 1 ? " " : "-")\(Self.safe(status + line))\r\n"
    }.joined()
  }

  private static func safe(_ line: String) -> String {
    let scalars = line.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? "?" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
