import FoundationEssentials
internal import SystemAccess

/// Rewrites the content of a part, piece by piece, as its plan says.
struct PartFilter {
  private let rewriting: PartPlan.Rewriting
  /// Octets kept for the next piece: too few for a line of base64, or the start of a cut `=3D`.
  private var pending: [UInt8] = []
  /// Whether a line end is held back: if a boundary follows, it belongs to that.
  private var holdsLineEnd = false
  private var column = 0

  /// Octets that make one line of base64.
  private static let base64Line = 57
  private static let longestLine = 76

  init(_ plan: PartPlan) { rewriting = plan.rewriting }

  mutating func take(_ piece: LineCutter.Piece) -> [UInt8] {
    switch rewriting {
    case .none: Array(piece.bytes)
    case .encode(.base64): base64(piece)
    case .encode(.quotedPrintable): quotedPrintable(piece)
    case .encode(.sevenBit): Array(piece.bytes)
    case .wrapBase64: wrapped(piece)
    case .mendQuotedPrintable: mended(piece)
    }
  }

  /// Returns what is left at the end of the part.
  ///
  /// - Parameter isLast: whether the message ends with it; otherwise a boundary follows, to which
  ///   the line end before it belongs (RFC 2046 section 5.1.1).
  mutating func finish(isLast: Bool) -> [UInt8] {
    switch rewriting {
    case .none, .encode(.sevenBit), .encode(.quotedPrintable), .mendQuotedPrintable: return []
    case .encode(.base64):
      if isLast, holdsLineEnd { pending += LineEndings.crlf }
      let text = TransferEncoding.base64(pending)
      (pending, holdsLineEnd) = ([], false)
      return text.isEmpty && !isLast ? LineEndings.crlf : text
    case .wrapBase64: return column > 0 ? LineEndings.crlf : []
    }
  }

  private mutating func base64(_ piece: LineCutter.Piece) -> [UInt8] {
    if holdsLineEnd { pending += LineEndings.crlf }
    holdsLineEnd = piece.isLineEnd
    pending += piece.content
    let whole = pending.count / Self.base64Line * Self.base64Line
    guard whole > 0 else { return [] }
    defer { pending.removeFirst(whole) }
    return TransferEncoding.base64(Array(pending[..<whole]))
  }

  private func quotedPrintable(_ piece: LineCutter.Piece) -> [UInt8] {
    let content = Array(piece.content)
    return piece.isLineEnd
      ? QuotedPrintable.encode([content]) : QuotedPrintable.encode(unfinished: content)
  }

  /// Wraps base64 at 76 characters and drops octets outside its alphabet (RFC 2045 section 6.8).
  private mutating func wrapped(_ piece: LineCutter.Piece) -> [UInt8] {
    var result: [UInt8] = []
    for byte in piece.content where Self.isBase64(byte) {
      if column == Self.longestLine {
        result += LineEndings.crlf
        column = 0
      }
      result.append(byte)
      column += 1
    }
    return result
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="):
      true
    default: false
    }
  }

  /// Adds soft line breaks, never within an escape such as `=3D`, and escapes octets beyond ASCII.
  private mutating func mended(_ piece: LineCutter.Piece) -> [UInt8] {
    let line = pending + piece.content
    // A piece may end within `=3D`.
    let kept =
      piece.isLineEnd
      ? 0 : line.suffix(2).firstIndex(of: UInt8(ascii: "=")).map { line.count - $0 } ?? 0
    pending = Array(line.suffix(kept))
    var rest = line.dropLast(kept)
    var result: [UInt8] = []
    while let byte = rest.first {
      let isEscape = byte == UInt8(ascii: "=") && rest.count >= 3
      let token =
        byte >= 0x80
        ? Array("=\(Hexadecimal.pair(byte))".utf8) : Array(rest.prefix(isEscape ? 3 : 1))
      rest = rest.dropFirst(isEscape ? 3 : 1)
      if column + token.count >= Self.longestLine, !(rest.isEmpty && piece.isLineEnd) {
        result += [UInt8(ascii: "=")] + LineEndings.crlf
        column = 0
      }
      result += token
      column += token.count
    }
    guard piece.isLineEnd else { return result }
    column = 0
    return result + LineEndings.crlf
  }
}
