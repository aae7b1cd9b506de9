import FoundationEssentials

/// How a body is encoded (RFC 2045 section 6). Never 8bit, which not every server on the way takes.
enum TransferEncoding: String {
  case sevenBit = "7bit"
  case quotedPrintable = "quoted-printable"
  case base64

  /// The longest line without its ending (RFC 5322 section 2.1.1).
  static let hardLimit = 998

  /// ASCII goes out as it is, mostly ASCII text as quoted-printable, and the rest as base64.
  init(for lines: [[UInt8]], isStateful: Bool) {
    if lines.allSatisfy(Self.isPlain) {
      self = .sevenBit
      return
    }
    let size = lines.reduce(0) { $0 + $1.count }
    let odd = lines.reduce(0) { $0 + $1.count { !(0x20...0x7E).contains($0) } }
    // In quoted-printable, a line break could part an escape sequence from its text.
    self = !isStateful && odd * 3 <= size ? .quotedPrintable : .base64
  }

  /// Encodes a body, given as lines without their endings.
  func encode(_ lines: [[UInt8]]) -> [UInt8] {
    switch self {
    case .sevenBit: lines.flatMap { $0 + LineEndings.crlf }
    case .quotedPrintable: QuotedPrintable.encode(lines)
    case .base64: Self.base64(lines.flatMap { $0 + LineEndings.crlf })
    }
  }

  /// In lines of 76 characters, each ended by CRLF (RFC 2045 section 6.8).
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let lines = Data(bytes).base64EncodedData(
      options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    return lines.isEmpty ? [] : lines + LineEndings.crlf
  }

  private static func isPlain(_ line: [UInt8]) -> Bool {
    line.count <= hardLimit && line.allSatisfy { (0x01...0x7F).contains($0) }
  }
}
