/// A message as it goes behind DATA (RFC 5321 section 4.5.2), piece by piece.
///
/// Every line ends in CR LF: a bare CR or LF becomes one, since `\n.\n` on the wire could smuggle a
/// second mail in. A dot at the start of a line is doubled.
struct DotStuffing {
  private var isAtLineStart = true
  private var wasCR = false

  /// The next piece of a message as it goes on the wire.
  mutating func take(_ piece: [UInt8]) -> [UInt8] {
    var wire: [UInt8] = []
    wire.reserveCapacity(piece.count + piece.count / 32 + 2)
    for byte in piece { take(byte, into: &wire) }
    return wire
  }

  /// What ends the last line; the message can then be followed by `.` CR LF.
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
