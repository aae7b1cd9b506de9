/// Turns a message, piece by piece, into what is sent after DATA (RFC 5321 section 4.5.2).
///
/// A bare CR or LF becomes CR LF, since `\n.\n` could smuggle a second mail in. A dot at the start
/// of a line is doubled.
struct DotStuffing {
  private var isAtLineStart = true
  private var wasCR = false

  /// Takes the next piece of a message; returns what to send.
  mutating func take(_ piece: [UInt8]) -> [UInt8] {
    var wire: [UInt8] = []
    wire.reserveCapacity(piece.count + piece.count / 32 + 2)
    for byte in piece { take(byte, into: &wire) }
    return wire
  }

  /// Ends the last line, so that `.` CR LF can follow; returns what to send.
  mutating func finish() -> [UInt8] {
    var wire: [UInt8] = []
    if wasCR || !isAtLineStart { breakLine(&wire) }
    return wire
  }

  private mutating func take(_ byte: UInt8, into wire: inout [UInt8]) {
    switch byte {
    case 0x0D:
      if wasCR { breakLine(&wire) }
      wasCR = true
    case 0x0A: breakLine(&wire)
    default:
      if wasCR { breakLine(&wire) }
      if isAtLineStart, byte == UInt8(ascii: ".") { wire.append(byte) }
      wire.append(byte)
      isAtLineStart = false
    }
  }

  private mutating func breakLine(_ wire: inout [UInt8]) {
    wire += [0x0D, 0x0A]
    isAtLineStart = true
    wasCR = false
  }
}
