internal import SystemAccess

/// Quoted-printable (RFC 2045 section 6.7).
enum QuotedPrintable {
  private static let longest = 76

  /// Encodes lines, given without their endings, with CRLF after each.
  static func encode(_ lines: [[UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    for line in lines {
      append(line, to: &result)
      result += LineEndings.crlf
    }
    return result
  }

  /// Encodes the beginning of a line that goes on, ended by a soft line break.
  static func encode(unfinished part: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    append(part, to: &result)
    return part.isEmpty ? [] : result + [UInt8(ascii: "=")] + LineEndings.crlf
  }

  private static func append(_ line: [UInt8], to result: inout [UInt8]) {
    var column = 0
    for index in line.indices {
      var token = token(at: index, in: line, isLineStart: column == 0)
      // The last column is kept for the `=` of a soft line break, unless the line ends here.
      let room = index == line.count - 1 ? longest : longest - 1
      if column + token.count > room {
        result += [UInt8(ascii: "=")] + LineEndings.crlf
        column = 0
        token = Self.token(at: index, in: line, isLineStart: true)
      }
      result += token
      column += token.count
    }
  }

  private static func token(at index: Int, in line: [UInt8], isLineStart: Bool) -> [UInt8] {
    let byte = line[index]
    let isPlain =
      switch byte {
      case UInt8(ascii: "="): false
      // Space at the end of a line may be lost on the way (section 6.7 (3)).
      case UInt8(ascii: " "), UInt8(ascii: "\t"): index < line.count - 1
      // At a line's beginning, mbox files turn `From ` into `>From `, and a lone dot ends a mail in
      // SMTP: both are escaped there (RFC 2049 section 3).
      case UInt8(ascii: "."): !isLineStart
      case UInt8(ascii: "F"): !isLineStart || !line[index...].starts(with: Array("From ".utf8))
      case 0x21...0x7E: true
      default: false
      }
    return isPlain ? [byte] : Array(("=" + Hexadecimal.pair(byte)).utf8)
  }
}
