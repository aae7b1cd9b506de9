/// How a body travels (RFC 2045 section 6). Never 8bit: libcurl can't announce it.
enum TransferEncoding: String {
  case sevenBit = "7bit"
  case quotedPrintable = "quoted-printable"
  case base64

  /// The longest line without its ending (RFC 5322 section 2.1.1).
  static let hardLimit = 998

  /// ASCII goes as it is; else what makes the smaller mail, which is quoted-printable as long as
  /// the text is mostly ASCII.
  init(for lines: [[UInt8]], isStateful: Bool) {
    if lines.allSatisfy(Self.isPlain) {
      self = .sevenBit
      return
    }
    // Escape sequences must not be torn from their text: never quoted-printable there.
    let size = lines.reduce(0) { $0 + $1.count + 2 }
    let isSmaller = QuotedPrintable.encode(lines).count <= (size + 2) / 3 * 4
    self = !isStateful && isSmaller ? .quotedPrintable : .base64
  }

  /// The body, from lines without their endings.
  func encode(_ lines: [[UInt8]]) -> [UInt8] {
    switch self {
    case .sevenBit: lines.flatMap { $0 + LineEndings.crlf }
    case .quotedPrintable: QuotedPrintable.encode(lines)
    case .base64: Base64.lines(lines.flatMap { $0 + LineEndings.crlf })
    }
  }

  private static func isPlain(_ line: [UInt8]) -> Bool {
    line.count <= hardLimit && line.allSatisfy { (0x01...0x7F).contains($0) }
  }
}
